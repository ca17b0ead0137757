package org.plumbline.targets.planted.numeric;

import org.plumbline.graph.DType;

/// Integers as machines compute them: modulo 2^bits, uint64 as its 64 bits.
public final class Whole {
    private Whole() {
    }

    /// The low bits of `v`, read as `dtype`; non-zero is true for bool.
    public static long wrap(DType dtype, long v) {
        return switch (dtype) {
            case BOOL -> v != 0 ? 1 : 0;
            case INT8 -> (byte) v;
            case INT16 -> (short) v;
            case INT32 -> (int) v;
            case UINT8 -> v & 0xff;
            case UINT16 -> v & 0xffff;
            case UINT32 -> v & 0xffffffffL;
            default -> v;
        };
    }

    /// Order of two values of the type.
    public static int compare(DType dtype, long a, long b) {
        return dtype == DType.UINT64 ? Long.compareUnsigned(a, b) : Long.compare(a, b);
    }

    /// The nearest value of the type to a whole double; NaN gives 0.
    public static long saturate(DType dtype, double v) {
        double max = dtype.kind() == DType.Kind.SIGNED ? Math.scalb(1.0, dtype.bits() - 1)
            : dtype == DType.BOOL ? 2 : Math.scalb(1.0, dtype.bits());
        if (v >= max) {
            return dtype.maxValue();
        }
        long unsigned = v < 0x1p63 ? (long) v : (long) (v - 0x1p63) ^ Long.MIN_VALUE;
        return v < dtype.minValue() ? dtype.minValue() : unsigned;
    }

    /// `base` to the power `n` ≥ 0, modulo 2^64; by squaring.
    public static long pow(long base, long n) {
        long result = 1;
        long square = base;
        for (long rest = n; rest != 0; rest >>>= 1) {
            result *= (rest & 1) != 0 ? square : 1;
            square *= square;
        }
        return result;
    }

    /// Quotient towards zero; 0 where the divisor is 0.
    public static long divide(DType dtype, long a, long b) {
        return b == 0 ? 0 : dtype == DType.UINT64 ? Long.divideUnsigned(a, b) : a / b;
    }

    /// As a double; uint64 without a sign.
    public static double toDouble(DType dtype, long v) {
        return dtype == DType.UINT64 && v < 0 ? ((v >>> 1) | (v & 1)) * 2.0 : v;
    }
}
