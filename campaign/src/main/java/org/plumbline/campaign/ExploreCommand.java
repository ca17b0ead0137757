package org.plumbline.campaign;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.plumbline.campaign.engine.Settings;
import org.plumbline.campaign.guided.Exploring;
import org.plumbline.campaign.guided.Rewriting;
import org.plumbline.generator.Options;
import org.plumbline.targets.coverage.NativeCoverage;
import org.plumbline.targets.coverage.sites.Level;
import org.plumbline.targets.registry.Dissection;
import org.plumbline.targets.registry.Targets;
import org.plumbline.targets.worker.Executor;
import org.plumbline.targets.worker.Limits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `plumbline explore`: what a guided campaign starts; not for people.
@Command(name = "explore", hidden = true, description = "One explorer of a guided campaign.")
final class ExploreCommand implements Callable<Integer>, Exploring.Workshop {
    @Parameters(index = "0", paramLabel = "CAMPAIGN")
    private Path campaign;

    @Parameters(index = "1", paramLabel = "NUMBER")
    private int number;

    @Parameters(index = "2", paramLabel = "CASES")
    private long cases;

    /// How to start one, in the class path and on the Java virtual machine of this process.
    static List<String> command(Path campaign, int number, long cases, Path archive) {
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g",
            "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xshare:auto", "-Xlog:disable", "-Xlog:all=error:stderr",
            "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-Djava.awt.headless=true",
            "-Xbootclasspath/a:" + archive.toAbsolutePath(), "-cp", System.getProperty("surefire.test.class.path",
                System.getProperty("java.class.path")), Plumbline.class.getName(), "explore", campaign.toAbsolutePath()
                    .toString(), Integer.toString(number), Long.toString(cases));
    }

    @Override
    public Integer call() throws IOException {
        return Exploring.run(campaign, number, cases, this);
    }

    @Override
    public Executor executor(Settings s, Path workers) {
        return Opened.target(s.target(), 1, Limits.DEFAULT, workers, NativeCoverage.at(Level.FUNCTIONS)).first();
    }

    @Override
    public Options options(Settings s, Executor executor) {
        return OperatorChoice.options(s, executor.members());
    }

    @Override
    public Rewriting rewriting(Settings s, Path workers) {
        List<String> names = List.of(s.target().split(","));
        Map<String, Dissection> stacks = new HashMap<>();
        names.forEach(name -> stacks.put(names.size() == 1 ? "" : name, Targets.installed().dissection(name)));
        return new Rewriting(workers, stacks);
    }
}
