package org.plumbline.targets.planted.numeric;

import java.util.List;

/// How an honest implementation rounds, sums and chooses among formulas. Everything here is admissible: a finding that
/// depends on it is a bug of a reference or of its bound.
///
/// `fused` keeps unrounded values from one elementwise operator to the next; `fma` contracts products with the sums
/// they go into; `alternative` picks the second of two sound formulas wherever a kernel knows two (Welford instead of
/// two passes, online instead of three-pass softmax, multiplication with a reciprocal instead of division).
public record Style(String name, Steps steps, Order order, boolean fma, boolean fused, boolean alternative) {

    /// In which precision a kernel keeps its intermediates.
    public enum Steps {
        /// The tensor's own, 16 bits included.
        NARROW,
        /// binary32 for everything but double, as most implementations do.
        USUAL,
        /// double for everything.
        WIDE
    }

    /// The order in which a sum is formed.
    public enum Order {
        FORWARD, BACKWARD, PAIRWISE, SHUFFLED, KAHAN
    }

    /// Rounds after every step, sums from the first to the last, no FMA, nothing fused.
    public static final Style PLAIN = new Style("plain", Steps.USUAL, Order.FORWARD, false, false, false);

    /// All styles, the plain one first; `all` is what an eager optimiser would do.
    public static final List<Style> ALL = List.of(PLAIN,
        new Style("all", Steps.USUAL, Order.SHUFFLED, true, true, true),
        new Style("narrow", Steps.NARROW, Order.FORWARD, false, false, false),
        new Style("narrow-fma", Steps.NARROW, Order.PAIRWISE, true, false, true),
        new Style("wide", Steps.WIDE, Order.BACKWARD, false, true, false),
        new Style("kahan", Steps.USUAL, Order.KAHAN, false, false, true),
        new Style("shuffled", Steps.USUAL, Order.SHUFFLED, false, false, false));
}
