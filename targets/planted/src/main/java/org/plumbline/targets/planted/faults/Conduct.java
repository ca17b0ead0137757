package org.plumbline.targets.planted.faults;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Tensor;
import org.plumbline.targets.Outcome;

/// Faults in how the whole target behaves: refusals, results that change from run to run, crashes, hangs.
final class Conduct {
    private Conduct() {
    }

    static List<Fault> all() {
        return List.of(
            new Fault("refused-when-optimised", "the optimiser chokes on reductions without keepdims",
                new Fault.InCompile(false, m -> any(m, n -> n.operator().startsWith("Reduce")
                    && n.attributes().get("keepdims") instanceof Attribute.Int(long keep) && keep == 0)
                        ? Optional.of("fusion failed: rank mismatch") : Optional.empty())),
            new Fault("valid-model-refused", "outputs that are read again are called invalid",
                new Fault.InCompile(true, m -> m.graph().outputs().stream().anyMatch(o -> any(m, n -> n.inputs()
                    .contains(o.name()))) ? Optional.of("graph output has a consumer") : Optional.empty())),
            new Fault("nondeterministic", "every second run is off in the last place",
                new Fault.InRun((honest, run) -> run % 2 == 0 ? honest
                    : new Outcome.Values(honest.outputs().stream().map(Conduct::nudged).toList()))),
            new Fault("stale-output", "every second run returns zeros for small integer outputs",
                new Fault.InRun((honest, run) -> run % 2 == 0 ? honest
                    : new Outcome.Values(honest.outputs().stream().map(Conduct::stale).toList()))),
            new Fault("crash", "Sinh behind a Transpose writes to address 0",
                new Fault.Deadly(m -> chained(m, "Transpose", "Sinh", "Cosh", "Erf"), Deaths::segfault)),
            new Fault("abort", "Tile of a reshaped tensor ends the process",
                new Fault.Deadly(m -> chained(m, "Reshape", "Tile", "Expand", "Flatten"), Deaths::abort)),
            new Fault("hang", "Softsign behind a Concat never ends",
                new Fault.Deadly(m -> chained(m, "Concat", "Softsign", "Mish", "Celu"), Deaths::hang)),
            new Fault("memory-hog", "EyeLike or Trilu behind a MatMul takes all address space",
                new Fault.Deadly(m -> chained(m, "MatMul", "Trilu", "EyeLike", "Det"), Deaths::hog)));
    }

    private static boolean any(Model m, Predicate<Node> what) {
        return m.graph().nodes().stream().anyMatch(what);
    }

    private static boolean chained(Model m, String first, String... seconds) {
        return any(m, n -> List.of(seconds).contains(n.operator()) && any(m, p -> p.operator().equals(first)
            && p.outputs().contains(n.inputs().get(0))));
    }

    private static Tensor nudged(Tensor t) {
        return switch (t.dtype()) {
            case FLOAT -> Tensor.of(t.dtype(), t.shape(), i -> Math.nextUp((float) t.getDouble(i)));
            case DOUBLE -> Tensor.of(t.dtype(), t.shape(), i -> Math.nextUp(t.getDouble(i)));
            default -> t;
        };
    }

    private static Tensor stale(Tensor t) {
        return t.dtype() == DType.INT8 || t.dtype() == DType.UINT8 ? Tensor.ofLongs(t.dtype(), t.shape(), _ -> 0) : t;
    }
}
