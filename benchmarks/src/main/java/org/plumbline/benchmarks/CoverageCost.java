package org.plumbline.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.plumbline.generator.Generator;
import org.plumbline.generator.Options;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.edit.Case;
import org.plumbline.targets.Source;
import org.plumbline.targets.coverage.NativeCoverage;
import org.plumbline.targets.coverage.sites.Level;
import org.plumbline.targets.registry.Targets;
import org.plumbline.targets.watch.Coverage;
import org.plumbline.targets.watch.Probe;
import org.plumbline.targets.watch.Watch;
import org.plumbline.targets.worker.CpuTime;
import org.plumbline.targets.worker.Execution;
import org.plumbline.targets.worker.Executor;
import org.plumbline.targets.worker.Limits;

/// What native coverage of ONNX Runtime costs: time to analyse and to arm, probes that first models hit, and executions
/// per second of CPU time with and without it, on the same generated cases in turns. Arguments: `FUNCTIONS` or `BLOCKS`, seconds to
/// warm up, seconds to measure, and `again` where every novel case is to be run once more with its new probes alone.
public final class CoverageCost {
    private static final int BATCH = 20;
    private static final int VARIANTS = 4;

    private CoverageCost() {
    }

    /// Prints its numbers as it goes.
    public static void main(String[] arguments) throws IOException {
        Level level = Level.valueOf(arguments[0]);
        double warm = Double.parseDouble(arguments[1]);
        double measured = Double.parseDouble(arguments[2]);
        boolean again = arguments.length > 3 && arguments[3].equals("again");
        Path journals = Files.createTempDirectory("coverage-cost");
        double start = seconds();
        try (Executor watched = open(journals, NativeCoverage.at(level));
            Executor plain = open(journals, Watch.Watcher.NONE)) {
            Coverage.Seen seen = switch (watched.coverage()) {
                case Coverage.Seen s -> s;
                case Coverage.Unseen(String why) -> throw new IllegalStateException(why);
            };
            print("%s: %d probes, armed in %d ms; analysed and started in %.1f s", level, seen.armed().probes(), seen
                .armed().took().toMillis(), seconds() - start);
            firstModels(watched, seen);
            race(watched, seen, plain, warm, again, "warming up");
            race(watched, seen, plain, measured, again, "measured");
        }
    }

    private static void print(String format, Object... arguments) {
        System.out.println(String.format(Locale.ROOT, format, arguments));
    }

    private static double seconds() {
        return System.nanoTime() / 1e9;
    }

    private static Executor open(Path journals, Watch.Watcher watcher) {
        return switch (Targets.installed().open("onnxruntime", Limits.DEFAULT, journals, watcher)) {
            case Targets.Opened(Executor executor) -> executor;
            case Targets.Unavailable(String message) -> throw new IllegalStateException(message);
        };
    }

    private static void execute(Executor executor, Model model, List<Tensor> inputs) {
        executor.execute(new Execution(Source.of(model), inputs, executor.variants().subList(0, VARIANTS), 1,
            new byte[0]));
    }

    private static void firstModels(Executor watched, Coverage.Seen seen) {
        Tensor x = Tensor.of(DType.FLOAT, Shape.of(1, 2, 5, 5), i -> i);
        Model add = model(Map.of(), List.of(Node.of("Add", List.of("x", "x"), List.of("y"), Map.of())), 5);
        Tensor two = Tensor.of(DType.FLOAT, Shape.of(2), i -> i + 1);
        Model convolution = model(Map.of("w", Tensor.of(DType.FLOAT, Shape.of(2, 2, 3, 3), i -> i - 4), "s", two),
            List.of(Node.of("Conv", List.of("x", "w"), List.of("c"), Map.of()),
                Node.of("BatchNormalization", List.of("c", "s", "s", "s", "s"), List.of("b"), Map.of()),
                Node.of("Relu", List.of("b"), List.of("y"), Map.of())), 3);
        List<String> hits = new ArrayList<>();
        for (Model model : List.of(add, add, add, convolution, convolution)) {
            execute(watched, model, List.of(x));
            hits.add(Integer.toString(seen.fresh().size()));
        }
        print("fresh probes of Add, Add, Add, Conv+BatchNormalization+Relu twice, in %d variants: %s", VARIANTS,
            String.join(", ", hits));
    }

    private static Model model(Map<String, Tensor> initializers, List<Node> nodes, int side) {
        return Model.of(17, Graph.of(List.of(ValueInfo.of("x", TensorType.of(DType.FLOAT, 1, 2, 5, 5))),
            List.of(ValueInfo.of("y", TensorType.of(DType.FLOAT, 1, 2, side, side))), initializers, nodes));
    }

    /// Runs the same batches on both, in turns and in changing order, for that many seconds.
    private static void race(Executor watched, Coverage.Seen seen, Executor plain, double seconds, boolean again,
        String what) {
        Generator generator = new Generator(Options.DEFAULT);
        double[] spent = new double[2];
        long cases = 0;
        long novel = 0;
        long fresh = 0;
        long steady = 0;
        double end = seconds() + seconds;
        for (long seed = (long) (seconds * 1e6); seconds() < end; seed += BATCH) {
            List<Case> batch = new ArrayList<>();
            for (long s = seed; s < seed + BATCH; s++) {
                batch.add(generator.generate(s).realized());
            }
            for (int turn = 0; turn < 2; turn++) {
                boolean armed = (seed / BATCH + turn) % 2 == 0;
                double before = CpuTime.seconds();
                for (Case c : batch) {
                    execute(armed ? watched : plain, c.model(), c.inputs());
                    var hit = armed ? seen.fresh() : List.<Probe>of();
                    novel += hit.isEmpty() ? 0 : 1;
                    fresh += hit.size();
                    if (again && !hit.isEmpty()) {
                        seen.again(hit);
                        execute(watched, c.model(), c.inputs());
                        steady += seen.fresh().size();
                    }
                }
                spent[armed ? 1 : 0] += CpuTime.seconds() - before;
            }
            cases += BATCH;
        }
        print(
            "%s: %d cases; %.1f per CPU second without coverage, %.1f with (%+.1f %%); %d cases with %d fresh probes%s",
            what,
            cases, cases / spent[0], cases / spent[1], 100 * (spent[0] / spent[1] - 1), novel, fresh,
            again ? ", of which " + steady + " were hit again" : "");
    }
}
