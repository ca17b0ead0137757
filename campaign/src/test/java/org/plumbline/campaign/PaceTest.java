package org.plumbline.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.campaign.engine.Budget;
import org.plumbline.campaign.engine.Running;
import org.plumbline.campaign.engine.Tally;

class PaceTest {
    private static Running.Status status(double seconds, long cases) {
        Tally t = new Tally(cases, cases, cases, 0, 0, 0, 996, 4, 0, cases, 0, 0, 0,
            cases == 0 ? Map.of() : Map.of("wrong-result all Conv (float)", 3L, "refused plain Pad (float)", 1L),
            Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of());
        return new Running.Status(seconds, t, 512);
    }

    private static Pace halfWay(Budget budget) {
        Pace pace = new Pace(budget);
        pace.at(status(0, 0));
        pace.at(status(60, 6_000));
        return pace;
    }

    @Nested
    class ALine {
        @Test
        void tellsEverything() {
            assertThat(halfWay(new Budget.Time(Duration.ofMinutes(2))).words()).isEqualTo("1:00 elapsed · 1:00 left"
                + " · 6,000 cases · 100/s · corpus 512 · 1 refused, 3 wrong-result · 99.6 % decided");
        }

        @Test
        void knowsWhatIsLeftOfCasesToo() {
            Pace pace = halfWay(new Budget.Cases(24_000));
            assertThat(pace.words()).startsWith("1:00 elapsed · 3:00 left");
            assertThat(pace.share()).isEqualTo(0.25);
        }

        @ParameterizedTest
        @ValueSource(ints = {20, 40, 79, 80, 100, 159, 160, 300})
        void fillsTheTerminalAndNoMore(int width) {
            assertThat(halfWay(new Budget.Time(Duration.ofMinutes(2))).line(width)).hasSize(width);
        }

        @Test
        void tellsFindingsByKindInEightyColumns() {
            assertThat(halfWay(new Budget.Time(Duration.ofMinutes(2))).line(79))
                .contains("1:00 +1:00", "6,000 cases", "100/s", "corpus 512", "1 refuse, 3 wrong", "99.6 %");
        }

        @Test
        void hasABarWhereThereIsRoom() {
            assertThat(halfWay(new Budget.Time(Duration.ofMinutes(2))).line(159)).startsWith("▕" + "█".repeat(15)
                + " ");
        }
    }

    @Test
    void aLogGetsALineEveryTenSeconds() {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        Progress.Plain progress = new Progress.Plain(new Pace(new Budget.Time(Duration.ofMinutes(2))),
            new PrintStream(log, true, StandardCharsets.UTF_8));
        for (int tick = 0; tick <= 100; tick++) {
            progress.show(status(tick / 4.0, 10L * tick));
        }
        assertThat(log.toString(StandardCharsets.UTF_8).lines()).extracting(l -> l.substring(0, 12))
            .containsExactly("0:10 elapsed", "0:20 elapsed");
    }
}
