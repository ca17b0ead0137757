package org.plumbline.graph.operators;

import java.util.Optional;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Enclosure.Integers;
import org.plumbline.graph.bound.Enclosure.Reals;
import org.plumbline.graph.operator.Call;

/// How two elements of a tensor compare, as far as their enclosures decide it: what ArgMax, Hardmax and TopK ask.
sealed interface Extremum {
    /// Whether element `i` is certainly larger than element `j`.
    boolean above(int i, int j);

    /// Whether elements `i` and `j` are certainly equal.
    boolean equal(int i, int j);

    /// Whether nothing orders element `i`: it may be NaN, or it is an unknown integer.
    boolean unordered(int i);

    /// Of real elements.
    record OfReals(Reals x) implements Extremum {
        @Override
        public boolean above(int i, int j) {
            return x.lo()[i] > x.hi()[j];
        }

        @Override
        public boolean equal(int i, int j) {
            return x.lo()[i] == x.hi()[i] && x.lo()[j] == x.hi()[j] && x.lo()[i] == x.lo()[j];
        }

        @Override
        public boolean unordered(int i) {
            return x.nan()[i];
        }
    }

    /// Of integer elements.
    record OfIntegers(Integers x) implements Extremum {
        @Override
        public boolean above(int i, int j) {
            return LaneWhole.compare(x.dtype(), x.value()[i], x.value()[j]) > 0;
        }

        @Override
        public boolean equal(int i, int j) {
            return x.value()[i] == x.value()[j];
        }

        @Override
        public boolean unordered(int i) {
            return x.unknown()[i];
        }
    }

    /// The order of an enclosure's elements; breaks the call when it holds no numbers.
    static Extremum of(Enclosure x) {
        return switch (x) {
            case Reals r -> new OfReals(r);
            case Integers n -> new OfIntegers(n);
            case Enclosure.Carried _,Enclosure.Unknown _ -> throw Call.broken("no numbers in " + x.dtype());
        };
    }

    /// Whether element `i` certainly comes before `j` when the lane is sorted, the largest (or smallest) first and
    /// equal ones by their place, the earlier (or, with `lastFirst`, the later) first.
    default boolean before(int i, int j, boolean largest, boolean lastFirst) {
        return (largest ? above(i, j) : above(j, i)) || equal(i, j) && (lastFirst ? i > j : i < j);
    }

    /// Which element of the lane certainly comes first, if one does.
    default Optional<Integer> winner(int base, int[] inner, boolean largest, boolean lastFirst) {
        int best = 0;
        for (int r = 0; r < inner.length; r++) {
            if (unordered(base + inner[r])) {
                return Optional.empty();
            }
            if (before(base + inner[r], base + inner[best], largest, lastFirst)) {
                best = r;
            }
        }
        for (int r = 0; r < inner.length; r++) {
            if (r != best && !before(base + inner[best], base + inner[r], largest, lastFirst)) {
                return Optional.empty();
            }
        }
        return inner.length == 0 ? Optional.empty() : Optional.of(best);
    }
}
