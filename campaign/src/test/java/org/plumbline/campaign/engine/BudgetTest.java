package org.plumbline.campaign.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetTest {
    @ParameterizedTest
    @CsvSource({"90s,90", "2m,120", "8h,28800", "1d,86400", "1h30m,5400", "1d2h3m4s,93784", "0h1s,1", "007s,7"})
    void durationsAreReadInDaysHoursMinutesAndSeconds(String text, long seconds) {
        assertThat(Budget.duration(text)).hasValueSatisfying(d -> assertThat(d.toSeconds()).isEqualTo(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "0s", "0d0h", "5", "m", "1.5h", "-1s", "1s2m", "2M", "1h 30m", "1s1s", "٣s", "∞",
        "99999999999999999999s", "9223372036854775807d", "106752d", "9999999999h"})
    void anythingElseIsNoDuration(String text) {
        assertThat(Budget.duration(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"36500d", "876000h", "999999999s"})
    void whateverIsReadCanBeCountedInNanoseconds(String text) {
        assertThat(Budget.duration(text)).hasValueSatisfying(d -> assertThatCode(d::toNanos)
            .doesNotThrowAnyException());
    }
}
