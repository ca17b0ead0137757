package org.plumbline.generator.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.plumbline.graph.DType;

class RulePageTest {
    @Test
    void saysInAlgebraWhatWasLearned() {
        assertThat(RulePage.of(Examples.conv(true))).isEqualTo("""
              status      solved
              inputs      0: float[x0, x1, x2]
                          1: float[w0, w1, w2], constant, not zero
                          2: absent
              attributes  auto_pad = "VALID"
                          group = group
                          strides = [stride]
              symbols     x0, x1, x2, w0, w1, w2: dimension from 0 to 64
                          group: attribute from 1 to 8
                          stride: attribute from 1 to 4
              valid if    x1 = w1 * group
                          x2 ≥ w2
              outputs     0: float[x0, w0, (x2 - w2) / stride + 1]
              learned of  50 calls: 20 accepted, 30 refused; 1 kept
            """);
    }

    @Test
    void saysThatNothingIsRequired() {
        assertThat(RulePage.of(Examples.relu(DType.INT8))).contains("  valid if    always\n");
    }
}
