package org.plumbline.oracles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.operators.Evaluator.Evaluated;
import org.plumbline.targets.Outcome;
import org.plumbline.targets.Variant;

class AcceptanceTest {
    private static final TensorType INDEX = TensorType.of(DType.INT64, 1);
    private static final TensorType DATA = TensorType.of(DType.FLOAT, 3);
    private static final Model GATHER = Model.of(17, Graph.of(
        List.of(ValueInfo.of("x", DATA), ValueInfo.of("i", INDEX)), List.of(ValueInfo.of("y", TensorType.of(
            DType.FLOAT, 1))), Map.of(), List.of(Node.of("Gather", List.of("x", "i"), List.of("y"), Map.of()))));

    private static Verdict verdict(Enclosure index, Outcome.Stage stage) {
        Evaluated reference = new Evaluated(Map.of("i", index), List.of(), Optional.empty());
        Outcome refused = new Outcome.Refused(stage, false, "index out of range");
        return new Acceptance().judge(new Trial(GATHER, List.of(), reference,
            List.of(new Trial.Run(new Variant("plain", Map.of()), List.of(refused)))));
    }

    @Test
    void indicesThatNothingDeterminesMayBeRefusedAtRunTime() {
        assertThat(verdict(Enclosure.anything(DType.INT64, Shape.of(1)), Outcome.Stage.RUN))
            .isInstanceOf(Verdict.Undecided.class);
    }

    @Test
    void knownIndicesMayNotBeRefused() {
        assertThat(verdict(Enclosure.Integers.of(DType.INT64, Shape.of(1), 2), Outcome.Stage.RUN))
            .isInstanceOf(Verdict.Disagrees.class);
    }

    @Test
    void refusingToCompileHasNothingToDoWithIndices() {
        assertThat(verdict(Enclosure.anything(DType.INT64, Shape.of(1)), Outcome.Stage.COMPILE))
            .isInstanceOf(Verdict.Disagrees.class);
    }
}
