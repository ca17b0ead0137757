package org.plumbline.graph.operators;

import java.util.ArrayList;
import java.util.List;
import org.plumbline.graph.bound.Arithmetic;
import org.plumbline.graph.bound.Interval;

/// How one axis is resampled: for each output coordinate the admissible ways to read the input axis (more than one
/// where the rounding of the coordinate decides between them), and whether the coordinate lies outside the input, so
/// that an extrapolation value takes its place. `reach` is how many elements beside a sample an implementation may read
/// with weight 0, which matters next to NaN and infinity only.
record SampledAxis(Sample[][] samples, Outside[] outside, int reach) {
    enum Outside {
        NO, MAYBE, YES
    }

    /// The axis as it is.
    static SampledAxis identity(int size, int reach) {
        Sample[][] samples = new Sample[size][];
        Outside[] outside = new Outside[size];
        for (int i = 0; i < size; i++) {
            samples[i] = new Sample[] {Sample.at(i)};
            outside[i] = Outside.NO;
        }
        return new SampledAxis(samples, outside, reach);
    }

    int size() {
        return samples.length;
    }

    /// Marks coordinates outside `[0, size − 1]`.
    static Outside outside(Interval at, int size) {
        if (at.lo() >= 0 && at.hi() <= size - 1) {
            return Outside.NO;
        }
        return at.hi() < 0 || at.lo() > size - 1 ? Outside.YES : Outside.MAYBE;
    }

    /// Every element from `from` to `to`, clamped into the axis, as alternatives.
    static Sample[] anyOf(double from, double to, int size) {
        int lo = (int) Math.clamp(from, 0.0, size - 1.0);
        int hi = (int) Math.clamp(to, 0.0, size - 1.0);
        Sample[] s = new Sample[hi - lo + 1];
        for (int i = lo; i <= hi; i++) {
            s[i - lo] = Sample.at(i);
        }
        return s;
    }

    /// Linear interpolation at a coordinate, the edges continued outwards. One alternative per cell that the
    /// coordinate may fall into.
    static Sample[] linear(Interval at, int size, Arithmetic m) {
        List<Sample> cells = new ArrayList<>();
        if (at.lo() < 0 || at.hi() > size - 1) {
            int edge = at.lo() < 0 ? 0 : size - 1;
            double slack = at.isPoint() && at.lo() == edge ? 0 : 2 * m.epsilon();
            cells.add(new Sample(new int[] {edge}, new Interval[] {Interval.of(1 - slack, 1 + slack)}));
        }
        double lo = Math.max(at.lo(), 0);
        double hi = Math.min(at.hi(), size - 1.0);
        for (int cell = (int) Math.floor(lo); cell <= hi && lo <= hi; cell++) {
            if (at.isPoint() && lo == cell) {
                cells.add(Sample.at(cell));
            } else if (cell + 1 < size) {
                Interval f = new Interval(Math.max(0, lo - cell), Math.min(1, hi - cell), false);
                cells.add(new Sample(new int[] {cell, cell + 1}, new Interval[] {m.sub(Interval.ONE, f), f}));
            } else {
                cells.add(Sample.at(cell));
            }
        }
        return cells.toArray(Sample[]::new);
    }

    /// Cubic interpolation (Keys, "Cubic convolution interpolation for digital image processing", 1981, equation 4)
    /// with coefficient `a`; outside elements repeat the edge or, with `exclude`, are left out and the weights
    /// rescaled.
    static Sample[] cubic(Interval at, int size, double a, boolean exclude, Arithmetic m) {
        List<Sample> cells = new ArrayList<>();
        for (double cell = Math.floor(at.lo()); cell <= at.hi(); cell++) {
            double lo = Math.max(0, at.lo() - cell);
            double hi = Math.min(1, at.hi() - cell);
            if (at.isPoint() && lo == 0 && 4 * a == Math.rint(4 * a) && cell >= 0 && cell < size) {
                // The polynomial is exact here: the neighbours' weights are 0.
                cells.add(Sample.at((int) cell));
                continue;
            }
            int[] index = new int[4];
            Interval[] weight = new Interval[4];
            Interval kept = Interval.ZERO;
            for (int k = 0; k < 4; k++) {
                double i = cell + k - 1;
                boolean inside = i >= 0 && i < size;
                index[k] = (int) Math.clamp(i, 0.0, size - 1.0);
                weight[k] = inside || !exclude ? cubicWeight(lo, hi, k, a, m) : Interval.ZERO;
                kept = m.add(kept, weight[k]);
            }
            for (int k = 0; exclude && k < 4; k++) {
                weight[k] = m.div(weight[k], kept);
            }
            cells.add(new Sample(index, weight));
        }
        return cells.toArray(Sample[]::new);
    }

    /// The weight of tap `k` (at distance |f + 1 − k|) for fractions f in `[lo, hi]`: a narrow range, so that the
    /// slope (below 4·max(1, |a|) everywhere) bounds what lies between the ends; the polynomial's terms reach 8·|a|.
    static Interval cubicWeight(double lo, double hi, int k, double a, Arithmetic m) {
        double u = keys(Math.abs(lo + 1 - k), a);
        double v = keys(Math.abs(hi + 1 - k), a);
        double size = Math.max(1, Math.abs(a));
        double slack = 4 * size * (hi - lo) + 16 * size * m.epsilon();
        return Interval.of(Math.min(u, v) - slack, Math.max(u, v) + slack);
    }

    static double keys(double t, double a) {
        return t <= 1 ? ((a + 2) * t - (a + 3)) * t * t + 1 : t < 2 ? ((a * t - 5 * a) * t + 8 * a) * t - 4 * a : 0;
    }
}
