package org.plumbline.reports.bisect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.reports.Triage.Release;
import org.plumbline.reports.Triage.Shown;

class HistoryTest {
    private static History of(String script) {
        Fake fake = Fake.of(script);
        return new History(IntStream.range(0, script.length()).mapToObj(Fake::version).map(fake::ask).toList()
            .reversed());
    }

    @Nested
    class InOneLine {
        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
            SSS  | first seen in 1.0 (the oldest asked), still in 1.2 (the newest asked)
            .SS  | first seen in 1.1 (not on 1.0), still in 1.2 (the newest asked)
            nSS  | first seen in 1.1 (not applicable to 1.0), still in 1.2 (the newest asked)
            uSS  | first seen in 1.1 (the oldest asked), still in 1.2 (the newest asked)
            .S.. | first seen in 1.1 (not on 1.0), last in 1.1, fixed in 1.2
            SSn  | first seen in 1.0 (the oldest asked), still in 1.1 (not applicable to 1.2)
            S.S. | first seen in 1.0 (the oldest asked), last in 1.2, fixed in 1.3; not monotone: gone in between on 1.1
            nn   | shown by no release that was asked: gone on none
            """)
        void itSaysWhereItBeginsAndEnds(String script, String line) {
            assertThat(of(script).oneLine()).isEqualTo(line);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        SS   | ''
        .S   | 1.0
        .uS. | 1.0
        nS   | ''
        """)
    void itIsARegressionWhereTheReleaseBeforeItIsClearlyWithoutIt(String script, String after) {
        assertThat(of(script).regressionAfter().orElse("")).isEqualTo(after);
    }

    @Nested
    class AReleaseOfWhichItIsUnclear {
        private static Release release(String version, Shown shown, String said) {
            return new Release(version, shown, said);
        }

        @Test
        void isNeitherBeforeItNorAFixNorAGap() {
            History history = new History(List.of(release("1.0", Shown.GONE, "another symptom: crash at all"),
                release("1.1", Shown.SHOWS, "wrong"), release("1.2", Shown.GONE, "another symptom: refused"),
                release("1.3", Shown.SHOWS, "wrong"), release("1.4", Shown.GONE, "cannot be told: open")));
            assertThat(history.fixedIn()).isEmpty();
            assertThat(history.gaps()).isEmpty();
            assertThat(history.oneLine()).isEqualTo("first seen in 1.1 (another symptom on 1.0), still in 1.3 (cannot"
                + " be told on 1.4)");
        }
    }

    @Nested
    class AfterAnEarlierOne {
        @ParameterizedTest
        @CsvSource({"SS, ..., SS.", "uS, .., .S", "uu, SS, SS", "S, u, S", "u, nS, nS"})
        void whatIsKnownOfReleasesStaysUnlessItIsAskedAnew(String now, String earlier, String both) {
            assertThat(of(now).after(of(earlier))).isEqualTo(of(both));
        }
    }

    @Nested
    class WhatAReleaseIsExpectedToShow {
        @ParameterizedTest
        @CsvSource({"..SS.., 1.1, false", "..SS.., 1.2, true", "..SS.., 1.4, false", "..SS.., 1.40, false",
            "..SS, 1.40, true", "..SS, 0.9, false", "uS, 1.0, false", "u, 1.0, true"})
        void followsFromThoseThatWereAsked(String script, String version, boolean expected) {
            assertThat(of(script).expects(version)).isEqualTo(expected);
        }

        @Test
        void isThatItShowsWhereNothingIsKnown() {
            assertThat(new History(List.of()).expects("1.0")).isTrue();
        }
    }

    @Nested
    class VersionNumbers {
        @Test
        void areOrderedAsNumbers() {
            assertThat(Stream.of("1.10.0", "1.9", "2", "1.9.1", "1.10.0-rc1").sorted(Versions.ORDER)).containsExactly(
                "1.9", "1.9.1", "1.10.0-rc1", "1.10.0", "2");
        }

        @ParameterizedTest
        @CsvSource({"1.8.0, 1.8, 1.17, true", "1.17.3, 1.8, 1.17, true", "1.18.0, 1.8, 1.17, false",
            "1.7.9, 1.8, 2, false", "1.17.3, 1.8, 1.17.1, false", "1.17.3, 1, 1, true"})
        void lieBetweenOthersOfWhichEachPartCounts(String version, String from, String to, boolean between) {
            assertThat(Versions.isBetween(version, from, to)).isEqualTo(between);
        }
    }
}
