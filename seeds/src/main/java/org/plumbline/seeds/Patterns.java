package org.plumbline.seeds;

import java.util.List;
import java.util.stream.Stream;

/// The registry of pattern seeds.
public final class Patterns {
    private static final List<Pattern> ALL = Stream.of(
        FusionPatterns.all(),
        NormalizationPatterns.all(),
        LayoutPatterns.all(),
        ArithmeticPatterns.all(),
        QuantizationPatterns.all())
        .flatMap(List::stream).toList();

    private Patterns() {
    }

    public static List<Pattern> all() {
        return ALL;
    }
}
