package org.plumbline.targets.planted.faults;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The registry of planted faults.
///
/// What the specification leaves open cannot be planted: NaN lost in Max, Min, Relu or Clip (any operand may win),
/// `min` beside a smaller `max` in Clip, integer overflow, and sums kept in 16 bits, which the clean target's `narrow`
/// variants do.
public final class Faults {
    private static final List<Fault> ALL = Stream.of(Arguments.all(), Attributes.all(), Conduct.all(), Results.all(),
        Rewrites.all()).flatMap(List::stream).toList();

    private Faults() {
    }

    public static List<Fault> all() {
        return ALL;
    }

    public static Optional<Fault> named(String name) {
        return ALL.stream().filter(f -> f.name().equals(name)).findFirst();
    }
}
