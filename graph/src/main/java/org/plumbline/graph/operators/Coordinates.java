package org.plumbline.graph.operators;

import org.plumbline.graph.DType;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.bound.Arithmetic;
import org.plumbline.graph.bound.Interval;
import org.plumbline.graph.operator.Call;

/// ONNX Resize's `coordinate_transformation_mode`: where an output coordinate lies on the input axis. Implementations
/// compute it in binary32 whatever the tensor's type, by one or another association of the formula; all of them, and
/// the exact value, lie in the interval.
record Coordinates(String mode, int in, int out, Interval given, Interval start, Interval end) {
    /// Binary32: scales are of that type.
    static final Arithmetic ARITHMETIC = Arithmetic.of(DType.FLOAT, Accuracy.CPU);

    private static final Interval HALF = Interval.of(0.5);

    /// Where output coordinate `x` lies. The text defines the scale as out/in, ONNX's reference implementation takes
    /// the given one; they differ where in·scale is not whole, and then either is admissible.
    Interval at(int x) {
        return switch (mode) {
            case "half_pixel" -> halfPixel(x, given).hull(halfPixel(x, ratio()));
            case "half_pixel_symmetric" -> symmetric(x);
            case "pytorch_half_pixel" -> out > 1 ? halfPixel(x, given).hull(halfPixel(x, ratio())) : Interval.ZERO;
            case "align_corners" -> alignCorners(x);
            case "asymmetric" -> over(Interval.of(x), given).hull(over(Interval.of(x), ratio()));
            case "tf_crop_and_resize" -> crop(x);
            default -> throw Call.broken("coordinate_transformation_mode is " + mode);
        };
    }

    /// The scale as given and as out/in.
    Interval anyScale() {
        return given.hull(ratio());
    }

    private Interval ratio() {
        return ARITHMETIC.div(Interval.of(out), Interval.of(in));
    }

    private static Interval over(Interval a, Interval scale) {
        Interval inverse = ARITHMETIC.div(Interval.ONE, scale);
        return ARITHMETIC.div(a, scale).hull(ARITHMETIC.mul(a, inverse));
    }

    private static Interval halfPixel(int x, Interval scale) {
        Arithmetic m = ARITHMETIC;
        Interval inverse = m.div(Interval.ONE, scale);
        Interval apart = m.add(m.mul(Interval.of(x), inverse), m.sub(m.mul(HALF, inverse), HALF));
        return m.sub(over(Interval.of(x + 0.5), scale), HALF).hull(apart);
    }

    private Interval symmetric(int x) {
        Arithmetic m = ARITHMETIC;
        Interval adjustment = m.div(Interval.of(out), m.mul(given, Interval.of(in)));
        Interval offset = m.mul(Interval.of(in / 2.0), m.sub(Interval.ONE, adjustment));
        Interval whole = m.sub(m.add(offset, over(Interval.of(x + 0.5), given)), HALF);
        return whole.hull(m.add(offset, m.sub(over(Interval.of(x + 0.5), given), HALF)));
    }

    private Interval alignCorners(int x) {
        if (out == 1) {
            return Interval.ZERO;
        }
        Arithmetic m = ARITHMETIC;
        Interval span = Interval.of(in - 1);
        Interval whole = stretched(x, span, Interval.of(out - 1));
        Interval width = m.sub(m.mul(given, Interval.of(in)), Interval.ONE);
        return width.lo() > 0 ? whole.hull(stretched(x, span, width)) : whole;
    }

    /// x·span/width by either association.
    private static Interval stretched(int x, Interval span, Interval width) {
        Arithmetic m = ARITHMETIC;
        return m.div(m.mul(Interval.of(x), span), width).hull(m.mul(Interval.of(x), m.div(span, width)));
    }

    private Interval crop(int x) {
        Arithmetic m = ARITHMETIC;
        Interval span = Interval.of(in - 1);
        if (out == 1) {
            Interval sum = m.add(start, end);
            return m.mul(m.mul(HALF, sum), span).hull(m.mul(HALF, m.mul(sum, span)));
        }
        Interval extent = m.sub(end, start);
        Interval last = Interval.of(out - 1);
        Interval moved = m.div(m.mul(m.mul(Interval.of(x), extent), span), last)
            .hull(m.mul(Interval.of(x), m.div(m.mul(extent, span), last)));
        return m.add(m.mul(start, span), moved);
    }
}
