package org.plumbline.reports.triage;

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
import org.plumbline.graph.Tensor;
import org.plumbline.graph.ValueInfo;
import org.plumbline.oracles.Evidence;
import org.plumbline.oracles.Kind;
import org.plumbline.reports.Subject;

/// What may lead to what further down a graph.
class RootCauseTest {
    private static final Evidence NUMBERS = of(Kind.WRONG_RESULT, "element 0 is 1.0");
    private static final Evidence SHAPE = of(Kind.WRONG_RESULT, "shape [1,2] instead of [2,1]");
    private static final Evidence REFUSED = of(Kind.REFUSED, "cannot broadcast");
    private static final Evidence UNSTEADY = of(Kind.NONDETERMINISTIC, "1 and 0");

    private static Evidence of(Kind kind, String seen) {
        return new Evidence(kind, List.of("plain"), List.of(), "y", seen, "2.0", 1);
    }

    private static Subject yielding(DType dtype) {
        Tensor t = dtype.isReal() ? Tensor.of(dtype, Shape.of(1), _ -> 1) : Tensor.ofLongs(dtype, Shape.of(1), _ -> 1);
        return new Subject(Model.of(18, Graph.of(List.of(ValueInfo.of("x", t.type())), List.of(ValueInfo.of("y", t
            .type())), Map.of(), List.of(Node.of("Abs", List.of("x"), List.of("y"), Map.of())))), List.of(t));
    }

    @Test
    void wrongNumbersLeadToWrongNumbersAndNotToShapesOrRefusals() {
        assertThat(RootCause.mayCause(yielding(DType.FLOAT), NUMBERS, Optional.empty(), NUMBERS)).isTrue();
        assertThat(RootCause.mayCause(yielding(DType.FLOAT), NUMBERS, Optional.empty(), SHAPE)).isFalse();
        assertThat(RootCause.mayCause(yielding(DType.INT8), NUMBERS, Optional.empty(), REFUSED)).isFalse();
    }

    @Test
    void indicesAndShapesLeadToAnything() {
        assertThat(RootCause.mayCause(yielding(DType.INT64), NUMBERS, Optional.empty(), SHAPE)).isTrue();
        assertThat(RootCause.mayCause(yielding(DType.FLOAT), SHAPE, Optional.empty(), REFUSED)).isTrue();
        assertThat(RootCause.mayCause(yielding(DType.FLOAT), SHAPE, Optional.empty(), NUMBERS)).isTrue();
    }

    @Test
    void numbersThatAreCountedLeadToShapes() {
        assertThat(RootCause.mayCause(yielding(DType.FLOAT), NUMBERS, Optional.of(counting("NonZero")), SHAPE))
            .isTrue();
        assertThat(RootCause.mayCause(yielding(DType.FLOAT), NUMBERS, Optional.of(counting("Shape")), SHAPE)).isFalse();
    }

    private static Subject counting(String operator) {
        Tensor t = Tensor.of(DType.FLOAT, Shape.of(2), _ -> 1);
        return new Subject(Model.of(18, Graph.of(List.of(ValueInfo.of("x", t.type())), List.of(ValueInfo.of("y", Tensor
            .ofLongs(1, 2).type())), Map.of(), List.of(Node.of(operator, List.of("x"), List.of("y"), Map.of())))), List
                .of(t));
    }

    @Test
    void whatIsUnsteadyLeadsToWhatIsUnsteady() {
        assertThat(RootCause.mayCause(yielding(DType.INT64), UNSTEADY, Optional.empty(), NUMBERS)).isFalse();
        assertThat(RootCause.mayCause(yielding(DType.INT64), UNSTEADY, Optional.empty(), UNSTEADY)).isTrue();
    }
}
