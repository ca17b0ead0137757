package org.plumbline.graph.operators;

import java.util.ArrayList;
import java.util.List;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Enclosure.Integers;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Domain;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Types;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.rule.Expr;

/// ONNX operators ArgMax and ArgMin.
final class ArgReductions {
    private ArgReductions() {
    }

    static List<Operator> all() {
        return List.of(of("ArgMax", true), of("ArgMin", false));
    }

    private static Operator of(String name, boolean largest) {
        return Operator.of(name, 13, call -> arg(call, largest), (rng, wish) -> partial(name, rng, wish))
            .silentOn("which element wins beside a NaN, and the winner of an empty axis");
    }

    private static List<Enclosure> arg(Call call, boolean largest) {
        Extremum order = Extremum.of(call.in(0));
        boolean last = call.flag("select_last_index", false);
        Lanes lanes = Lanes.along(call.shape(0), call.integer("axis", 0), call.flag("keepdims", true));
        return List.of(Integers.of(DType.INT64, lanes.shape(),
            i -> order.winner(lanes.base()[i], lanes.inner(), largest, last).map(Integer::longValue)));
    }

    private static PartialOperator partial(String name, Rng rng, Wish wish) {
        DType t = wish.inputType(rng, Types.NUMERIC);
        boolean keep = rng.chance(0.5);
        var b = PartialOperator.builder(name);
        int rank = Math.max(1, wish.rank(rng, 1, 5));
        int axis = rng.below(rank);
        List<Expr> x = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            x.add(b.dim("x" + i, i == axis ? 1 : 0, 64));
        }
        if (axis != 0 || rng.chance(0.5)) {
            b.set("axis", rng.chance(0.3) ? axis - rank : axis);
        }
        if (!keep || rng.chance(0.5)) {
            b.set("keepdims", keep ? 1 : 0);
        }
        if (rng.chance(0.4)) {
            b.set("select_last_index", rng.below(2));
        }
        boolean[] reduced = new boolean[rank];
        reduced[axis] = true;
        return b.in(t, x, Domain.ANY).out(DType.INT64, Reductions.remaining(x, reduced, keep)).build();
    }
}
