package org.plumbline.graph.bound;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;

/// All tensors that an admissible implementation may return: element by element an interval for reals, a known value
/// or none for integers and bool. Immutable by convention: arrays are not written after construction.
public sealed interface Enclosure {
    DType dtype();

    /// The shape depends on values that are not determined.
    record Unknown(DType dtype) implements Enclosure {
    }

    /// Real elements `[lo, hi]`, with NaN where `nan` is set. `terms` is how many terms the sums have that gave these
    /// elements, where a compiler may let what is added later join them (see [Accumulation]); 0 where it may not.
    record Reals(DType dtype, Shape shape, double[] lo, double[] hi, boolean[] nan, int terms) implements Enclosure {
        /// Elements that nothing joins.
        public Reals(DType dtype, Shape shape, double[] lo, double[] hi, boolean[] nan) {
            this(dtype, shape, lo, hi, nan, 0);
        }

        /// The same elements, as the sums of `count` terms that an addend may join.
        public Reals accumulated(int count) {
            return new Reals(dtype, shape, lo, hi, nan, count);
        }

        public Interval at(int i) {
            return new Interval(lo[i], hi[i], nan[i]);
        }

        private Reals picked(Shape to, int[] index, Interval fill) {
            double[] l = new double[index.length];
            double[] h = new double[index.length];
            boolean[] n = new boolean[index.length];
            for (int k = 0; k < index.length; k++) {
                int i = index[k];
                l[k] = i < 0 ? fill.lo() : lo[i];
                h[k] = i < 0 ? fill.hi() : hi[i];
                n[k] = i < 0 ? fill.nan() : nan[i];
            }
            return new Reals(dtype, to, l, h, n, terms);
        }

        /// Builds it element by element.
        public static Reals of(DType dtype, Shape shape, IntFunction<Interval> element) {
            int n = shape.size();
            double[] lo = new double[n];
            double[] hi = new double[n];
            boolean[] nan = new boolean[n];
            for (int i = 0; i < n; i++) {
                Interval x = element.apply(i);
                lo[i] = x.lo();
                hi[i] = x.hi();
                nan[i] = x.nan();
            }
            return new Reals(dtype, shape, lo, hi, nan);
        }
    }

    /// Integer or bool elements; `unknown` marks those that nothing fixes (their `value` is meaningless).
    record Integers(DType dtype, Shape shape, long[] value, boolean[] unknown) implements Enclosure {
        /// Known elements; values outside the type's range (uint64: any 64 bits) become unknown, since ONNX does not
        /// say what integer overflow gives.
        public static Integers of(DType dtype, Shape shape, IntFunction<Optional<Long>> element) {
            int n = shape.size();
            long[] value = new long[n];
            boolean[] unknown = new boolean[n];
            for (int i = 0; i < n; i++) {
                Optional<Long> x = element.apply(i);
                unknown[i] = x.isEmpty() || !fits(dtype, x.get());
                value[i] = unknown[i] ? 0 : x.get();
            }
            return new Integers(dtype, shape, value, unknown);
        }

        public static Integers of(DType dtype, Shape shape, long... values) {
            return new Integers(dtype, shape, values, new boolean[values.length]);
        }

        private Integers picked(Shape to, int[] index, Optional<Long> fill) {
            long[] v = new long[index.length];
            boolean[] u = new boolean[index.length];
            for (int k = 0; k < index.length; k++) {
                int i = index[k];
                v[k] = i < 0 ? fill.orElse(0L) : value[i];
                u[k] = i < 0 ? fill.isEmpty() : unknown[i];
            }
            return new Integers(dtype, to, v, u);
        }

        public Optional<Long> at(int i) {
            return unknown[i] ? Optional.empty() : Optional.of(value[i]);
        }

        public boolean isExact() {
            return IntStream.range(0, unknown.length).noneMatch(i -> unknown[i]);
        }

        private static boolean fits(DType dtype, long v) {
            return dtype == DType.UINT64 || v >= dtype.minValue() && v <= dtype.maxValue();
        }
    }

    /// Tensors of types that are carried, not computed with (strings, fp8, int4, complex).
    record Carried(Tensor tensor) implements Enclosure {
        @Override
        public DType dtype() {
            return tensor.dtype();
        }
    }

    /// Exactly this tensor.
    static Enclosure of(Tensor t) {
        int n = t.size();
        return switch (t.dtype().kind()) {
            case REAL -> {
                double[] lo = new double[n];
                double[] hi = new double[n];
                boolean[] nan = new boolean[n];
                for (int i = 0; i < n; i++) {
                    double v = t.getDouble(i);
                    nan[i] = Double.isNaN(v);
                    lo[i] = nan[i] ? Double.POSITIVE_INFINITY : v;
                    hi[i] = nan[i] ? Double.NEGATIVE_INFINITY : v;
                }
                yield new Reals(t.dtype(), t.shape(), lo, hi, nan);
            }
            case SIGNED, UNSIGNED, BOOLEAN -> Integers.of(t.dtype(), t.shape(), t.toLongs());
            case OPAQUE -> new Carried(t);
        };
    }

    /// The shape, unless it is unknown.
    default Optional<Shape> knownShape() {
        return switch (this) {
            case Reals r -> Optional.of(r.shape());
            case Integers n -> Optional.of(n.shape());
            case Carried(Tensor t) -> Optional.of(t.shape());
            case Unknown _ -> Optional.empty();
        };
    }

    /// The tensor of shape `to` whose element `k` is this one's element `index[k]`, or `fill`'s only element where
    /// `index[k]` is −1. Transposes, slices, gathers, pads and their like are all this. Not for [Carried].
    default Enclosure pick(Shape to, int[] index, Optional<Enclosure> fill) {
        return switch (this) {
            case Reals r -> r.picked(to, index, fill.map(e -> ((Reals) e).at(0)).orElse(Interval.ZERO));
            case Integers n -> n.picked(to, index, fill.map(e -> ((Integers) e).at(0)).orElse(Optional.of(0L)));
            case Carried _,Unknown _ -> throw new IllegalStateException("no elements to pick from in " + this);
        };
    }

    default Enclosure pick(Shape to, int[] index) {
        return pick(to, index, Optional.empty());
    }

    /// The same elements under another shape of the same size.
    default Enclosure reshape(Shape to) {
        return switch (this) {
            case Reals r -> new Reals(r.dtype, to, r.lo, r.hi, r.nan, r.terms);
            case Integers n -> new Integers(n.dtype, to, n.value, n.unknown);
            case Carried(Tensor t) -> new Carried(t.reshape(to));
            case Unknown u -> u;
        };
    }

    /// An enclosure that says nothing about the values of a tensor of known shape.
    static Enclosure anything(DType dtype, Shape shape) {
        if (dtype.isReal()) {
            return Reals.of(dtype, shape, _ -> Interval.ANY);
        }
        boolean[] unknown = new boolean[shape.size()];
        Arrays.fill(unknown, true);
        return dtype.kind() == DType.Kind.OPAQUE ? new Unknown(dtype)
            : new Integers(dtype, shape, new long[unknown.length], unknown);
    }
}
