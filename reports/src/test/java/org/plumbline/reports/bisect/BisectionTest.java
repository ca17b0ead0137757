package org.plumbline.reports.bisect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple4;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.plumbline.reports.Triage.Release;
import org.plumbline.reports.Triage.Shown;

class BisectionTest {
    private static final int LARGEST = 60;

    /// How many releases there are, on which the first and the last shows it, and on which of these it was found.
    @Provide
    Arbitrary<Tuple4<Integer, Integer, Integer, Integer>> histories() {
        return Arbitraries.integers().between(1, LARGEST).flatMap(n -> Arbitraries.integers().between(0, n - 1)
            .flatMap(first -> Arbitraries.integers().between(first, n - 1).flatMap(last -> Arbitraries.integers()
                .between(first, last).map(found -> Tuple.of(n, first, last, found)))));
    }

    @Property
    void everyHistoryWithoutGapsIsFoundWithFewQuestions(
        @ForAll("histories") Tuple4<Integer, Integer, Integer, Integer> h, @ForAll boolean isUnknownBefore) {
        int n = h.get1();
        int first = h.get2();
        int last = h.get3();
        Fake fake = Fake.of(n, i -> i < first ? isUnknownBefore ? Shown.NOT_APPLICABLE : Shown.GONE
            : i <= last ? Shown.SHOWS : Shown.GONE);
        History history = fake.bisected(h.get4());
        assertThat(history.firstSeen()).contains(Fake.version(first));
        assertThat(history.lastSeen()).contains(Fake.version(last));
        assertThat(history.fixedIn()).isEqualTo(last == n - 1 ? Optional.empty()
            : Optional.of(Fake.version(last + 1)));
        assertThat(history.gaps()).isEmpty();
        assertThat(fake.questions()).doesNotHaveDuplicates()
            .hasSizeLessThanOrEqualTo((int) (2 * Math.log(n) / Math.log(2)) + 8);
    }

    @Property
    void releasesThatCannotBeHadArePassedOver(@ForAll("histories") Tuple4<Integer, Integer, Integer, Integer> h,
        @ForAll long which) {
        Fake fake = Fake.of(h.get1(), i -> i != h.get4() && (which >>> i & 1) == 1 ? Shown.UNAVAILABLE
            : i < h.get2() || i > h.get3() ? Shown.GONE : Shown.SHOWS);
        History all = new History(fake.releases().stream().map(new Fake(fake.releases().stream()
            .map(fake::ask).map(Release::shown).toList())::ask).toList());
        History history = fake.bisected(h.get4());
        assertThat(history.firstSeen()).isEqualTo(all.firstSeen());
        assertThat(history.lastSeen()).isEqualTo(all.lastSeen());
        assertThat(history.fixedIn()).isEqualTo(all.fixedIn());
    }

    @Property
    void whateverTheHistoryTheAnswersAreThoseOfTheReleases(@ForAll List<Shown> script, @ForAll int any) {
        Fake fake = new Fake(script);
        History history = script.isEmpty() ? Bisection.over(List.of(), "1.0", fake)
            : fake.bisected(Math.floorMod(any, script.size()));
        assertThat(fake.questions()).doesNotHaveDuplicates();
        assertThat(history.tried()).allSatisfy(r -> assertThat(r.shown()).isEqualTo(script.get(
            Integer.parseInt(r.version().substring(2)))));
    }

    @Nested
    class TheNeighboursOfTheBoundary {
        @Test
        void areConfirmedOnBothSides() {
            assertThat(Fake.of("........SSSSSSSS").bisected(15).tried()).extracting(Release::version)
                .contains("1.6", "1.7", "1.8", "1.9");
        }

        @Test
        void letTheSearchGoOnBeyondAGap() {
            History history = Fake.of(".....SSSSSSSSSS.SSSSSSSSSSSSSSSS").bisected(31);
            assertThat(history.firstSeen()).contains("1.5");
            History met = Fake.of("....SSS.SSSSSSSS").bisected(15);
            assertThat(met.firstSeen()).contains("1.4");
            assertThat(met.gaps()).contains("1.7");
            assertThat(met.oneLine()).contains("not monotone: gone in between on 1.7");
        }
    }

    @Nested
    class AFindingThatItsOwnReleaseDoesNotShow {
        @Test
        void isLookedForElsewhere() {
            History history = Fake.of("SSSSSSSSSS......").bisected(12);
            assertThat(history.fixedIn()).contains("1.10");
            assertThat(Fake.of("......SSSSSS....").bisected(14).lastSeen()).contains("1.11");
        }

        @Test
        void mayBeGoneEverywhere() {
            Fake fake = Fake.of("................................");
            History history = fake.bisected(31);
            assertThat(history.firstSeen()).isEmpty();
            assertThat(history.oneLine()).startsWith("shown by no release that was asked: gone on 1.0, ");
            assertThat(fake.questions()).hasSizeLessThan(16);
        }

        @Test
        void isAskedOnTheNewestWhereItsReleaseIsNoneOfThem() {
            Fake fake = Fake.of("..SS");
            assertThat(Bisection.over(fake.releases(), "2.0", fake).firstSeen()).contains("1.2");
            assertThat(fake.questions()).startsWith("1.3");
        }
    }

    @Nested
    class WithoutMuchToAsk {
        @Test
        void thereIsNoAnswerOfNoRelease() {
            assertThat(Bisection.over(List.of(), "1.0", v -> {
                throw new AssertionError(v);
            }).oneLine()).isEqualTo("no release was asked");
        }

        @Test
        void oneReleaseIsFirstAndLast() {
            assertThat(Fake.of("S").bisected(0).oneLine()).isEqualTo(
                "first seen in 1.0 (the oldest asked), still in 1.0 (the newest asked)");
        }

        @Test
        void nothingCanBeHad() {
            assertThat(Fake.of("uuu").bisected(1).oneLine()).startsWith("shown by no release");
        }
    }
}
