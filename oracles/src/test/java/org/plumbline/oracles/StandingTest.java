package org.plumbline.oracles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.plumbline.targets.Outcome;

class StandingTest {
    private static final Outcome RIGHT = Trials.values(Trials.RIGHT);
    private static final Outcome WRONG = Trials.values(Trials.WRONG);

    private static Verdict judge(List<String> variants, Outcome... outcomes) {
        return Oracles.judge(Trials.named(variants, outcomes));
    }

    private static Evidence evidence(List<String> variants, Outcome... outcomes) {
        return Trials.disagreement(judge(variants, outcomes));
    }

    @Nested
    class TheVote {
        @Test
        void isNotTakenWhereThereIsOneStack() {
            assertThat(Standing.of(List.of("all"), List.of("plain"))).isEmpty();
            assertThat(Standing.of(List.of("a/all"), List.of("a/plain"))).isEmpty();
        }

        @Test
        void namesTheOneThatStandsAlone() {
            assertThat(Standing.of(List.of("a/all"), List.of("a/plain", "c/plain", "b/plain")))
                .contains("a stands alone against b, c and the reference");
        }

        @Test
        void namesTheSeveralThatStandAgainstTheRest() {
            assertThat(Standing.of(List.of("a/all", "b/all"), List.of("c/plain")))
                .contains("a and b stand against c and the reference");
        }

        @Test
        void suspectsTheReferenceWhenNobodyIsWithIt() {
            assertThat(Standing.of(List.of("a/plain", "b/all"), List.of("b/plain")))
                .contains("the reference stands alone against a and b: suspect the reference first");
        }
    }

    @Nested
    class AmongSeveralStacks {
        private static final List<String> NAMES = List.of("a/plain", "a/all", "b/plain");

        @Test
        void resultsThatDifferWithinTheBoundAreNoDisagreement() {
            assertThat(judge(NAMES, RIGHT, RIGHT, RIGHT)).isInstanceOf(Verdict.Agrees.class);
        }

        @Test
        void aWrongOneStandsAlone() {
            Evidence e = evidence(NAMES, RIGHT, RIGHT, WRONG);
            assertThat(e.guilty()).containsExactly("b/plain");
            assertThat(e.oneLine()).endsWith("b stands alone against a and the reference");
        }

        @Test
        void oneThatDoesNotImplementTheModelTakesNoPart() {
            assertThat(judge(NAMES, RIGHT, RIGHT, Trials.unsupported("no Foo"))).isInstanceOf(Verdict.Agrees.class);
            assertThat(evidence(NAMES, RIGHT, WRONG, Trials.unsupported("no Foo")).standing()).isEmpty();
        }

        @Test
        void nobodyWhoImplementsTheModelMeansThatItIsNotSupported() {
            Outcome no = Trials.unsupported("no Foo");
            assertThat(judge(NAMES, no, no, no)).isEqualTo(new Verdict.Undecided("not supported: no Foo"));
        }

        @Test
        void aRefusalIsHeldAgainstThoseThatAccept() {
            Evidence e = evidence(NAMES, RIGHT, RIGHT, Trials.refused(Outcome.Stage.COMPILE, "bad model"));
            assertThat(e.kind()).isEqualTo(Kind.REFUSED);
            assertThat(e.admissible()).isEqualTo("accepted at a/plain, a/all");
            assertThat(e.standing()).contains("b stands alone against a and the reference");
        }

        @Test
        void aStackIsComparedWithItsOwnPlainVariant() {
            Outcome no = Trials.unsupported("no Foo");
            Outcome refused = Trials.refused(Outcome.Stage.COMPILE, "bad model");
            assertThat(judge(NAMES, no, refused, RIGHT)).isInstanceOf(Verdict.Agrees.class);
        }
    }
}
