package org.plumbline.graph.edit;

import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.edit.Bounds.Kind;

/// Draws tensors: fractions, small whole numbers, halves (ties of rounding), powers of two and moderately large numbers
/// in one mix, of which each tensor favours one; special values on top where asked.
public final class Drawing {
    private Drawing() {
    }

    /// A tensor of a real, integer or bool type inside `bounds`.
    public static Tensor tensor(Rng rng, DType dtype, Shape shape, Bounds bounds, boolean specials) {
        int favourite = rng.below(6);
        double special = specials && bounds.kind() != Kind.WHOLE ? rng.pick(0.0, 0.02, 0.1, 0.5) : 0;
        if (dtype.isReal()) {
            Special kinds = new Special(rng, dtype);
            return Tensor.of(dtype, shape, _ -> rng.chance(special) ? kinds.draw(rng)
                : real(rng, bounds, rng.chance(0.6) ? favourite : rng.below(6)));
        }
        return Tensor.ofLongs(dtype, shape, _ -> rng.chance(special) ? extreme(rng, dtype)
            : integer(rng, dtype, bounds));
    }

    private static double real(Rng rng, Bounds bounds, int style) {
        return switch (bounds.kind()) {
            case ANY -> any(rng, style);
            case NON_ZERO -> {
                double x = any(rng, style);
                yield Math.abs(x) < 0x1p-4 ? Math.copySign(1, x) : x;
            }
            case RANGE -> inRange(rng, bounds.lo(), bounds.hi(), style);
            case WHOLE -> rng.between((long) bounds.lo(), (long) bounds.hi());
        };
    }

    private static double any(Rng rng, int style) {
        return switch (style) {
            case 0, 1 -> rng.uniform(-2, 2);
            case 2 -> rng.between(-5, 5);
            case 3 -> rng.between(-4, 4) + 0.5;
            case 4 -> Math.scalb(rng.trueInOneOutOf(2) ? -1.0 : 1.0, rng.between(-6, 4));
            default -> rng.uniform(-24, 24);
        };
    }

    private static double inRange(Rng rng, double lo, double hi, int style) {
        double x = switch (style) {
            case 2 -> Math.rint(rng.uniform(lo, hi));
            case 3 -> Math.floor(rng.uniform(lo, hi)) + 0.5;
            case 4 -> rng.trueInOneOutOf(8) ? rng.pick(lo, hi) : rng.uniform(lo, hi);
            default -> rng.uniform(lo, hi);
        };
        return Math.clamp(x, lo, hi);
    }

    private static long integer(Rng rng, DType dtype, Bounds bounds) {
        if (dtype == DType.BOOL) {
            return rng.below(2);
        }
        boolean signed = dtype.kind() == DType.Kind.SIGNED;
        return switch (bounds.kind()) {
            case ANY -> signed ? rng.between(-8, 8) : rng.between(0, 12);
            case NON_ZERO -> (signed && rng.trueInOneOutOf(2) ? -1 : 1) * rng.between(1L, 8L);
            case RANGE, WHOLE -> rng.between(within(dtype, Math.ceil(bounds.lo())),
                Math.max(within(dtype, Math.ceil(bounds.lo())), within(dtype, Math.floor(bounds.hi()))));
        };
    }

    private static long within(DType dtype, double v) {
        return dtype == DType.UINT64 ? (long) Math.max(0, v)
            : Math.clamp((long) v, dtype.minValue(), dtype.maxValue());
    }

    private static long extreme(Rng rng, DType dtype) {
        return switch (rng.below(4)) {
            case 0 -> dtype.minValue();
            case 1 -> dtype.maxValue();
            case 2 -> 0;
            default -> dtype.kind() == DType.Kind.SIGNED ? -1 : 1;
        };
    }

    /// Special reals; each tensor uses a few kinds only, so that infinities do not always come with NaNs.
    private record Special(int[] kinds, DType dtype) {
        private static final int KINDS = 9;

        Special(Rng rng, DType dtype) {
            this(rng.trueInOneOutOf(3) ? new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8}
                : new int[] {rng.below(KINDS), rng.below(KINDS)}, dtype);
        }

        double draw(Rng rng) {
            double sign = rng.trueInOneOutOf(2) ? -1 : 1;
            return sign * switch (kinds[rng.below(kinds.length)]) {
                case 0 -> 0.0;
                case 1 -> smallest();
                case 2 -> Double.POSITIVE_INFINITY;
                case 3 -> Double.NaN;
                case 4 -> largest();
                case 5 -> 2.5;
                case 6 -> rng.uniform(60, 1000);
                case 7 -> Math.sqrt(largest());
                default -> 0x1p-8;
            };
        }

        private double smallest() {
            return switch (dtype) {
                case DOUBLE -> Double.MIN_VALUE;
                case FLOAT16 -> 0x1p-24;
                case BFLOAT16 -> 0x1p-133;
                default -> Float.MIN_VALUE;
            };
        }

        private double largest() {
            return switch (dtype) {
                case DOUBLE -> Double.MAX_VALUE;
                case FLOAT16 -> 65504;
                case BFLOAT16 -> 0x1.fep127;
                default -> Float.MAX_VALUE;
            };
        }
    }
}
