package org.plumbline.campaign;

import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.plumbline.campaign.engine.Bench;
import org.plumbline.campaign.engine.Drawn;
import org.plumbline.campaign.engine.VariantPlan;
import org.plumbline.generator.Generator;
import org.plumbline.generator.Options;
import org.plumbline.graph.Node;
import org.plumbline.oracles.Evidence;
import org.plumbline.oracles.Kind;
import org.plumbline.targets.worker.Executor;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `plumbline steady`.
@Command(name = "steady", mixinStandardHelpOptions = true, sortOptions = false,
    description = {
        "Compares each target with itself: compiles every case twice with the plain variant, runs each twice,"
            + " and counts where the bits differ (on devices that do not promise equal bits: where a result is not"
            + " admissible).", "What differs is the target's own doing, or ours; no reference is asked."},
    footer = {"", "Exit code: 0 nothing differs, 1 something does, 2 bad input, 3 an error of Plumbline.", "",
        "Example:", "  plumbline steady --target torch-djl --cases 20000"})
final class SteadyCommand implements Callable<Integer> {
    private static final int REPEATS = 2;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private Stacks stacks;

    @Option(names = "--cases", defaultValue = "20000", paramLabel = "N",
        description = "how many cases (default: ${DEFAULT-VALUE})")
    private long cases;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "S",
        description = "same seed, same cases (default: ${DEFAULT-VALUE})")
    private long seed;

    @Override
    public Integer call() {
        if (cases < 1) {
            throw new BadInput("--cases " + cases + ": give a positive number");
        }
        int code = Plumbline.NOTHING_FOUND;
        try (Opened opened = stacks.open()) {
            for (Executor stack : opened.first().members()) {
                Map<Kind, Long> differ = compare(stack);
                spec.commandLine().getOut().printf("%s %s: %d cases with themselves, %s%n", stack.target(),
                    stack.version(), cases, differ.isEmpty() ? "0 differ" : "differ: " + differ);
                code = differ.isEmpty() ? code : Plumbline.FOUND;
            }
        }
        return code;
    }

    private Map<Kind, Long> compare(Executor stack) {
        PrintWriter out = spec.commandLine().getOut();
        Generator generator = new Generator(Options.DEFAULT.supporting(Opened.support(List.of(stack))));
        VariantPlan plain = new VariantPlan(stack.variants().subList(0, 1));
        Bench bench = new Bench(stack, REPEATS);
        Map<Kind, Long> differ = new EnumMap<>(Kind.class);
        for (long i = 0; i < cases; i++) {
            Drawn drawn = Drawn.of(seed, i, stack.inputsPerModel(), generator, plain, stack.feeds());
            Optional<Evidence> evidence = bench.withItself(drawn);
            if (evidence.isPresent()) {
                differ.merge(evidence.get().kind(), 1L, Long::sum);
                out.println("case " + i + " (" + operators(drawn) + "): " + evidence.get().oneLine());
                out.flush();
            }
        }
        return differ;
    }

    private static String operators(Drawn drawn) {
        return drawn.subject().model().graph().nodes().stream().map(Node::operator).collect(Collectors.joining(", "));
    }
}
