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
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Types;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.rule.Expr;

/// ONNX operator AffineGrid (20): positions spread evenly over [−1, 1] along each axis, mapped by an affine matrix.
final class AffineGrids {
    private AffineGrids() {
    }

    static List<Operator> all() {
        return List.of(Operator.of("AffineGrid", 20, AffineGrids::affineGrid, AffineGrids::partial).weighing(0.5)
            .silentOn("align_corners on an axis of one element"));
    }

    private static List<Enclosure> affineGrid(Call call) {
        Reals theta = call.reals(0);
        long[] size = Moves.list(call, 1, "size");
        int axes = size.length - 2;
        Call.require(axes == 2 || axes == 3, "size has " + size.length + " values");
        Call.require(theta.shape().equals(Shape.of(size[0], axes, axes + 1)), "theta has shape " + theta.shape());
        long[] dims = new long[axes + 2];
        dims[0] = size[0];
        dims[axes + 1] = axes;
        for (int i = 0; i < axes; i++) {
            Call.require(size[i + 2] >= 0 && size[i + 2] < 1 << 16, "size holds " + size[i + 2]);
            dims[i + 1] = size[i + 2];
        }
        Shape out = Shape.of(dims);
        Arithmetic m = call.arithmetic(theta.dtype());
        boolean corners = call.flag("align_corners", false);
        return List.of(Reals.of(theta.dtype(), out, i -> {
            int row = i % axes;
            int rest = i / axes;
            Sum sum = new Sum(m);
            int base = (i / (out.size() / (int) size[0]) * axes + row) * (axes + 1);
            sum.add(theta.at(base + axes));
            // The matrix takes the innermost axis first.
            for (int a = 0; a < axes; a++) {
                int length = (int) size[axes + 1 - a];
                Interval at = position(rest % length, length, corners, m);
                rest /= length;
                sum.addProduct(theta.at(base + a), at);
            }
            return sum.total(m, 1);
        }));
    }

    /// The place of element `i` of `length` in [−1, 1]: the borders are centres of elements or their outer edges.
    private static Interval position(int i, int length, boolean corners, Arithmetic m) {
        if (corners && length == 1) {
            return Interval.of(-1, 1);
        }
        Interval n = Interval.of(corners ? length - 1 : length);
        Interval steps = Interval.of(corners ? 2 * i : 2 * i + 1);
        Interval whole = m.sub(m.div(steps, n), Interval.ONE);
        Interval stepwise = m.sub(m.mul(steps, m.div(Interval.ONE, n)), Interval.ONE);
        // Libraries also shrink [−1, 1] with (n−1)/n and walk it in steps.
        return m.widen(Math.min(whole.lo(), stepwise.lo()), Math.max(whole.hi(), stepwise.hi()), false, 0,
            3 * m.epsilon());
    }

    private static PartialOperator partial(Rng rng, Wish wish) {
        DType t = wish.type(rng, Types.REAL);
        var b = PartialOperator.builder("AffineGrid");
        int axes = rng.pick(2, 2, 3);
        List<Expr> size = new ArrayList<>();
        size.add(b.dim("n", 1, 4));
        size.add(b.value("c", 1, 4));
        List<Expr> out = new ArrayList<>(List.of(size.get(0)));
        for (int i = 0; i < axes; i++) {
            size.add(b.dim("d" + i, 2, axes == 2 ? 12 : 6));
            out.add(size.get(i + 2));
        }
        out.add(Expr.of(axes));
        if (rng.chance(0.6)) {
            b.set("align_corners", rng.below(2));
        }
        return b.in(t, List.of(size.get(0), Expr.of(axes), Expr.of(axes + 1))).elements(DType.INT64, size).out(t, out)
            .build();
    }
}
