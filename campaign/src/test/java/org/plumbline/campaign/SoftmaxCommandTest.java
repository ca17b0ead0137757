package org.plumbline.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SoftmaxCommandTest {
    @Test
    void anHonestTargetIsInsideItsBoundsOnEveryKindOfLogits() {
        Cli result = Cli.run("softmax", "--target", "planted:clean");
        assertThat(result.code()).as(result.out()).isZero();
        assertThat(result.out()).contains("## Softmax, float", "## LogSoftmax, double", "| all equal, large |")
            .doesNotContain("outside");
    }

    @Test
    void aNaiveOneIsShownUp() {
        Cli result = Cli.run("softmax", "--target", "planted:clean,planted:softmax-naive");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("**outside**");
    }

    @Test
    void anUnknownTargetIsBadInput() {
        assertThat(Cli.run("softmax", "--target", "nonsense").code()).isEqualTo(2);
    }
}
