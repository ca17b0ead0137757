package org.plumbline.targets.coverage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.plumbline.targets.coverage.sites.Analyser;
import org.plumbline.targets.coverage.sites.Analysis;
import org.plumbline.targets.coverage.sites.Level;
import org.plumbline.targets.coverage.sites.ProbeSites;
import org.plumbline.targets.registry.ClassPaths;
import org.plumbline.targets.watch.Probe;
import org.plumbline.targets.watch.Watch;
import org.plumbline.targets.watch.Watched;

/// Coverage of a native library as it was built, by probes that are put in where workers have loaded it. What ran
/// before the target was loaded (the library's own initialisation) is not seen.
public final class NativeCoverage implements Watch {
    private final ProbeSites sites;

    /// Watches the library whose sites these are.
    public NativeCoverage(ProbeSites sites) {
        this.sites = sites;
    }

    /// Analyses libraries and watches them that finely.
    public static Watcher at(Level level) {
        return library -> switch (Analyser.analyse(library, level)) {
            case Analysis.Analysed(ProbeSites sites, _, _) -> new Watching(new NativeCoverage(sites));
            case Analysis.Unfit(String why) -> new Blind(why);
        };
    }

    @Override
    public List<Path> classPath() {
        return List.of(ClassPaths.of(NativeCoverage.class));
    }

    @Override
    public Watched worker(Path directory, String stem, Set<Probe> known) throws IOException {
        ProbeFile file = ProbeFile.create(directory.resolve(stem + ".probes"), sites);
        int[] addresses = sites.addresses();
        for (int i = 0; i < addresses.length; i++) {
            if (known.isEmpty() || !known.contains(new Probe(sites.buildId(), addresses[i]))) {
                file.want(i);
            }
        }
        file.ask();
        return new WatchedWorker(file, directory.resolve(stem + ".probes"));
    }

    /// The number of the site at `address`; negative where there is none.
    static int site(ProbeSites sites, long address) {
        return address == (int) address ? Arrays.binarySearch(sites.addresses(), (int) address) : -1;
    }
}
