package org.plumbline.campaign;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.plumbline.targets.registry.Requirement;
import org.plumbline.targets.registry.Requirement.ByHand;
import org.plumbline.targets.registry.Requirement.ByUs;
import org.plumbline.targets.registry.Requirement.Failed;
import org.plumbline.targets.registry.Requirement.Installed;
import org.plumbline.targets.registry.Requirement.Missing;
import org.plumbline.targets.registry.Requirement.Present;
import org.plumbline.targets.registry.TargetKind;
import org.plumbline.targets.registry.Targets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `plumbline targets` and `plumbline targets install`.
@Command(name = "targets", mixinStandardHelpOptions = true, subcommands = TargetsCommand.Install.class,
    description = "Lists the targets: what each needs besides Plumbline, what is there, and what gets the rest.",
    footer = {"", "Exit code: 0 all is there, 1 something is missing.", "", "Examples:", "  plumbline targets",
        "  plumbline targets install onnxruntime-webgpu"})
final class TargetsCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        boolean complete = true;
        for (TargetKind kind : Targets.installed().kinds()) {
            List<Requirement> requirements = kind.requirements();
            boolean ready = requirements.stream().allMatch(Present.class::isInstance);
            complete &= ready;
            out.printf("%-24s %-10s %s%n", kind.family(), kind.defaultVersion().orElse("-"),
                ready ? "ready" : "not ready");
            for (Requirement r : requirements) {
                out.println("  " + line(r, kind.family()));
            }
        }
        return complete ? Plumbline.NOTHING_FOUND : Plumbline.FOUND;
    }

    private static String line(Requirement requirement, String family) {
        return switch (requirement) {
            case Present(String name, String what) -> "ok   " + name + ": " + what;
            case Missing m -> "MISS " + m.name() + ": " + m.why() + System.lineSeparator() + "       → "
                + remedy(m, family);
        };
    }

    /// The command that meets a requirement.
    static String remedy(Missing missing, String family) {
        return switch (missing.remedy()) {
            case ByHand(String command) -> command;
            case ByUs _ -> "plumbline targets install " + family;
        };
    }

    /// `plumbline targets install NAME`.
    @Command(name = "install", mixinStandardHelpOptions = true,
        description = "Fetches what a target needs into Plumbline's cache folder, and says what else has to be"
            + " installed by hand.",
        footer = {"", "Exit code: 0 all is there, 1 something has to be installed by hand, 2 it cannot be fetched.", "",
            "Example:", "  plumbline targets install onnxruntime-webgpu"})
    static final class Install implements Callable<Integer> {
        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @Parameters(paramLabel = "NAME", description = "the target, as plumbline targets lists it",
            completionCandidates = TargetNames.class)
        private String name;

        @Override
        public Integer call() {
            List<TargetKind> kinds = Targets.installed().kinds();
            TargetKind kind = kinds.stream().filter(k -> k.family().equals(name) || k.names().contains(name))
                .findFirst().orElseThrow(() -> new BadInput("unknown target '" + name + "': known targets are "
                    + String.join(", ", kinds.stream().map(TargetKind::family).toList())));
            return install(kind, spec.commandLine().getOut());
        }

        /// Meets what can be met, in order, and tells of each requirement. Throws [BadInput] where fetching fails.
        static int install(TargetKind kind, PrintWriter out) {
            List<String> byHand = new ArrayList<>();
            for (Requirement requirement : kind.requirements()) {
                switch (requirement) {
                    case Present p -> out.println(line(p, kind.family()));
                    case Missing(String what, _, ByUs(var installer)) -> {
                        switch (installer.install()) {
                            case Installed(String where) -> out.println("ok   " + what + ": " + where);
                            case Failed(String reason) ->
                                throw new BadInput("target " + kind.family() + ": " + what + ": " + reason);
                        }
                    }
                    case Missing m -> {
                        out.println(line(m, kind.family()));
                        byHand.add(m.name());
                    }
                }
            }
            return byHand.isEmpty() ? Plumbline.NOTHING_FOUND : Plumbline.FOUND;
        }
    }
}
