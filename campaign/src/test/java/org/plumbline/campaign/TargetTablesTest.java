package org.plumbline.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TargetTablesTest {
    @Nested
    class TheSupportTable {
        @Test
        void namesOperatorsWithTheirDtypesAndCountsThem() {
            Cli result = Cli.run("support", "--target", "planted:clean");
            assertThat(result.code()).as(result.err()).isZero();
            assertThat(result.out()).containsPattern("Add +\\d+/ *\\d+ +.*float16")
                .containsPattern("planted:clean \\S+: \\d+ of \\d+ operators");
        }

        @Test
        void ofAnUnknownTargetIsBadInput() {
            assertThat(Cli.run("support", "--target", "nonsense").code()).isEqualTo(2);
        }
    }

    @Nested
    class TheSpeedTable {
        @Test
        void hasALineForEachTarget() {
            Cli result = Cli.run("speed", "--target", "planted:clean,planted:softmax-naive", "--cases", "20");
            assertThat(result.code()).as(result.err()).isZero();
            assertThat(result.out()).containsPattern("\\| planted:clean \\S+ \\| \\d+ \\| \\d+ \\| \\d+ % \\|")
                .contains("| planted:softmax-naive ");
        }

        @Test
        void needsACase() {
            Cli result = Cli.run("speed", "--cases", "0");
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err()).contains("--cases 0");
        }
    }
}
