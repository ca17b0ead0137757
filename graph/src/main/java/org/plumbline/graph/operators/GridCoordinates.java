package org.plumbline.graph.operators;

import java.util.ArrayList;
import java.util.List;
import org.plumbline.graph.bound.Arithmetic;
import org.plumbline.graph.bound.Interval;

/// How ONNX GridSample reads one axis at a normalised coordinate: `size` elements, the corners aligned or not, what
/// lies outside taken as zero (index −1), as the edge or reflected. Coordinates and weights are computed in
/// `arithmetic`, by whichever association of the formula.
record GridCoordinates(int size, boolean aligned, String padding, Arithmetic arithmetic) {
    /// Coordinates farther out than this are left open: implementations convert them to integers in their own ways.
    private static final double FARTHEST = 1 << 20;

    /// Where the normalised coordinate lies on the axis; [Interval#ANY] where it is not finite or far away.
    Interval denormalised(Interval x) {
        Arithmetic m = arithmetic;
        if (x.isEmpty() || x.nan() || !(x.magnitude() * size < FARTHEST)) {
            return Interval.ANY;
        }
        Interval shifted = m.add(x, Interval.ONE);
        Interval at = aligned ? m.mul(m.div(shifted, Interval.of(2)), Interval.of(size - 1.0))
            : m.div(m.sub(m.mul(shifted, Interval.of(size)), Interval.ONE), Interval.of(2));
        // Other associations, and reflections at the borders, round at the magnitude of the axis or of the coordinate.
        return m.widen(at.lo(), at.hi(), false, 4, 2 * m.epsilon() * size);
    }

    /// The elements nearest to a coordinate; at a tie, either.
    List<Sample> nearest(Interval at) {
        List<Sample> samples = new ArrayList<>();
        for (double k = Math.ceil(at.lo() - 0.5); k <= Math.floor(at.hi() + 0.5); k++) {
            samples.add(Sample.at(padded((int) k)));
        }
        return samples;
    }

    /// Two elements around the coordinate, one alternative for each cell that it may lie in.
    List<Sample> linear(Interval at) {
        List<Sample> samples = new ArrayList<>();
        for (int cell = (int) Math.floor(at.lo()); cell <= at.hi(); cell++) {
            Interval f = new Interval(Math.max(0, at.lo() - cell), Math.min(1, at.hi() - cell), false);
            samples.add(new Sample(new int[] {padded(cell), padded(cell + 1)},
                new Interval[] {arithmetic.sub(Interval.ONE, f), f}));
        }
        return samples;
    }

    /// Four elements, weighted by Keys' cubic with a = −0.75. At a border, some clamp the coordinate, others the
    /// elements read.
    List<Sample> cubic(Interval at) {
        List<Sample> samples = new ArrayList<>();
        for (int cell = (int) Math.floor(at.lo()); cell <= at.hi(); cell++) {
            double lo = Math.max(0, at.lo() - cell);
            double hi = Math.min(1, at.hi() - cell);
            int[] index = new int[4];
            Interval[] weight = new Interval[4];
            for (int k = 0; k < 4; k++) {
                index[k] = padded(cell + k - 1);
                weight[k] = SampledAxis.cubicWeight(lo, hi, k, -0.75, arithmetic);
            }
            samples.add(new Sample(index, weight));
        }
        if (padding.equals("border") && at.lo() < 0) {
            samples.add(Sample.at(0));
        }
        if (padding.equals("border") && at.hi() > size - 1) {
            samples.add(Sample.at(size - 1));
        }
        return samples;
    }

    /// The element that stands for position `i`; −1 for a zero.
    private int padded(int i) {
        if (i >= 0 && i < size) {
            return i;
        }
        return switch (padding) {
            case "border" -> i < 0 ? 0 : size - 1;
            case "reflection" -> reflected(i);
            default -> -1;
        };
    }

    private int reflected(int i) {
        if (size == 1) {
            return 0;
        }
        int period = aligned ? 2 * (size - 1) : 2 * size;
        int at = Math.floorMod(i, period);
        return at < size ? at : aligned ? period - at : period - 1 - at;
    }
}
