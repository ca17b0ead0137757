package org.plumbline.oracles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plumbline.oracles.Trials.CRASHED;
import static org.plumbline.oracles.Trials.RIGHT;
import static org.plumbline.oracles.Trials.WRONG;
import static org.plumbline.oracles.Trials.doubled;
import static org.plumbline.oracles.Trials.unsupported;
import static org.plumbline.oracles.Trials.values;

import org.junit.jupiter.api.Test;

class RepeatedTest {
    @Test
    void equalRunsRepeatEachOtherRightOrWrong() {
        assertThat(Oracles.repeated(doubled(values(RIGHT), values(RIGHT)))).isEmpty();
        assertThat(Oracles.repeated(doubled(values(WRONG), values(WRONG)))).isEmpty();
        assertThat(Oracles.repeated(doubled(unsupported("no"), unsupported("no")))).isEmpty();
        assertThat(Oracles.repeated(doubled(CRASHED, CRASHED))).isEmpty();
    }

    @Test
    void otherBitsAreADifference() {
        assertThat(Oracles.repeated(doubled(values(RIGHT), values(WRONG)))).isPresent();
    }

    @Test
    void valuesOnceAndNoneTheOtherTimeAreADifference() {
        assertThat(Oracles.repeated(doubled(values(RIGHT), CRASHED))).isPresent();
        assertThat(Oracles.repeated(doubled(unsupported("no"), values(RIGHT)))).isPresent();
    }
}
