package org.plumbline.graph.operators;

import java.util.List;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.bound.Arithmetic;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Enclosure.Integers;
import org.plumbline.graph.bound.Enclosure.Reals;
import org.plumbline.graph.bound.Sum;
import org.plumbline.graph.bound.WholeSum;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.rule.Expr;

/// ONNX operator CumSum.
final class Scans {
    private static final List<DType> TYPES =
        List.of(DType.FLOAT, DType.INT64, DType.INT32, DType.DOUBLE, DType.UINT32, DType.UINT64);
    private static final List<DType> TYPES_14 = List.of(DType.FLOAT, DType.INT64, DType.INT32, DType.DOUBLE,
        DType.FLOAT16, DType.UINT32, DType.UINT64, DType.BFLOAT16);

    private Scans() {
    }

    static List<Operator> all() {
        return List.of(Operator.of("CumSum", 11, Scans::cumSum, Scans::partial).silentOn("integer overflow"));
    }

    private static List<Enclosure> cumSum(Call call) {
        Enclosure x = call.in(0);
        Shape shape = call.shape(0);
        long[] axis = call.exact(1);
        Call.require(axis.length == 1, "axis has " + axis.length + " elements, not 1");
        Lanes lanes = Lanes.along(shape, axis[0], true);
        boolean exclusive = call.flag("exclusive", false);
        int[] order = call.flag("reverse", false) ? reversed(lanes.inner()) : lanes.inner();
        return List.of(switch (x) {
            case Reals r -> reals(call.arithmetic(r.dtype()), r, lanes, order, exclusive);
            case Integers n -> integers(n, lanes, order, exclusive);
            case Enclosure.Carried _,Enclosure.Unknown _ -> throw Call.broken("no numbers in " + x.dtype());
        });
    }

    private static Reals reals(Arithmetic m, Reals x, Lanes lanes, int[] order, boolean exclusive) {
        Canvas out = new Canvas(x.dtype(), x.shape());
        for (int base : lanes.base()) {
            Sum sum = new Sum();
            for (int i : order) {
                if (exclusive) {
                    out.set(base + i, sum.total(m, 0));
                }
                sum.add(x.at(base + i));
                if (!exclusive) {
                    out.set(base + i, sum.total(m, 0));
                }
            }
        }
        return out.done();
    }

    private static Integers integers(Integers x, Lanes lanes, int[] order, boolean exclusive) {
        long[] value = new long[x.value().length];
        boolean[] unknown = new boolean[value.length];
        for (int base : lanes.base()) {
            WholeSum sum = new WholeSum(x.dtype());
            for (int i : order) {
                var before = sum.total();
                if (x.unknown()[base + i]) {
                    sum.addUnknown();
                }
                sum.add(x.value()[base + i]);
                var total = exclusive ? before : sum.total();
                unknown[base + i] = total.isEmpty();
                value[base + i] = total.orElse(0L);
            }
        }
        return new Integers(x.dtype(), x.shape(), value, unknown);
    }

    private static int[] reversed(int[] order) {
        int[] back = new int[order.length];
        for (int i = 0; i < back.length; i++) {
            back[i] = order[order.length - 1 - i];
        }
        return back;
    }

    private static PartialOperator partial(Rng rng, Wish wish) {
        DType t = wish.type(rng, wish.opset() >= 14 ? TYPES_14 : TYPES);
        var b = PartialOperator.builder("CumSum");
        int rank = wish.rank(rng, 1, 5);
        List<Expr> x = b.dims("x", rank);
        b.in(t, x).element(rng.chance(0.5) ? DType.INT64 : DType.INT32, Expr.of(rng.between(-rank, rank - 1)));
        if (rng.chance(0.5)) {
            b.set("exclusive", rng.below(2));
        }
        if (rng.chance(0.5)) {
            b.set("reverse", rng.below(2));
        }
        return b.out(t, x).build();
    }
}
