package org.plumbline.generator.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.DType;

class HintsTest {
    @Test
    void numbersOfARefusalAreNamedAndMakeNoOtherKindOfIt() {
        Hints hints = Hints.of("Input 'weights' has 12 columns, not 3 times 8");
        assertThat(hints.numbers()).containsExactly(12L, 3L, 8L);
        assertThat(hints.kind()).isEqualTo(Hints.of("Input 'weights' has 9 columns, not 3 times 4").kind());
    }

    @Test
    void inputsThatDifferMakeAnotherKind() {
        assertThat(Hints.of("x0 has rank 2").kind()).isNotEqualTo(Hints.of("x1 has rank 2").kind());
    }

    @Test
    void shapesAreReadWithTheirProducts() {
        assertThat(Hints.of("W must have shape {1,4*2,3}. Actual:[2, 2]").lists()).containsExactly(List.of(1L, 8L, 3L),
            List.of(2L, 2L));
    }

    @Test
    void theTypeOfAnOutputIsRead() {
        assertThat(Hints.of("Type (tensor(float)) of output arg (y1) of node () does not match expected type"
            + " (tensor(int32)).").output()).contains(new Hints.Output(1, DType.INT32));
    }
}
