package org.plumbline.campaign.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.plumbline.generator.Options;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.operators.Operators;
import org.plumbline.oracles.Evidence;
import org.plumbline.oracles.Kind;
import org.plumbline.reports.Finding;
import org.plumbline.reports.Subject;
import org.plumbline.targets.Outcome;
import org.plumbline.targets.Variant;
import org.plumbline.targets.watch.Coverage;
import org.plumbline.targets.worker.Device;
import org.plumbline.targets.worker.Execution;
import org.plumbline.targets.worker.Executor;

/// What the engine's tests share.
final class Cases {
    static final List<Variant> VARIANTS = List.of(variant("plain"), variant("all"));

    private Cases() {
    }

    static Variant variant(String name) {
        return new Variant(name, Map.of());
    }

    /// Small models of these operators alone.
    static Options only(String... operators) {
        List<String> wanted = List.of(operators);
        Map<String, Double> weights = new HashMap<>();
        Operators.all().forEach(o -> weights.put(o.name(), wanted.contains(o.name()) ? 1.0 : 0.0));
        return Options.DEFAULT.withNodes(1, 3).withWeights(weights).withShares(0.1, 0, 0);
    }

    /// |relu(x)| → ReduceMean over the last axis → + 1 → y, for x of 3×4.
    static Subject mean() {
        Graph graph = Graph.of(List.of(ValueInfo.of("x", TensorType.of(DType.FLOAT, 3, 4))),
            List.of(ValueInfo.of("y", TensorType.of(DType.FLOAT, 3, 1))),
            Map.of("one", Tensor.scalar(DType.FLOAT, 1), "axes", Tensor.ofLongs(1)),
            List.of(Node.of("Relu", List.of("x"), List.of("r"), Map.of()),
                Node.of("Abs", List.of("r"), List.of("a"), Map.of()),
                Node.of("ReduceMean", List.of("a", "axes"), List.of("m"), Map.of("keepdims", new Attribute.Int(1))),
                Node.of("Add", List.of("m", "one"), List.of("y"), Map.of())));
        Rng rng = Rng.of(3);
        return new Subject(Model.of(18, graph), List.of(Tensor.of(DType.FLOAT, Shape.of(3, 4),
            _ -> rng.uniform(0.5, 2))));
    }

    static Evidence evidence(Kind kind, String seen) {
        return new Evidence(kind, List.of("all"), List.of("plain"), "y", seen, "", 1);
    }

    static Finding finding(String signature, long index) {
        return Finding.of(signature, evidence(Kind.WRONG_RESULT, "seen"), "fake", "1", 42, index);
    }

    /// A target in this process whose answer depends on the execution alone.
    static Executor executor(List<Variant> variants, Function<Execution, Outcome> answer) {
        return new Executor() {
            @Override
            public String target() {
                return "fake:one";
            }

            @Override
            public String version() {
                return "1.0";
            }

            @Override
            public List<Variant> variants() {
                return variants;
            }

            @Override
            public Set<DType> feeds() {
                return Set.of(DType.values());
            }

            @Override
            public Device device(Variant variant) {
                return Device.CPU;
            }

            @Override
            public List<List<Outcome>> execute(Execution execution) {
                List<List<Outcome>> outcomes = new ArrayList<>();
                IntStream.range(0, execution.variants().size()).forEach(_ -> outcomes.add(
                    List.of(answer.apply(execution))));
                return outcomes;
            }

            @Override
            public Coverage coverage() {
                return new Coverage.Unseen("a fake");
            }

            @Override
            public void close() {
            }
        };
    }
}
