package org.plumbline.oracles;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.operators.Evaluator;
import org.plumbline.graph.operators.Evaluator.Evaluated;
import org.plumbline.targets.Outcome;
import org.plumbline.targets.Variant;

/// Trials made by hand.
final class Trials {
    /// x + x for x = (1, 2, 3), in binary32.
    static final Model DOUBLED = model(TensorType.of(DType.FLOAT, 3), TensorType.of(DType.FLOAT, 3),
        Node.of("Add", List.of("x", "x"), List.of("y"), Map.of()));
    static final Tensor X = floats(1, 2, 3);
    static final Tensor RIGHT = floats(2, 4, 6);
    static final Tensor WRONG = floats(2, 4, 6.0001);
    static final Outcome CRASHED = new Outcome.Crashed("SIGSEGV", List.of("kernel::run", "main"));
    static final Outcome HUNG = new Outcome.Hung(2000);

    private Trials() {
    }

    static Tensor floats(double... values) {
        return Tensor.of(DType.FLOAT, Shape.of(values.length), i -> values[i]);
    }

    static Outcome values(Tensor... outputs) {
        return new Outcome.Values(List.of(outputs));
    }

    static Outcome refused(Outcome.Stage stage, String message) {
        return new Outcome.Refused(stage, false, message);
    }

    static Outcome unsupported(String message) {
        return new Outcome.Refused(Outcome.Stage.COMPILE, true, message);
    }

    /// One input `x`, one output `y`.
    static Model model(TensorType x, TensorType y, Node... nodes) {
        return Model.of(18, Graph.of(List.of(ValueInfo.of("x", x)), List.of(ValueInfo.of("y", y)), Map.of(),
            List.of(nodes)));
    }

    /// A trial over [#DOUBLED]; the first variant is `plain`, the others are `v1`, `v2`, …; one list of repeated
    /// outcomes each.
    @SafeVarargs
    static Trial doubled(List<Outcome>... runs) {
        return of(DOUBLED, List.of(X), runs);
    }

    /// The same with single executions.
    static Trial doubled(Outcome... runs) {
        return of(DOUBLED, List.of(X), once(runs));
    }

    /// The same with variants of these names.
    static Trial named(List<String> variants, Outcome... runs) {
        Trial unnamed = doubled(runs);
        return new Trial(DOUBLED, List.of(X), unnamed.reference(), IntStream.range(0, runs.length)
            .mapToObj(i -> new Trial.Run(new Variant(variants.get(i), Map.of()), List.of(runs[i]))).toList());
    }

    /// With the reference's own evaluation of the model.
    @SafeVarargs
    static Trial of(Model model, List<Tensor> inputs, List<Outcome>... runs) {
        Map<String, Tensor> feeds = new LinkedHashMap<>();
        List<ValueInfo> fed = model.graph().fed();
        IntStream.range(0, fed.size()).forEach(i -> feeds.put(fed.get(i).name(), inputs.get(i)));
        return new Trial(model, inputs, Evaluator.evaluate(model, feeds, Accuracy.CPU), runs(runs));
    }

    /// The same trial with another reference for `y`.
    static Trial expecting(Trial trial, Enclosure y) {
        Map<String, Enclosure> values = new HashMap<>(trial.reference().values());
        values.put("y", y);
        return new Trial(trial.model(), trial.inputs(), new Evaluated(values, List.of(), Optional.empty()),
            trial.runs());
    }

    /// The same trial, called invalid by the reference.
    static Trial invalid(Trial trial, String why) {
        return new Trial(trial.model(), trial.inputs(), new Evaluated(trial.reference().values(), List.of(),
            Optional.of(why)), trial.runs());
    }

    @SuppressWarnings("unchecked")
    static List<Outcome>[] once(Outcome... runs) {
        return Arrays.stream(runs).map(List::of).toArray(List[]::new);
    }

    @SafeVarargs
    static List<Trial.Run> runs(List<Outcome>... runs) {
        return IntStream.range(0, runs.length)
            .mapToObj(i -> new Trial.Run(new Variant(i == 0 ? "plain" : "v" + i, Map.of()), runs[i])).toList();
    }

    static Evidence disagreement(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Disagrees(Evidence e) -> e;
            case Verdict.Agrees _,Verdict.Undecided _,Verdict.Invalid _ -> throw new AssertionError(
                "expected a disagreement, not " + verdict);
        };
    }
}
