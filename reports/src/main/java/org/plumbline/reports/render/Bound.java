package org.plumbline.reports.render;

import java.math.BigInteger;
import org.plumbline.graph.DType;

/// What is admissible for one element of an output.
sealed interface Bound {
    int element();

    /// From `lo` to `hi`, and NaN where `nan` says so; NaN alone where `lo` is greater.
    record Real(int element, double lo, double hi, boolean nan) implements Bound {
    }

    /// This number; `bits` are those of an unsigned one too.
    record Whole(int element, DType dtype, long bits) implements Bound {
        BigInteger number() {
            return dtype == DType.UINT64 ? new BigInteger(Long.toUnsignedString(bits)) : BigInteger.valueOf(bits);
        }
    }

    /// A tuple of Python: element, least, greatest, whether NaN is admissible.
    default String python() {
        return switch (this) {
            case Real(int i, double lo, double hi, boolean nan) -> "(" + i + ", " + python(lo) + ", " + python(hi)
                + ", "
                + (nan ? "True" : "False") + ")";
            case Whole w -> "(" + w.element + ", " + w.number() + ", " + w.number() + ", False)";
        };
    }

    private static String python(double v) {
        return Double.isInfinite(v) ? v > 0 ? "INF" : "-INF" : Double.toString(v);
    }

    /// An expression of Java: element, least, greatest, whether NaN is admissible, and the bits where it is a whole
    /// number.
    default String java() {
        return switch (this) {
            case Real(int i, double lo, double hi, boolean nan) -> "new Bound(" + i + ", " + java(lo) + ", " + java(hi)
                + ", " + nan + ", 0L)";
            case Whole w -> "new Bound(" + w.element + ", 0, 0, false, " + (w.bits == Long.MIN_VALUE ? "Long.MIN_VALUE"
                : w.bits + "L") + ")";
        };
    }

    private static String java(double v) {
        return Double.isInfinite(v) ? "Double." + (v > 0 ? "POSITIVE" : "NEGATIVE") + "_INFINITY" : Double.toString(v);
    }
}
