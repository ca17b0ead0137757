package org.plumbline.graph;

/// Conversions between double and the two 16-bit floating-point formats, rounding once, to nearest, ties to even
/// (IEEE 754-2019 §4.3.1; bfloat16 is the upper half of binary32).
final class Halves {
    private Halves() {
    }

    static short toFloat16(double value) {
        return Float.floatToFloat16(roundToOdd(value));
    }

    static short toBfloat16(double value) {
        int bits = Float.floatToRawIntBits(roundToOdd(value));
        if (Double.isNaN(value)) {
            return (short) (bits >>> 16 | 0x40);
        }
        return (short) (bits + 0x7fff + (bits >>> 16 & 1) >>> 16);
    }

    static double fromBfloat16(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }

    /// Rounding to float with "round to odd" first makes the second rounding, to 16 bits, come out as if it were the
    /// only one (Boldo and Melquiond, "Emulation of FMA and correctly rounded sums: proved algorithms using rounding
    /// to odd", 2008).
    private static float roundToOdd(double value) {
        float f = (float) value;
        if (f == value || Double.isNaN(value) || Float.isInfinite(f)) {
            return f;
        }
        int bits = Float.floatToRawIntBits(f);
        if ((bits & 1) != 0) {
            return f;
        }
        boolean awayFromZero = Math.abs((double) f) > Math.abs(value);
        return Float.intBitsToFloat(awayFromZero ? bits - 1 : bits + 1);
    }
}
