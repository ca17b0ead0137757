package org.plumbline.generator.infer;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.plumbline.graph.rule.Expr;

/// An expression with its values on a list of calls. [#NONE] stands where it has none: overflow, division by what is not
/// positive. `size` counts leaves, `symbols` are those that occur, as bits.
record Term(Expr expr, int size, long symbols, long[] values) {
    static final long NONE = Long.MIN_VALUE;

    boolean isEverywhere(int calls) {
        for (int i = 0; i < calls; i++) {
            if (values[i] == NONE) {
                return false;
            }
        }
        return true;
    }

    boolean isConstant() {
        return LongStream.of(values).allMatch(v -> v == values[0]);
    }

    /// The values alone, by which terms are told apart.
    record Key(long[] values) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key(long[] o) && Arrays.equals(values, o);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }
    }

    Key key() {
        return new Key(values);
    }

    /// The value of an operation, or [#NONE].
    static long apply(Expr.Op op, long a, long b) {
        if (a == NONE || b == NONE || b <= 0 && (op == Expr.Op.FLOOR_DIV || op == Expr.Op.MOD)) {
            return NONE;
        }
        try {
            return op.apply(a, b);
        } catch (ArithmeticException _) {
            return NONE;
        }
    }
}
