package org.plumbline.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.plumbline.generator.check.OnnxChecker;
import org.plumbline.targets.registry.Cache;
import org.plumbline.targets.registry.Requirement;
import org.plumbline.targets.registry.TargetKind;
import org.plumbline.targets.registry.Targets;
import org.plumbline.targets.worker.Executor;
import org.plumbline.targets.worker.Limits;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `plumbline doctor`.
@Command(name = "doctor", mixinStandardHelpOptions = true,
    description = "Says what is there (JDK, targets, versions, drivers), what is missing, and the command that installs"
        + " it.",
    footer = {"", "Exit code: 0 all that is needed is there, 1 something is missing."})
final class DoctorCommand implements Callable<Integer> {
    private static final int OLDEST_JAVA = 25;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /// One line: `remedy` is empty where all is well.
    private record Finding(String what, String found, String remedy) {
    }

    @Override
    public Integer call() {
        List<Finding> lines = new ArrayList<>();
        lines.add(java());
        lines.add(platform());
        lines.add(checker());
        lines.add(cache());
        for (TargetKind kind : Targets.installed().kinds()) {
            kind.requirements().forEach(r -> lines.add(requirement(r, kind.family())));
            if (kind.requirements().stream().allMatch(Requirement.Present.class::isInstance)) {
                lines.add(target(kind));
            }
        }
        for (Finding f : lines) {
            spec.commandLine().getOut().printf("%-4s %-28s %s%n", f.remedy().isEmpty() ? "ok" : "MISS", f.what(), f
                .found());
            if (!f.remedy().isEmpty()) {
                spec.commandLine().getOut().println("     → " + f.remedy());
            }
        }
        return lines.stream().allMatch(f -> f.remedy().isEmpty()) ? Plumbline.NOTHING_FOUND : Plumbline.FOUND;
    }

    private static Finding java() {
        int feature = Runtime.version().feature();
        return new Finding("JDK", Runtime.version() + " in " + System.getProperty("java.home"),
            feature >= OLDEST_JAVA ? "" : "install a JDK 25 or newer and set PLUMBLINE_JAVA to its folder");
    }

    private static Finding platform() {
        String platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        return new Finding("platform", platform,
            platform.equals("Linux amd64") ? "" : "native targets are tested on Linux x86-64 only");
    }

    private static Finding checker() {
        try {
            OnnxChecker.check(new byte[0]);
            return new Finding("ONNX checker", "loads", "");
        } catch (LinkageError e) {
            return new Finding("ONNX checker", e.getMessage(), "apt-get install libstdc++6");
        }
    }

    private static Finding cache() {
        Path cache = Cache.folder();
        try {
            Files.delete(Files.createTempFile(Files.createDirectories(cache), "doctor", ""));
            return new Finding("cache", cache + ", " + (Files.getFileStore(cache).getUsableSpace() >> 30) + " GiB free",
                "");
        } catch (IOException e) {
            return new Finding("cache", cache + " cannot be written", "set PLUMBLINE_CACHE to a writable folder");
        }
    }

    private static Finding requirement(Requirement requirement, String family) {
        return switch (requirement) {
            case Requirement.Present(String name, String what) -> new Finding(name, what, "");
            case Requirement.Missing m ->
                new Finding(m.name(), m.why() + " (for " + family + ")", TargetsCommand.remedy(m, family));
        };
    }

    private static Finding target(TargetKind kind) {
        String name = kind.names().getFirst();
        return switch (Targets.installed().open(name, Limits.DEFAULT,
            Path.of(System.getProperty("java.io.tmpdir"), "plumbline-doctor"))) {
            case Targets.Opened(Executor e) -> {
                try (e) {
                    yield new Finding("target " + kind.family(),
                        e.version() + ", " + e.variants().size() + " variants", "");
                }
            }
            case Targets.Unavailable(String message) -> new Finding("target " + kind.family(), "does not start",
                message);
        };
    }
}
