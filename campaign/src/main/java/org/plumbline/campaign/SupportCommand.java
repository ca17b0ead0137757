package org.plumbline.campaign;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.plumbline.campaign.engine.Bench;
import org.plumbline.campaign.engine.SupportTable;
import org.plumbline.targets.registry.Cache;
import org.plumbline.targets.worker.Executor;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `plumbline support`.
@Command(name = "support", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Prints what a target implements of what Plumbline generates: by operator, how many combinations of"
        + " opset and dtypes are there, and the dtypes that occur.",
        "It is found out by asking the target, once per version, and kept in the cache folder."},
    footer = {"", "Exit code: 0, 2 bad input, 3 an error of Plumbline.", "", "Example:",
        "  plumbline support --target onnxruntime-webgpu"})
final class SupportCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private Stacks stacks;

    @Override
    public Integer call() {
        try (Opened opened = stacks.open()) {
            opened.first().members().forEach(this::print);
        }
        return Plumbline.NOTHING_FOUND;
    }

    private void print(Executor stack) {
        PrintWriter out = spec.commandLine().getOut();
        List<SupportTable.Line> lines = SupportTable.of(new Bench(stack, 1), Cache.folder().resolve("support"))
            .lines();
        out.printf("%-28s %9s  %s%n", "operator", "there", "dtypes");
        lines.forEach(l -> out.printf("%-28s %4d/%4d  %s%n", l.operator(), l.there(), l.asked(),
            String.join(" ", l.dtypes())));
        out.printf("%s %s: %d of %d operators%n%n", stack.target(), stack.version(),
            lines.stream().filter(l -> l.there() > 0).count(), lines.size());
        out.flush();
    }
}
