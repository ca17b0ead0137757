package org.plumbline.campaign;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.campaign.engine.Bench;
import org.plumbline.reports.Finding;
import org.plumbline.reports.FindingFolder;
import org.plumbline.reports.Subject;
import org.plumbline.reports.Triage.Release;
import org.plumbline.reports.Triage.Shown;
import org.plumbline.reports.bisect.History;
import org.plumbline.reports.bisect.Symptom;
import org.plumbline.targets.registry.TargetSpec;
import org.plumbline.targets.registry.Targets;
import org.plumbline.targets.worker.Executor;
import org.plumbline.targets.worker.Limits;
import org.plumbline.targets.worker.WorkerFault;

/// Runs many findings again, those of one stack in one process after the other, and says in a line each how they stand
/// to what is recorded. Memory that nobody wrote may happen to hold the right bits: a finding is gone only after several
/// attempts in several processes.
final class Reruns {
    private static final int REPEATS = 4;
    private static final int ATTEMPTS = 3;
    private static final int PROCESSES = 5;

    private final Path root;
    private final PrintWriter out;
    private final Targets targets;
    private final Path journals;
    private int reproduce;
    private int gone;
    private int surprises;
    private int untried;
    private int others;

    /// Names findings by their place below `root`, which holds them all.
    Reruns(Path root, PrintWriter out, Targets targets, Path journals) {
        this.root = root;
        this.out = out;
        this.targets = targets;
        this.journals = journals;
    }

    private record One(Path folder, Finding finding, Subject subject, String said) {
        One having(String last) {
            return new One(folder, finding, subject, last);
        }
    }

    /// Tries all of the folders: on `target` those that were found on it, in whatever release, or where it is null each
    /// on the stack and release where it was found. The exit code: 0 where all stand as recorded, 1 where one does not,
    /// 2 where one could not be tried.
    int run(List<Path> folders, String target) {
        Map<String, List<One>> stacks = new LinkedHashMap<>();
        for (Path folder : folders) {
            switch (FindingFolder.read(folder)) {
                case FindingFolder.Unreadable(String why) -> cannotBeTried(folder, why);
                case FindingFolder.Found(Finding f, Subject _) when target != null && !isOn(f, target) -> others++;
                case FindingFolder.Found(Finding f, Subject s) -> stacks.computeIfAbsent(target == null ? f.spec()
                    : target, _ -> new ArrayList<>()).add(new One(folder, f, s, ""));
            }
        }
        stacks.forEach(this::run);
        out.println(reproduce + " reproduce, " + gone + " gone, " + untried + " cannot be tried"
            + (others > 0 ? ", " + others + " of other targets" : "") + "; " + (surprises == 0
                ? "all that were tried stand as recorded" : surprises + " not as recorded"));
        out.flush();
        return untried > 0 ? Plumbline.BAD_INPUT : surprises > 0 ? Plumbline.FOUND : Plumbline.NOTHING_FOUND;
    }

    private static boolean isOn(Finding f, String target) {
        return TargetSpec.parse(target) instanceof TargetSpec.Named(TargetSpec spec) && spec.name().equals(f.target());
    }

    private void run(String stack, List<One> findings) {
        List<One> left = findings;
        String version = "";
        for (int i = 0; i < PROCESSES && !left.isEmpty(); i++) {
            switch (targets.open(stack, Limits.DEFAULT, journals)) {
                case Targets.Unavailable(String message) -> {
                    left.forEach(one -> cannotBeTried(one.folder, message));
                    return;
                }
                case Targets.Opened(Executor executor) -> {
                    try (executor) {
                        version = executor.version();
                        left = mended(executor, left);
                    }
                }
            }
        }
        for (One one : left) {
            gone(one, version, stack.contains("@") ? stack : stack + "@" + version);
        }
    }

    /// Those that did not reproduce.
    private List<One> mended(Executor executor, List<One> findings) {
        List<One> left = new ArrayList<>();
        for (One one : findings) {
            try {
                Release told = tried(executor, one);
                if (told.shown() == Shown.SHOWS) {
                    reproduces(one, told);
                } else {
                    left.add(one.having(told.said()));
                }
            } catch (WorkerFault e) {
                cannotBeTried(one.folder, "the worker fails: " + e.getMessage());
            }
        }
        return left;
    }

    private static Release tried(Executor executor, One one) {
        Symptom symptom = new Symptom(one.finding);
        Release told = null;
        for (int i = 0; i < ATTEMPTS && (told == null || told.shown() != Shown.SHOWS); i++) {
            Bench.Tried tried = new Bench(executor, REPEATS).run(one.subject,
                ReleaseTrials.variants(executor, one.finding));
            told = symptom.told(executor.version(), tried.trial(), tried.verdict());
        }
        return told;
    }

    private static boolean isExpected(One one, String version) {
        return new History(one.finding.triage().releases()).expects(version);
    }

    private void reproduces(One one, Release told) {
        reproduce++;
        boolean expected = isExpected(one, told.version());
        surprises += expected ? 0 : 1;
        line("reproduces", one.folder, told.said() + (expected ? "" : "; recorded as gone from "
            + told.version() + ": plumbline bisect finds out since when"));
    }

    private void gone(One one, String version, String stack) {
        gone++;
        boolean expected = isExpected(one, version);
        surprises += expected ? 1 : 0;
        line("gone on " + stack, one.folder, one.said + (expected
            ? "; not recorded: plumbline bisect finds out since when" : ", as recorded: "
                + new History(one.finding.triage().releases()).oneLine()));
    }

    private void cannotBeTried(Path folder, String why) {
        untried++;
        line("cannot be tried", folder, why);
    }

    private void line(String standing, Path folder, String said) {
        String name = root.equals(folder) ? folder.toString() : root.relativize(folder).toString();
        out.println((standing + ": " + name + ": " + said).replaceAll("\\s*\\R\\s*", " ").replaceAll("\\p{Cntrl}",
            "?"));
        out.flush();
    }
}
