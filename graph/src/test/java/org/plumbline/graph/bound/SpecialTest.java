package org.plumbline.graph.bound;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpecialTest {
    @ParameterizedTest
    @ValueSource(doubles = {30, 1e160, Double.MAX_VALUE, Double.POSITIVE_INFINITY})
    void nothingIsLeftOfErfcFarOut(double x) {
        assertThat(Special.erfc(x)).isZero();
    }
}
