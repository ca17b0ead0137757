package org.plumbline.campaign.guided;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.plumbline.campaign.guided.Arms.Arm;
import org.plumbline.generator.Generator;
import org.plumbline.generator.Options;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.edit.Case;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.operators.Operators;

/// What decides how the next case is made.
class SteeringTest {
    @Nested
    class FeedbackAsText {
        @Test
        void comesBackAsItWas() {
            assertThat(Feedback.parse("native,structure")).contains(EnumSet.of(Feedback.NATIVE, Feedback.STRUCTURE));
            assertThat(Feedback.parse(Feedback.text(Feedback.all()))).contains(Feedback.all());
            assertThat(Feedback.parse(Feedback.NONE)).contains(EnumSet.noneOf(Feedback.class));
        }

        @Test
        void isRefusedWhereANameIsUnknown() {
            assertThat(Feedback.parse("native,magic")).isEmpty();
            assertThat(Feedback.parse("")).isEmpty();
            assertThat(Feedback.parse("native,none")).isEmpty();
        }
    }

    @Nested
    class TheWayThatBringsMore {
        @Test
        void isTakenMoreOftenAndNoneIsGivenUp() {
            Arms arms = new Arms();
            for (int i = 0; i < 1000; i++) {
                arms.learn(Arm.PLAIN, 0, 0.01);
                arms.learn(Arm.ENERGETIC, 1, 0.01);
                arms.learn(Arm.CHANGED, 0.2, 0.01);
            }
            double[] shares = arms.shares();
            assertThat(shares[Arm.ENERGETIC.ordinal()]).isGreaterThan(0.5);
            assertThat(shares[Arm.CHANGED.ordinal()]).isGreaterThan(shares[Arm.PLAIN.ordinal()]);
            assertThat(shares[Arm.PLAIN.ordinal()]).isGreaterThan(0.04);
            assertThat(shares).satisfies(s -> assertThat(s[0] + s[1] + s[2]).isBetween(0.999, 1.001));
        }

        @Test
        void isMeasuredPerSecondNotPerCase() {
            Arms arms = new Arms();
            for (int i = 0; i < 1000; i++) {
                arms.learn(Arm.PLAIN, 1, 0.1);
                arms.learn(Arm.CHANGED, 1, 0.01);
            }
            assertThat(arms.shares()[Arm.CHANGED.ordinal()]).isGreaterThan(arms.shares()[Arm.PLAIN.ordinal()]);
        }
    }

    @Nested
    class APartialOperator {
        private final Energy energy = new Energy();
        private final Case relu = new Generator(Options.DEFAULT.withNodes(1, 1).withShares(0, 0, 0).withWeights(
            SoleOperator.weights("Relu"))).generate(1).realized();
        private final DType dtype = relu.inputs().getFirst().dtype();
        private final Wish wish = Wish.input(20, dtype, relu.inputs().getFirst().shape().rank());

        private double of(String operator) {
            return energy.of(Operators.named(operator).orElseThrow().partial().apply(Rng.of(1), wish).orElseThrow());
        }

        @Test
        void thatBringsNothingLosesItsEnergy() {
            assertThat(of("Relu")).isEqualTo(of("Neg"));
            for (int i = 0; i < 50; i++) {
                energy.learn(relu.model(), relu.values(), false);
            }
            assertThat(of("Relu")).isPositive().isLessThan(of("Neg") / 4);
        }

        @Test
        void thatBringsSomethingGainsEnergy() {
            for (int i = 0; i < 50; i++) {
                energy.learn(relu.model(), relu.values(), true);
            }
            assertThat(of("Relu")).isGreaterThan(of("Neg"));
        }
    }

    @Nested
    class AnInput {
        private final Proposals proposals = new Proposals(Options.DEFAULT.withNodes(1, 4), new Energy(), 7);

        @Test
        void thatWasProposedIsKnownAgainWithoutReadingIt() {
            byte[] input = proposals.plain(0, Explorer.MOST_BYTES);
            assertThat(proposals.of(input).origin()).isInstanceOf(Proposals.Fresh.class);
            assertThat(proposals.of(input).origin()).isInstanceOf(Proposals.Replayed.class);
            assertThat(proposals.changed(input, Explorer.MOST_BYTES, Rng.of(3))).hasValueSatisfying(changed -> {
                assertThat(changed).isNotEqualTo(input);
                assertThat(proposals.of(changed).origin()).isInstanceOf(Proposals.Changed.class);
                assertThat(proposals.of(changed).recipe()).isPresent();
            });
        }

        @Test
        void thatIsNoRecipeCannotBeChangedOrCrossed() {
            byte[] foreign = {1, 2, 3};
            byte[] input = proposals.plain(0, Explorer.MOST_BYTES);
            assertThat(proposals.of(foreign).recipe()).isEmpty();
            assertThat(proposals.changed(foreign, Explorer.MOST_BYTES, Rng.of(3))).isEmpty();
            assertThat(proposals.crossed(input, foreign, Explorer.MOST_BYTES, Rng.of(3))).isEmpty();
        }

        @Test
        void growsNoLongerThanAllowed() {
            byte[] input = proposals.plain(0, Explorer.MOST_BYTES);
            assertThat(proposals.changed(input, 10, Rng.of(3))).isEmpty();
            assertThat(proposals.plain(0, 10)).isEmpty();
        }
    }
}
