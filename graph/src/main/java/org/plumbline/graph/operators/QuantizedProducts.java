package org.plumbline.graph.operators;

import java.util.List;
import java.util.Optional;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.bound.Arithmetic;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Enclosure.Integers;
import org.plumbline.graph.bound.Interval;
import org.plumbline.graph.bound.WholeSum;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Domain;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.rule.Expr;

/// ONNX operators MatMulInteger and QLinearMatMul: products of 8-bit matrices less their zero points.
final class QuantizedProducts {
    private static final List<DType> BYTES = List.of(DType.UINT8, DType.INT8);

    private QuantizedProducts() {
    }

    static List<Operator> all() {
        return List.of(
            Operator.of("MatMulInteger", 10, QuantizedProducts::matMulInteger, QuantizedProducts::integerPartial),
            Operator.of("QLinearMatMul", 10, QuantizedProducts::qLinear, QuantizedProducts::qLinearPartial)
                .silentOn("results so near a half that the scales' rounding decides; scales that are not positive"));
    }

    private static List<Enclosure> matMulInteger(Call call) {
        var plan = MatrixProducts.Plan.of(call.shape(0), call.shape(1));
        int[] za = point(call, 2, call.shape(0), true);
        int[] zb = point(call, 3, call.shape(1), false);
        return List.of(Integers.of(DType.INT32, plan.shape(), i -> dot(call, plan, i, 0, 1, 2, 3, za, zb)));
    }

    /// For each element of the operand the index of its zero point: one for all, one per row of A or column of B, or
    /// (of the operand's rank) one per row of each matrix, column of each matrix.
    private static int[] point(Call call, int input, Shape operand, boolean left) {
        if (!call.has(input)) {
            return new int[operand.size()];
        }
        Shape z = call.shape(input);
        if (z.size() == 1) {
            return new int[operand.size()];
        }
        long per = operand.dim(left ? operand.rank() == 1 ? 0 : -2 : -1);
        boolean line = z.rank() == 1 && z.dim(0) == per && operand.rank() > 1;
        Shape whole = operand.rank() > 1 ? operand.with(operand.rank() - (left ? 1 : 2), 1) : operand;
        Call.require(line || z.equals(whole), "zero point " + z + " does not fit the operand " + operand);
        return (line && left ? Shape.of(per, 1) : z).broadcastIndex(operand);
    }

    private static Optional<Long> dot(Call call, MatrixProducts.Plan plan, int i, int a, int b, int zeroA, int zeroB,
        int[] za, int[] zb) {
        WholeSum sum = new WholeSum(DType.INT32);
        for (int j = 0; j < plan.k(); j++) {
            int l = plan.left()[i] + j * plan.leftStep();
            int r = plan.right()[i] + j * plan.rightStep();
            Optional<Long> x = less(call, a, l, zeroA, za[l]);
            Optional<Long> y = less(call, b, r, zeroB, zb[r]);
            if (x.isEmpty() || y.isEmpty()) {
                return Optional.empty();
            }
            sum.addProduct(x.get(), y.get());
        }
        return sum.total();
    }

    private static Optional<Long> less(Call call, int input, int at, int zero, int zeroAt) {
        Optional<Long> z = call.has(zero) ? call.integers(zero).at(zeroAt) : Optional.of(0L);
        return call.integers(input).at(at).flatMap(v -> z.map(w -> v - w));
    }

    /// saturate(round((a − za)·(b − zb) · sa·sb/sy) + zy), rounding half to even.
    private static List<Enclosure> qLinear(Call call) {
        var plan = MatrixProducts.Plan.of(call.shape(0), call.shape(3));
        int[] za = point(call, 2, call.shape(0), true);
        int[] zb = point(call, 5, call.shape(3), false);
        int[] sa = point(call, 1, call.shape(0), true);
        int[] sb = point(call, 4, call.shape(3), false);
        Call.require(call.shape(6).size() == 1 && call.shape(7).size() == 1, "y_scale and y_zero_point are not scalar");
        DType out = call.dtype(7);
        Arithmetic m = call.arithmetic(call.dtype(1));
        Interval sy = call.reals(6).at(0);
        Optional<Long> zy = call.integers(7).at(0);
        return List.of(Integers.of(out, plan.shape(), i -> {
            Optional<Long> sum = dot(call, plan, i, 0, 3, 2, 5, za, zb);
            if (sum.isEmpty() || zy.isEmpty() || plan.k() == 0) {
                return plan.k() == 0 ? zy : Optional.empty();
            }
            Interval left = call.reals(1).at(sa[plan.left()[i]]);
            Interval right = call.reals(4).at(sb[plan.right()[i]]);
            Interval multiplier = m.div(m.mul(left, right), sy);
            if (!usable(left) || !usable(right) || !usable(sy) || !usable(multiplier)) {
                return Optional.empty();
            }
            if (sum.get() == 0) {
                return zy;
            }
            Interval scaled = m.div(m.mul(m.mul(Interval.of(sum.get()), left), right), sy);
            return quantised(m.widen(scaled.lo(), scaled.hi(), scaled.nan(), 2, 0), zy.get(), out);
        }));
    }

    /// A scale is a positive finite number.
    private static boolean usable(Interval scale) {
        return scale.lo() > 0 && !scale.nan() && scale.hi() < Double.POSITIVE_INFINITY;
    }

    private static Optional<Long> quantised(Interval y, long zero, DType out) {
        if (y.nan() || y.isEmpty()) {
            return Optional.empty();
        }
        double lo = Math.clamp(Math.rint(y.lo()) + zero, (double) out.minValue(), (double) out.maxValue());
        double hi = Math.clamp(Math.rint(y.hi()) + zero, (double) out.minValue(), (double) out.maxValue());
        return lo == hi ? Optional.of((long) lo) : Optional.empty();
    }

    private static PartialOperator integerPartial(Rng rng, Wish wish) {
        DType ta = wish.inputType(rng, BYTES);
        DType tb = rng.pick(BYTES);
        var b = PartialOperator.builder("MatMulInteger");
        var o = MatrixProducts.operands(b, rng, wish);
        b.in(ta, o.left()).constant(tb, o.right(), Domain.ANY);
        int points = rng.below(3);
        if (points > 0) {
            b.constant(ta, List.of(), Domain.ANY);
        }
        if (points > 1) {
            boolean columns = o.right().size() == 2 && rng.chance(0.4);
            b.constant(tb, columns ? List.of(o.right().get(1)) : List.of(), Domain.ANY);
        }
        return b.out(DType.INT32, o.out()).build();
    }

    private static PartialOperator qLinearPartial(Rng rng, Wish wish) {
        DType ta = wish.type(rng, BYTES);
        DType tb = ta == DType.INT8 ? DType.INT8 : rng.pick(BYTES);
        var b = PartialOperator.builder("QLinearMatMul");
        var o = MatrixProducts.operands(b, rng, wish);
        Domain scale = Domain.range(0x1p-6, 0.5);
        List<Expr> none = List.of();
        List<Expr> per = o.right().size() == 2 && rng.chance(0.4) ? List.of(o.right().get(1)) : none;
        b.in(ta, o.left()).constant(DType.FLOAT, none, scale).constant(ta, none, Domain.ANY);
        b.constant(tb, o.right(), Domain.ANY).constant(DType.FLOAT, per, scale).constant(tb, per, Domain.ANY);
        b.constant(DType.FLOAT, none, scale).constant(ta, none, Domain.ANY);
        return b.out(ta, o.out()).build();
    }
}
