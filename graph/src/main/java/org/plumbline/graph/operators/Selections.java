package org.plumbline.graph.operators;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Enclosure.Integers;
import org.plumbline.graph.bound.Enclosure.Reals;
import org.plumbline.graph.bound.Interval;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Types;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.rule.Expr;

/// ONNX operator TopK: equal values come in the order of their indices.
final class Selections {
    /// Every number but bfloat16.
    private static final List<DType> TYPES =
        Types.NUMERIC.stream().filter(t -> t != DType.BFLOAT16).toList();

    private Selections() {
    }

    static List<Operator> all() {
        return List.of(Operator.of("TopK", 11, Selections::topK, Selections::partial)
            .silentOn("the place of NaN; the order of unsorted results"));
    }

    private static List<Enclosure> topK(Call call) {
        Enclosure x = call.in(0);
        Shape shape = call.shape(0);
        int axis = Call.axis(call.integer("axis", -1), shape.rank());
        long[] k = Moves.list(call, 1, "k");
        Call.require(k.length == 1 && k[0] >= 0 && k[0] <= shape.dim(axis),
            "K " + Arrays.toString(k) + " is not one number in [0, " + shape.dim(axis) + "]");
        Lanes from = Lanes.along(shape, axis, true);
        Shape out = shape.with(axis, k[0]);
        Lanes to = Lanes.along(out, axis, true);
        boolean largest = call.flag("largest", true);
        boolean sorted = call.flag("sorted", true);
        Extremum order = Extremum.of(x);
        Enclosure values = switch (x) {
            case Reals r -> reals(r, from, to, out, largest, sorted);
            case Integers n -> integers(n, from, to, out, largest, sorted);
            case Enclosure.Carried _,Enclosure.Unknown _ -> throw Call.broken("no numbers in " + x.dtype());
        };
        return List.of(values, indices(order, from, to, out, largest, sorted));
    }

    /// The k-th largest value lies between the k-th largest lower and the k-th largest upper end. Beside a NaN, which
    /// nothing orders, and unsorted, every element may stand everywhere.
    private static Reals reals(Reals x, Lanes from, Lanes to, Shape out, boolean largest, boolean sorted) {
        Canvas canvas = new Canvas(x.dtype(), out);
        int n = from.length();
        int k = to.length();
        for (int l = 0; l < to.count(); l++) {
            double[] lo = new double[n];
            double[] hi = new double[n];
            boolean nan = false;
            for (int r = 0; r < n; r++) {
                int at = from.base()[l] + from.inner()[r];
                lo[r] = x.lo()[at];
                hi[r] = x.hi()[at];
                nan |= x.nan()[at];
            }
            Interval all = hull(lo, hi, nan);
            Arrays.sort(lo);
            Arrays.sort(hi);
            for (int r = 0; r < k; r++) {
                int first = largest ? n - 1 : 0;
                int step = largest ? -1 : 1;
                int last = first + step * (k - 1);
                Interval value = nan ? all : sorted ? Interval.of(lo[first + step * r], hi[first + step * r])
                    : Interval.of(lo[Math.min(first, last)], hi[Math.max(first, last)]);
                canvas.set(to.base()[l] + to.inner()[r], value);
            }
        }
        return canvas.done();
    }

    private static Interval hull(double[] lo, double[] hi, boolean nan) {
        return new Interval(Arrays.stream(lo).min().orElse(Double.POSITIVE_INFINITY),
            Arrays.stream(hi).max().orElse(Double.NEGATIVE_INFINITY), nan);
    }

    private static Integers integers(Integers x, Lanes from, Lanes to, Shape out, boolean largest, boolean sorted) {
        long[] value = new long[out.size()];
        boolean[] unknown = new boolean[value.length];
        for (int l = 0; l < to.count(); l++) {
            int base = from.base()[l];
            List<Long> lane = new ArrayList<>();
            boolean known = true;
            for (int r : from.inner()) {
                known &= !x.unknown()[base + r];
                lane.add(x.value()[base + r]);
            }
            lane.sort((a, b) -> largest ? LaneWhole.compare(x.dtype(), b, a) : LaneWhole.compare(x.dtype(), a, b));
            known &= sorted || to.length() == 0 || lane.get(0).equals(lane.get(to.length() - 1));
            for (int r = 0; r < to.length(); r++) {
                value[to.base()[l] + to.inner()[r]] = lane.get(r);
                unknown[to.base()[l] + to.inner()[r]] = !known;
            }
        }
        return new Integers(x.dtype(), out, value, unknown);
    }

    private static Integers indices(Extremum order, Lanes from, Lanes to, Shape out, boolean largest, boolean sorted) {
        long[] value = new long[out.size()];
        boolean[] unknown = new boolean[value.length];
        Arrays.fill(unknown, true);
        for (int l = 0; l < to.count() && sorted; l++) {
            int base = from.base()[l];
            for (int r = 0; r < from.length(); r++) {
                Optional<Integer> place = place(order, base, from.inner(), r, largest);
                if (place.isPresent() && place.get() < to.length()) {
                    int at = to.base()[l] + to.inner()[place.get()];
                    value[at] = r;
                    unknown[at] = false;
                }
            }
        }
        return new Integers(DType.INT64, out, value, unknown);
    }

    /// Where in the sorted lane element `r` certainly stands.
    private static Optional<Integer> place(Extremum order, int base, int[] inner, int r, boolean largest) {
        int before = 0;
        for (int s = 0; s < inner.length; s++) {
            if (order.unordered(base + inner[s])) {
                return Optional.empty();
            }
            if (order.before(base + inner[s], base + inner[r], largest, false)) {
                before++;
            } else if (s != r && !order.before(base + inner[r], base + inner[s], largest, false)) {
                return Optional.empty();
            }
        }
        return Optional.of(before);
    }

    private static PartialOperator partial(Rng rng, Wish wish) {
        DType t = wish.type(rng, TYPES);
        var b = PartialOperator.builder("TopK");
        int rank = wish.rank(rng, 1, 4);
        int axis = rng.chance(0.5) ? rank - 1 : rng.below(rank);
        List<Expr> x = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            x.add(b.dim("x" + i, i == axis ? 1 : 0, 64));
        }
        Expr k = switch (rng.below(6)) {
            case 0 -> Expr.of(1);
            case 1 -> x.get(axis);
            default -> b.value("k", 1, 8);
        };
        b.require(k.le(x.get(axis)));
        b.in(t, x).elements(DType.INT64, List.of(k));
        if (axis != rank - 1 || rng.chance(0.5)) {
            b.set("axis", rng.chance(0.3) ? axis - rank : axis);
        }
        if (rng.chance(0.5)) {
            b.set("largest", rng.below(2));
        }
        if (rng.chance(0.3)) {
            b.set("sorted", rng.chance(0.9) ? 1 : 0);
        }
        List<Expr> out = new ArrayList<>(x);
        out.set(axis, k);
        return b.out(t, out).out(DType.INT64, out).build();
    }
}
