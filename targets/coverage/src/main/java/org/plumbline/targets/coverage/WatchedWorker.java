package org.plumbline.targets.coverage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.plumbline.targets.coverage.sites.ProbeSites;
import org.plumbline.targets.coverage.traps.TrapData;
import org.plumbline.targets.watch.Probe;
import org.plumbline.targets.watch.Watched;

/// A worker seen through the file that it shares with its supervisor.
final class WatchedWorker implements Watched {
    private final ProbeFile file;
    private final Path path;
    private final List<Long> late = new ArrayList<>();
    private long read;

    WatchedWorker(ProbeFile file, Path path) {
        this.file = file;
        this.path = path;
    }

    @Override
    public List<String> jvmArguments() {
        return List.of("-D" + ArmingCompanion.FILE + "=" + path);
    }

    /// A hit that its thread has counted but not written yet is left for a later call; in a worker that died meanwhile
    /// it stays unwritten.
    @Override
    public List<Probe> hits() {
        TrapData data = file.data();
        long logged = data.logged();
        List<Probe> hits = new ArrayList<>();
        late.removeIf(index -> take(data, index, hits));
        for (; read < logged; read++) {
            if (!take(data, read, hits)) {
                late.add(read);
            }
        }
        return hits;
    }

    private boolean take(TrapData data, long index, List<Probe> hits) {
        long distance = data.take(index);
        if (distance >= 0) {
            ProbeSites sites = file.sites();
            hits.add(new Probe(sites.buildId(), sites.code().address() + distance));
        }
        return distance >= 0;
    }

    @Override
    public void again(Collection<Probe> probes) {
        ProbeSites sites = file.sites();
        for (Probe probe : probes) {
            int site = probe.library().equals(sites.buildId()) ? NativeCoverage.site(sites, probe.address()) : -1;
            if (site >= 0) {
                file.want(site);
            }
        }
        file.ask();
    }

    @Override
    public void close() {
        file.close();
    }
}
