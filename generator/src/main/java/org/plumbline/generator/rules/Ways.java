package org.plumbline.generator.rules;

import java.util.LinkedHashMap;
import java.util.Map;

/// How many nodes came about in which way; Constant nodes that only hold an operand are not counted.
public record Ways(long handWritten, long inferred, long recorded) {
    public static final Ways NONE = new Ways(0, 0, 0);

    /// The count of one way.
    public long of(Way way) {
        return switch (way) {
            case HAND_WRITTEN -> handWritten;
            case INFERRED -> inferred;
            case RECORDED -> recorded;
        };
    }

    /// With `n` more of one way.
    public Ways plus(Way way, long n) {
        return switch (way) {
            case HAND_WRITTEN -> new Ways(handWritten + n, inferred, recorded);
            case INFERRED -> new Ways(handWritten, inferred + n, recorded);
            case RECORDED -> new Ways(handWritten, inferred, recorded + n);
        };
    }

    public long total() {
        return handWritten + inferred + recorded;
    }

    /// The counts by [Way#label], without zeros.
    public Map<String, Long> labelled() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Way way : Way.values()) {
            if (of(way) > 0) {
                counts.put(way.label(), of(way));
            }
        }
        return counts;
    }
}
