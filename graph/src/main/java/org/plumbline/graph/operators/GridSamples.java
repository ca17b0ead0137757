package org.plumbline.graph.operators;

import java.util.ArrayList;
import java.util.List;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.bound.Arithmetic;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Enclosure.Reals;
import org.plumbline.graph.bound.Interval;
import org.plumbline.graph.bound.Sum;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Domain;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Types;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.rule.Expr;

/// ONNX operator GridSample (16, 20, 22): reads an image or a volume at normalised coordinates, interpolating.
final class GridSamples {
    /// More ways than this to read one element leave it open.
    private static final int MOST_ALTERNATIVES = 64;

    private GridSamples() {
    }

    static List<Operator> all() {
        return List.of(Operator.of("GridSample", 16, GridSamples::sample, GridSamples::partial)
            .silentOn("the nearest element at a tie; NaN, infinite and far-away coordinates; interpolation next to NaN"
                + " or infinity; whether a border clamps the coordinate or what a cubic reads; integers; reflection on"
                + " an axis of one element"));
    }

    private enum Mode {
        NEAREST, LINEAR, CUBIC
    }

    private static Mode mode(Call call) {
        String mode = call.text("mode", call.opset() < 20 ? "bilinear" : "linear");
        return switch (mode) {
            case "nearest" -> Mode.NEAREST;
            case "bilinear", "linear" -> Mode.LINEAR;
            case "bicubic", "cubic" -> Mode.CUBIC;
            default -> throw Call.broken("mode is " + mode);
        };
    }

    private static List<Enclosure> sample(Call call) {
        Shape in = call.shape(0);
        Shape grid = call.shape(1);
        int axes = in.rank() - 2;
        Call.require(axes >= 1 && (axes == 2 || call.opset() >= 20), "X has rank " + in.rank());
        Call.require(grid.rank() == in.rank() && grid.dim(0) == in.dim(0) && grid.dim(-1) == axes,
            "grid " + grid + " does not fit X" + in);
        if (!call.dtype(0).isReal()) {
            throw Call.undetermined("sampling of " + call.dtype(0) + " is not followed");
        }
        String padding = call.text("padding_mode", "zeros");
        Call.require(List.of("zeros", "border", "reflection").contains(padding), "padding_mode is " + padding);
        long[] dims = grid.dims().clone();
        System.arraycopy(dims, 1, dims, 2, axes);
        dims[1] = in.dim(1);
        Shape out = Shape.of(dims);
        Call.require(in.size() > 0 || out.size() == 0, "an empty image is to be read");
        return List.of(new Reader(call, mode(call), padding).read(out));
    }

    /// The sampling of one call.
    private static final class Reader {
        private final Reals x;
        private final Reals grid;
        private final Mode mode;
        private final Arithmetic m;
        private final Arithmetic coarse;
        private final GridCoordinates[] axes;
        private final int[] strides;
        private final boolean open;

        Reader(Call call, Mode mode, String padding) {
            this.x = call.reals(0);
            this.grid = call.reals(1);
            this.mode = mode;
            this.m = call.arithmetic(x.dtype());
            Arithmetic given = call.arithmetic(grid.dtype());
            this.coarse = given.epsilon() > m.epsilon() ? given : m;
            boolean aligned = call.flag("align_corners", false);
            this.axes = new GridCoordinates[x.shape().rank() - 2];
            boolean single = false;
            for (int a = 0; a < axes.length; a++) {
                axes[a] = new GridCoordinates((int) x.shape().dim(a + 2), aligned, padding, coarse);
                single |= axes[a].size() == 1;
            }
            this.open = single && padding.equals("reflection") && aligned;
            this.strides = x.shape().strides();
        }

        Enclosure read(Shape out) {
            int positions = out.size(2, out.rank());
            int channels = (int) out.dim(1);
            int plane = x.shape().size(2, x.shape().rank());
            Canvas canvas = new Canvas(x.dtype(), out);
            for (int n = 0; n < out.dim(0); n++) {
                for (int p = 0; p < positions; p++) {
                    List<List<Sample>> ways = ways((n * positions + p) * axes.length);
                    for (int c = 0; c < channels; c++) {
                        int at = n * channels + c;
                        canvas.set(at * positions + p, ways.isEmpty() ? Interval.ANY : hull(ways, at * plane));
                    }
                }
            }
            return canvas.done();
        }

