package org.plumbline.generator.infer;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.plumbline.graph.rule.Expr;

/// An expression that on some calls does not give what is wanted; `high` where it is too large there, `low` where it is
/// too small.
record OneSided(Expr expr, boolean high, boolean low, int[] misses) {
    static OneSided of(Expr e, Sample sample) {
        int[] misses = new int[sample.size()];
        int count = 0;
        boolean high = false;
        boolean low = false;
        for (int i = 0; i < sample.size() && !(high && low); i++) {
            long v = Terms.value(e, sample.calls().get(i));
            if (v != sample.wanted()[i]) {
                high |= v == Term.NONE || v > sample.wanted()[i];
                low |= v < sample.wanted()[i];
                misses[count++] = i;
            }
        }
        return new OneSided(e, high, low, Arrays.copyOf(misses, count));
    }

    /// The places of the calls on which an expression does not give what is wanted.
    static int[] misses(Expr e, Sample sample) {
        return IntStream.range(0, sample.size()).filter(i -> Terms.value(e, sample.calls().get(i)) != sample
            .wanted()[i]).toArray();
    }

    boolean isOneSided() {
        return !(high && low);
    }

    /// The smaller, or the larger, of it and each of others.
    Stream<Expr> joined(List<Expr> others) {
        return others.stream().map(o -> high ? expr.min(o) : expr.max(o));
    }
}
