package org.plumbline.campaign.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// When a campaign ends by itself.
public sealed interface Budget {
    /// After so much wall-clock time.
    record Time(Duration duration) implements Budget {
    }

    /// After so many cases in all, those before a resume included: the cases 0 to `count` − 1, however many workers
    /// share them.
    record Cases(long count) implements Budget {
    }

    /// The longest time that can be asked for: what 64 bits of nanoseconds hold.
    Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    /// Reads `90s`, `2m`, `8h`, `1d` or `1h30m`; empty for anything else, for nothing at all and for more than
    /// [#LONGEST], which is some 292 years.
    static Optional<Duration> duration(String text) {
        Matcher m = Pattern.compile("(?:(\\d{1,10})d)?(?:(\\d{1,10})h)?(?:(\\d{1,10})m)?(?:(\\d{1,10})s)?").matcher(
            text);
        if (!m.matches() || text.isEmpty()) {
            return Optional.empty();
        }
        long[] unit = {86_400, 3_600, 60, 1};
        long seconds = 0;
        for (int i = 0; i < unit.length; i++) {
            seconds += m.group(i + 1) == null ? 0 : Long.parseLong(m.group(i + 1)) * unit[i];
        }
        return Optional.of(Duration.ofSeconds(seconds)).filter(d -> !d.isZero() && d.compareTo(LONGEST) <= 0);
    }
}