        /// For each axis the ways to read it at a position of the grid; none where nothing can be said.
        private List<List<Sample>> ways(int base) {
            List<List<Sample>> ways = new ArrayList<>();
            int count = 1;
            for (int a = 0; a < axes.length; a++) {
                // The grid names the innermost axis first.
                Interval at = axes[a].denormalised(grid.at(base + axes.length - 1 - a));
                if (at.nan() || open) {
                    return List.of();
                }
                double cells = at.hi() - at.lo() + 3;
                if (cells > MOST_ALTERNATIVES) {
                    return List.of();
                }
                List<Sample> own = switch (mode) {
                    case NEAREST -> axes[a].nearest(at);
                    case LINEAR -> axes[a].linear(at);
                    case CUBIC -> axes[a].cubic(at);
                };
                count *= own.size();
                ways.add(own);
                if (count > MOST_ALTERNATIVES) {
                    return List.of();
                }
            }
            return ways;
        }

        private Interval hull(List<List<Sample>> ways, int base) {
            int count = ways.stream().mapToInt(List::size).reduce(1, (a, b) -> a * b);
            Interval all = null;
            for (int k = 0; k < count; k++) {
                Sample[] chosen = new Sample[axes.length];
                int rest = k;
                for (int a = 0; a < chosen.length; a++) {
                    chosen[a] = ways.get(a).get(rest % ways.get(a).size());
                    rest /= ways.get(a).size();
                }
                Interval one = mode == Mode.NEAREST ? element(chosen, base) : interpolated(chosen, base);
                all = all == null ? one : all.hull(one);
            }
            return all;
        }

        private Interval element(Sample[] chosen, int base) {
            int index = base;
            for (int a = 0; a < chosen.length; a++) {
                int i = chosen[a].index()[0];
                if (i < 0) {
                    return Interval.ZERO;
                }
                index += i * strides[a + 2];
            }
            return x.at(index);
        }

        /// The weighted sum of all products of samples. Implementations may go axis by axis, and round at each.
        private Interval interpolated(Sample[] chosen, int base) {
            Sum sum = new Sum(m);
            double largest = add(sum, chosen, 0, base, Interval.ONE);
            if (!(largest <= m.max() / 64)) {
                return Interval.ANY;
            }
            Interval total = sum.total(m, 3 * axes.length);
            return m.widen(total.lo(), total.hi(), total.nan(), 4, 4 * axes.length * coarse.epsilon() * largest);
        }

        /// Adds what lies behind `axis`; the largest magnitude read, infinite next to NaN.
        private double add(Sum sum, Sample[] chosen, int axis, int index, Interval weight) {
            if (axis == chosen.length) {
                Interval v = x.at(index);
                boolean special = v.nan() || v.isEmpty() || !(v.magnitude() <= m.max() / 64);
                if (!special) {
                    sum.addProduct(v, weight);
                }
                return special ? Double.POSITIVE_INFINITY : v.magnitude();
            }
            double largest = 0;
            Sample s = chosen[axis];
            for (int k = 0; k < s.index().length; k++) {
                if (s.index()[k] >= 0) {
                    largest = Math.max(largest, add(sum, chosen, axis + 1, index + s.index()[k] * strides[axis + 2],
                        coarse.mul(weight, s.weight()[k])));
                }
            }
            return largest;
        }
    }

    private static PartialOperator partial(Rng rng, Wish wish) {
        DType t = wish.type(rng, wish.opset() >= 22 ? Types.REAL : Types.REAL_NO_BF16);
        boolean volume = wish.opset() >= 20 && rng.chance(0.3);
        var b = PartialOperator.builder("GridSample");
        List<Expr> x = b.dims("x", volume ? 5 : 4);
        List<Expr> at = b.dims("o", volume ? 3 : 2);
        List<Expr> grid = new ArrayList<>(List.of(x.getFirst()));
        grid.addAll(at);
        grid.add(Expr.of(at.size()));
        List<Expr> out = new ArrayList<>(x.subList(0, 2));
        out.addAll(at);
        boolean named = wish.opset() >= 20;
        if (rng.chance(0.7)) {
            // Few implementations have a cubic for volumes.
            int mode = rng.below(volume ? 2 : 3);
            b.set("mode", mode == 0 ? "nearest" : mode == 1 ? named ? "linear" : "bilinear"
                : named ? "cubic" : "bicubic");
        }
        if (rng.chance(0.7)) {
            b.set("padding_mode", rng.pick("zeros", "border", "reflection"));
        }
        if (rng.chance(0.5)) {
            b.set("align_corners", rng.below(2));
        }
        return b.in(t, x).in(t, grid, Domain.range(-1.3, 1.3)).out(t, out).build();
    }
}
