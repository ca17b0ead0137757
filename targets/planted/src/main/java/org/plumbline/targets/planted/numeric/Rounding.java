package org.plumbline.targets.planted.numeric;

import org.plumbline.graph.DType;

/// Rounding of a double to the grids of the real ONNX types, to nearest even, by way of binary32 as implementations of
/// the 16-bit types do it.
public final class Rounding {
    private Rounding() {
    }

    /// `v` rounded to `dtype`, a real type.
    public static double to(DType dtype, double v) {
        return switch (dtype) {
            case FLOAT -> (float) v;
            case DOUBLE -> v;
            case FLOAT16 -> Float.float16ToFloat(Float.floatToFloat16((float) v));
            case BFLOAT16 -> bfloat16((float) v);
            default -> throw new IllegalArgumentException(dtype + " has no rounding");
        };
    }

    private static float bfloat16(float f) {
        if (Float.isNaN(f)) {
            return f;
        }
        int bits = Float.floatToRawIntBits(f);
        return Float.intBitsToFloat(bits + 0x7fff + (bits >>> 16 & 1) & 0xffff0000);
    }

    /// Largest finite number of a real type.
    public static double max(DType dtype) {
        return switch (dtype) {
            case FLOAT -> Float.MAX_VALUE;
            case DOUBLE -> Double.MAX_VALUE;
            case FLOAT16 -> 65504;
            case BFLOAT16 -> 0x1.fep127;
            default -> throw new IllegalArgumentException(dtype + " is not real");
        };
    }
}
