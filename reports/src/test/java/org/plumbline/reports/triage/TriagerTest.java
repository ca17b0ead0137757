package org.plumbline.reports.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plumbline.reports.Subjects.operators;
import static org.plumbline.reports.Subjects.tower;

import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.plumbline.oracles.Kind;
import org.plumbline.reports.Culprit;
import org.plumbline.reports.Culprit.Part;
import org.plumbline.reports.Subject;

class TriagerTest {
    private static final List<String> PASSES = List.of("Holder", "Fold", "Fuse", "Sink", "Hoist");

    private static boolean has(Subject s, String operator) {
        return operators(s).contains(operator);
    }

    private static FakeStand stand(BiPredicate<Subject, List<String>> fails) {
        return new FakeStand(Kind.WRONG_RESULT, PASSES, fails);
    }

    private static Culprit culprit(FakeStand stand) {
        return new Culprits(stand).find(tower(), stand.evidence(tower()));
    }

    private static Triager.Result triage(FakeStand stand) {
        return new Triager(stand).triage(tower(), stand.evidence(tower()), Map.of(), () -> true);
    }

    @Nested
    class TheCulprit {
        @Test
        void isThePassWithoutWhichTheVariantIsInnocent() {
            Culprit c = culprit(stand((_, running) -> running.contains("Fuse")));
            assertThat(c.part()).isEqualTo(Part.PASS);
            assertThat(c.name()).isEqualTo("Fuse");
            assertThat(c.evidence()).containsExactly("all: element 0 is 1.0", "all without Fuse: innocent");
        }

        @Test
        void isAPairWhereNoSinglePassIsEnough() {
            assertThat(culprit(stand((_, running) -> running.contains("Fold") || running.contains("Sink"))).name())
                .isEqualTo("Fold+Sink");
        }

        @Test
        void isTheModeWhereNoPassIs() {
            Culprit c = culprit(stand((_, running) -> running.contains(FakeStand.COMPILED)));
            assertThat(c.part()).isEqualTo(Part.MODE);
            assertThat(c.name()).isEqualTo("all");
        }

        @Test
        void isTheKernelWhereThePlainVariantIsGuiltyToo() {
            FakeStand stand = stand((s, _) -> has(s, "Conv"));
            Triager.Triaged t = (Triager.Triaged) triage(stand);
            assertThat(t.culprit().part()).isEqualTo(Part.KERNEL);
            assertThat(t.culprit().name()).isEqualTo("FakeProvider/Conv");
        }

        @Test
        void isNobodyWhereTheGuiltyVariantIsNotThere() {
            FakeStand stand = stand((_, _) -> true);
            assertThat(new Culprits(stand).find(tower(), stand.evidence(tower()).with(List.of("other"), List.of())))
                .isEqualTo(Culprit.UNKNOWN);
        }
    }

    @Nested
    class TheSmallestForm {
        @Test
        void doesNotSlideToAnotherBugThatIsThereToo() {
            FakeStand stand = stand((s, running) -> running.contains("Fuse") && has(s, "Relu") && has(s, "Conv"));
            FakeStand andAnother = stand((s, running) -> stand.fails().test(s, running) || operators(s).equals(List.of(
                "MatMul")) && running.contains("Sink"));
            Triager.Triaged t = (Triager.Triaged) triage(andAnother);
            assertThat(operators(t.reduced())).containsExactly("Relu", "Conv");
            assertThat(t.culprit().name()).isEqualTo("Fuse");
        }

        @Test
        void isTheSameEveryTimeAndNeedsNoAnswerThatIsKnown() {
            FakeStand stand = stand((s, running) -> running.contains("Fuse") && has(s, "Conv"));
            Triager.Triaged first = (Triager.Triaged) triage(stand);
            Triager.Triaged again = (Triager.Triaged) new Triager(stand).triage(tower(), stand.evidence(tower()),
                first.answers(), () -> true);
            assertThat(again.reduced()).isEqualTo(first.reduced());
            assertThat(again.rootCause()).isEqualTo(first.rootCause());
            assertThat(again.questions()).isZero();
        }

        @Test
        void isAsSmallAsTheTimeAllows() {
            FakeStand stand = stand((s, running) -> running.contains("Fuse") && has(s, "Conv"));
            Triager.Triaged t = (Triager.Triaged) new Triager(stand).triage(tower(), stand.evidence(tower()), Map.of(),
                () -> false);
            assertThat(t.reduced()).isEqualTo(tower());
            assertThat(t.finished()).isFalse();
        }
    }

    @Nested
    class TheRootCause {
        private String of(BiPredicate<Subject, List<String>> fails) {
            return ((Triager.Triaged) triage(stand(fails))).rootCause();
        }

        @Test
        void namesSymptomCulpritAndWhatIsLeft() {
            assertThat(of((s, running) -> running.contains("Fuse") && has(s, "Conv")))
                .isEqualTo("wrong-result | Fuse | Conv (float)");
        }

        @Test
        void doesNotTellOperatorsApartThatDoNotMatter() {
            assertThat(of((_, running) -> running.contains("Fuse"))).isEqualTo("wrong-result | Fuse | Abs (float)");
        }

        @Test
        void doesNotTellOperatorsApartThatAPassTakesForTheSame() {
            assertThat(of((s, running) -> running.contains("Fuse") && (has(s, "Sigmoid") || has(s, "Erf"))))
                .isEqualTo("wrong-result | Fuse | Erf (float)");
        }

        @Test
        void keepsTheOperatorOfAKernelThatOneOtherSharesByChance() {
            assertThat(of((s, _) -> has(s, "Sigmoid") || has(s, "Erf"))).isEqualTo("wrong-result | Sigmoid (float)");
        }
    }

    @Test
    void aFindingThatDoesNotShowAnyMoreIsGone() {
        FakeStand bad = stand((_, _) -> true);
        FakeStand mended = stand((_, _) -> false);
        assertThat(new Triager(mended).triage(tower(), bad.evidence(tower()), Map.of(), () -> true))
            .isEqualTo(new Triager.Gone("Agrees[decided=1, undecided=0]"));
    }
}
