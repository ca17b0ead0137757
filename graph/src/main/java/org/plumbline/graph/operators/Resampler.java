package org.plumbline.graph.operators;

import java.util.Arrays;
import java.util.Optional;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.bound.Arithmetic;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Enclosure.Integers;
import org.plumbline.graph.bound.Enclosure.Reals;
import org.plumbline.graph.bound.Interval;
import org.plumbline.graph.bound.Sum;
import org.plumbline.graph.operator.Call;

/// Reads a tensor through one [SampledAxis] per axis. Implementations may sum all products of weights at once or go
/// axis by axis, by weights or as x₀ + f·(x₁ − x₀), so the bound grows with the largest element read. Interpolation
/// next to an infinite or NaN element leaves anything possible, for its weight may be 0; so does one next to an element
/// that overflows when weighted.
final class Resampler {
    /// More ways than this to read one element leave it open.
    private static final int MOST_ALTERNATIVES = 64;

    private final SampledAxis[] axes;
    private final Shape in;
    private final Shape out;
    private final int[] strides;
    private final boolean interpolating;

    Resampler(Shape in, SampledAxis[] axes) {
        long[] dims = new long[axes.length];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = axes[i].size();
        }
        this.axes = axes;
        this.in = in;
        this.out = Shape.of(dims);
        this.strides = in.strides();
        this.interpolating = Arrays.stream(axes).anyMatch(a -> a.reach() > 0);
    }

    /// The terms of one element: indices into the input and their weights.
    private record Terms(int[] index, Interval[] weight) {
        boolean isElement() {
            return index.length == 1 && weight[0].isPoint() && weight[0].lo() == 1;
        }
    }

    Enclosure apply(Enclosure x, Interval extrapolation, Call call) {
        Call.require(in.size() > 0 || out.size() == 0, "an empty axis of " + in + " is to be resized");
        if (!(x instanceof Enclosure.Carried) && !interpolating && isPlain()) {
            return x.pick(out, index());
        }
        return switch (x) {
            case Reals r -> {
                Arithmetic m = call.arithmetic(r.dtype());
                boolean special = interpolating && holdsSpecial(r, m);
                yield Reals.of(r.dtype(), out, i -> special && nearSpecial(r, at(i), 0, 0, m) ? Interval.ANY
                    : real(r, at(i), extrapolation, m));
            }
            case Integers n -> Integers.of(n.dtype(), out, i -> whole(n, at(i), extrapolation, call));
            case Enclosure.Carried _,Enclosure.Unknown _ -> throw Call.undetermined(x.dtype() + " is only carried");
        };
    }

    /// Whether every output element is one input element, without a choice.
    private boolean isPlain() {
        for (SampledAxis axis : axes) {
            for (int i = 0; i < axis.size(); i++) {
                if (axis.samples()[i].length > 1 || axis.outside()[i] != SampledAxis.Outside.NO) {
                    return false;
                }
            }
        }
        return true;
    }

    private int[] index() {
        int[] index = new int[out.size()];
        int block = index.length;
        for (int a = 0; a < axes.length && block > 0; a++) {
            int size = axes[a].size();
            block /= size;
            for (int k = 0; k < index.length; k++) {
                index[k] += axes[a].samples()[k / block % size][0].index()[0] * strides[a];
            }
        }
        return index;
    }

    private int[] at(int element) {
        int[] at = new int[axes.length];
        int rest = element;
        for (int i = axes.length - 1; i >= 0; i--) {
            at[i] = rest % axes[i].size();
            rest /= axes[i].size();
        }
        return at;
    }

    private SampledAxis.Outside outside(int[] at) {
        SampledAxis.Outside worst = SampledAxis.Outside.NO;
        for (int i = 0; i < at.length; i++) {
            SampledAxis.Outside o = axes[i].outside()[at[i]];
            worst = o.compareTo(worst) > 0 ? o : worst;
        }
        return worst;
    }

    /// Number of ways to read the element.
    private int alternatives(int[] at) {
        int n = 1;
        for (int i = 0; i < at.length; i++) {
            n = Math.min(2 * MOST_ALTERNATIVES, n * axes[i].samples()[at[i]].length);
        }
        return n;
    }

    private Terms terms(int[] at, int alternative) {
        int rest = alternative;
        int[] index = {0};
        Interval[] weight = {Interval.ONE};
        Arithmetic m = Coordinates.ARITHMETIC;
        for (int i = 0; i < at.length; i++) {
            Sample[] choices = axes[i].samples()[at[i]];
            Sample s = choices[rest % choices.length];
            rest /= choices.length;
            int width = s.index().length;
            int[] nextIndex = new int[index.length * width];
            Interval[] nextWeight = new Interval[nextIndex.length];
            for (int j = 0; j < nextIndex.length; j++) {
                nextIndex[j] = index[j / width] + s.index()[j % width] * strides[i];
                nextWeight[j] = m.mul(weight[j / width], s.weight()[j % width]);
            }
            index = nextIndex;
            weight = nextWeight;
        }
        return new Terms(index, weight);
    }

    private Interval real(Reals x, int[] at, Interval extrapolation, Arithmetic m) {
        SampledAxis.Outside outside = outside(at);
        if (outside == SampledAxis.Outside.YES) {
            return extrapolation;
        }
        int n = alternatives(at);
        if (n > MOST_ALTERNATIVES) {
            return Interval.ANY;
        }
        Interval all = interpolated(x, terms(at, 0), m);
        for (int a = 1; a < n; a++) {
            all = all.hull(interpolated(x, terms(at, a), m));
        }
        return outside == SampledAxis.Outside.MAYBE ? all.hull(extrapolation) : all;
    }

    private Interval interpolated(Reals x, Terms terms, Arithmetic m) {
        if (terms.isElement() && !interpolating) {
            return x.at(terms.index[0]);
        }
        Sum sum = new Sum(m);
        double largest = 0;
        for (int j = 0; j < terms.index.length; j++) {
            Interval v = x.at(terms.index[j]);
            largest = Math.max(largest, v.magnitude());
            sum.addProduct(v, terms.weight[j]);
        }
        Interval total = sum.total(m, 3 * axes.length);
        // Even exact weights may be combined as x₀ + f·(x₁ − x₀), or split over a corner that is read twice.
        return m.widen(total.lo(), total.hi(), total.nan(), 4, 2 * axes.length * m.epsilon() * largest);
    }

    /// NaN, infinite, or so large that cubic weights, which exceed 1, may overflow on the way.
    private static boolean isSpecial(Interval v, Arithmetic m) {
        return v.nan() || v.magnitude() > m.max() / 16;
    }

    private static boolean holdsSpecial(Reals x, Arithmetic m) {
        for (int i = 0; i < x.lo().length; i++) {
            if (isSpecial(x.at(i), m)) {
                return true;
            }
        }
        return false;
    }

    /// Whether an element that may be read, be it with weight 0, is special.
    private boolean nearSpecial(Reals x, int[] at, int axis, int offset, Arithmetic m) {
        if (axis == axes.length) {
            return isSpecial(x.at(offset), m);
        }
        int from = Integer.MAX_VALUE;
        int to = 0;
        for (Sample s : axes[axis].samples()[at[axis]]) {
            for (int i : s.index()) {
                from = Math.min(from, i);
                to = Math.max(to, i);
            }
        }
        int last = (int) in.dim(axis) - 1;
        for (int i = Math.max(0, from - axes[axis].reach()); i <= Math.min(last, to + axes[axis].reach()); i++) {
            if (nearSpecial(x, at, axis + 1, offset + i * strides[axis], m)) {
                return true;
            }
        }
        return false;
    }

    /// Integers are known when one element is read exactly; ONNX does not say how an interpolated value is rounded.
    private Optional<Long> whole(Integers x, int[] at, Interval extrapolation, Call call) {
        SampledAxis.Outside outside = outside(at);
        Optional<Long> filled = fill(x.dtype(), extrapolation);
        if (outside == SampledAxis.Outside.YES) {
            return filled;
        }
        int n = alternatives(at);
        if (n > MOST_ALTERNATIVES) {
            return Optional.empty();
        }
        Optional<Long> value = Optional.empty();
        for (int a = 0; a < n; a++) {
            Terms t = terms(at, a);
            Optional<Long> v = t.isElement() ? x.at(t.index[0]) : uniform(x, t);
            if (v.isEmpty() || a > 0 && !v.equals(value)) {
                return Optional.empty();
            }
            value = v;
        }
        return outside == SampledAxis.Outside.NO || filled.equals(value) ? value : Optional.empty();
    }

    /// The weighted sum, when it is an integer under exact weights.
    private static Optional<Long> uniform(Integers x, Terms terms) {
        Sum sum = new Sum();
        for (int j = 0; j < terms.index.length; j++) {
            Optional<Long> v = x.at(terms.index[j]);
            if (v.isEmpty() || Math.abs(v.get()) >= 1 << 20) {
                return Optional.empty();
            }
            sum.addProduct(Interval.of(v.get()), terms.weight[j]);
        }
        Interval total = sum.total(Coordinates.ARITHMETIC, 1);
        return total.isPoint() && total.lo() == Math.rint(total.lo()) ? Optional.of((long) total.lo())
            : Optional.empty();
    }

    private static Optional<Long> fill(DType dtype, Interval value) {
        boolean whole = value.isPoint() && value.lo() == Math.rint(value.lo()) && Math.abs(value.lo()) < 1L << 52;
        return whole ? Optional.of((long) value.lo()) : Optional.empty();
    }
}
