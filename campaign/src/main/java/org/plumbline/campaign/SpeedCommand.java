package org.plumbline.campaign;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.plumbline.campaign.engine.Speed;
import org.plumbline.generator.Options;
import org.plumbline.targets.worker.Executor;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `plumbline speed`.
@Command(name = "speed", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Measures each target in one run: cases per CPU second of the whole process tree, and beside it the"
        + " floor, which is what the target itself needs to build and run the same cases, without generating and"
        + " judging them.", "What was found on the way is not kept, and not reduced. Prints Markdown."},
    footer = {"", "Exit code: 0, 2 bad input, 3 an error of Plumbline.", "", "Example:",
        "  plumbline speed --target onnxruntime,torch-djl --cases 5000"})
final class SpeedCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private Stacks stacks;

    @Option(names = "--cases", defaultValue = "2000", paramLabel = "N",
        description = "how many cases; a tenth of them more go before, to warm up (default: ${DEFAULT-VALUE})")
    private int cases;

    @Option(names = "--nodes", defaultValue = "1..10", paramLabel = "MIN..MAX",
        description = "operators per model (default: ${DEFAULT-VALUE})")
    private String nodes;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "S",
        description = "same seed, same cases (default: ${DEFAULT-VALUE})")
    private long seed;

    @Override
    public Integer call() {
        NodeRange range = NodeRange.parse(nodes);
        if (cases < 1) {
            throw new BadInput("--cases " + cases + ": give a positive number");
        }
        try (Opened opened = stacks.open()) {
            PrintWriter out = spec.commandLine().getOut();
            out.printf("| target | cases per CPU second | floor | share of the floor |%n|---|---|---|---|%n");
            List<Executor> members = opened.first().members();
            for (Executor stack : members) {
                Options options = Options.DEFAULT.withNodes(range.min(), range.max())
                    .supporting(Opened.support(List.of(stack)));
                Speed speed = Speed.of(stack, options, seed, cases);
                out.printf("| %s %s | %.0f | %.0f | %.0f %% |%n", stack.target(), stack.version(), speed.cases(),
                    speed.floor(), 100 * speed.cases() / speed.floor());
                out.flush();
            }
        }
        return Plumbline.NOTHING_FOUND;
    }
}
