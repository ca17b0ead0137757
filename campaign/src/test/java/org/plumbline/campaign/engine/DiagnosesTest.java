package org.plumbline.campaign.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.Rng;
import org.plumbline.oracles.Evidence;
import org.plumbline.oracles.Kind;

class DiagnosesTest {
    private static final String SYMPTOM = "crash 1:1 SIGSEGV";

    /// Diagnoses of that symptom, by the cases 0, 1, 2, …
    private static Diagnoses of(String... signatures) {
        Diagnoses all = Diagnoses.NONE;
        for (int i = 0; i < signatures.length; i++) {
            all = all.with(SYMPTOM, i, signatures[i]);
        }
        return all;
    }

    @Nested
    class ASymptom {
        private final Evidence crash = Cases.evidence(Kind.CRASH, "SIGSEGV in f()");

        private static Evidence refusal(String message) {
            return Cases.evidence(Kind.REFUSED, message);
        }

        @Test
        void ofACrashIsItsFrame() {
            assertThat(Diagnoses.symptom(crash)).isEqualTo(Diagnoses.symptom(crash)).isNotEmpty()
                .isNotEqualTo(Diagnoses.symptom(Cases.evidence(Kind.CRASH, "SIGSEGV in g()")));
        }

        @Test
        void ofARefusalIsItsMessageWithoutNumbers() {
            assertThat(Diagnoses.symptom(refusal("running Conv node. Status Message: bad 3")))
                .isEqualTo(Diagnoses.symptom(refusal("running Conv node. Status Message: bad 4")))
                .isNotEqualTo(Diagnoses.symptom(refusal("running Pool node. Status Message: bad 4")));
        }

        @Test
        void isAnotherWithAnotherSideGuilty() {
            assertThat(Diagnoses.symptom(crash.with(List.of("plain", "all"), List.of())))
                .isNotEqualTo(Diagnoses.symptom(crash));
        }

        @Test
        void startsWithItsKind() {
            assertThat(Diagnoses.symptom(crash).orElseThrow()).startsWith("crash ");
            assertThat(Diagnoses.symptom(refusal("no")).orElseThrow()).startsWith("refused ");
        }

        @Test
        void isNotEnoughForAWrongResult() {
            assertThat(Diagnoses.symptom(Cases.evidence(Kind.WRONG_RESULT, "element 0 is 1"))).isEmpty();
        }
    }

    @Nested
    class Settling {
        @Test
        void takesThreeOfOneSignature() {
            assertThat(Diagnoses.NONE.isSettled(SYMPTOM, 9)).isFalse();
            assertThat(of("a", "a", "b").isSettled(SYMPTOM, 9)).isFalse();
            assertThat(of("a", "b", "a", "a").isSettled(SYMPTOM, 9)).isTrue();
            assertThat(of("a", "a", "a").isSettled("another", 9)).isFalse();
        }

        @Test
        void countsCasesBeforeThisOneOnly() {
            assertThat(of("a", "a", "a").isSettled(SYMPTOM, 2)).isFalse();
            assertThat(of("a", "a", "a").isSettled(SYMPTOM, 3)).isTrue();
        }

        @Test
        void countsTheSameCaseOnce() {
            assertThat(of("a", "a").with(SYMPTOM, 1, "a").isSettled(SYMPTOM, 9)).isFalse();
        }
    }

    @Nested
    class Naming {
        @Test
        void leavesSignaturesAsTheyAre() {
            assertThat(of("a").named(Map.of("wrong-result x", 4L))).isEqualTo(Map.of("wrong-result x", 4L));
        }

        @Test
        void givesTheRestToTheSignatureThatSettledIt() {
            assertThat(of("a", "b", "b", "b", "c").named(Map.of(SYMPTOM, 10L)))
                .isEqualTo(Map.of("a", 1L, "b", 9L));
        }

        @Test
        void addsToWhatTheSignatureHasOtherwise() {
            assertThat(of("a").named(Map.of(SYMPTOM, 1L, "a", 5L))).isEqualTo(Map.of("a", 6L));
        }

        @Test
        void countsNoMoreThanThereWere() {
            assertThat(of("a", "b", "c").named(Map.of(SYMPTOM, 2L))).isEqualTo(Map.of("a", 1L, "b", 1L));
            assertThat(Diagnoses.NONE.named(Map.of(SYMPTOM, 2L))).isEqualTo(Map.of(SYMPTOM, 2L));
        }
    }

    /// Cases 0, 1, 2, … of one symptom are dealt out to lanes, of which now one, now another comes first.
    @Property(tries = 500)
    void countsDoNotDependOnTheOrderInWhichLanesWork(@ForAll long seed, @ForAll @IntRange(min = 2, max = 6) int lanes) {
        Rng rng = Rng.of(seed);
        List<String> truth = new ArrayList<>();
        int cases = rng.between(1, 40);
        for (int i = 0; i < cases; i++) {
            truth.add(rng.pick("a", "b", "c", "d"));
        }
        assertThat(counts(truth, lanes, rng)).isEqualTo(counts(truth, 1, rng));
    }

    private static Map<String, Long> counts(List<String> truth, int lanes, Rng rng) {
        List<Deque<Integer>> work = new ArrayList<>();
        for (int i = 0; i < truth.size(); i++) {
            if (i < lanes) {
                work.add(new ArrayDeque<>());
            }
            work.get(i % lanes).add(i);
        }
        Diagnoses diagnoses = Diagnoses.NONE;
        while (!work.isEmpty()) {
            Deque<Integer> lane = rng.pick(work);
            int index = lane.remove();
            work.removeIf(Deque::isEmpty);
            if (!diagnoses.isSettled(SYMPTOM, index)) {
                diagnoses = diagnoses.with(SYMPTOM, index, truth.get(index));
            }
        }
        return diagnoses.named(Map.of(SYMPTOM, (long) truth.size()));
    }
}
