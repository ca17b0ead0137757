package org.plumbline.graph.operators;

import java.util.ArrayList;
import java.util.List;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.bound.Accumulation;
import org.plumbline.graph.bound.Arithmetic;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Enclosure.Reals;
import org.plumbline.graph.bound.Interval;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Domain;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Types;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.rule.Expr;

/// ONNX operator BatchNormalization in its inference form.
final class BatchNormalizations {
    private static final Typing TYPES = Typing.of(Types.REAL_NO_BF16).from(14, Types.REAL);

    private BatchNormalizations() {
    }

    static List<Operator> all() {
        return List.of(Operator.of("BatchNormalization", 9, BatchNormalizations::batch, BatchNormalizations::partial)
            .weighing(4).silentOn("folded or unfolded evaluation; training mode has no reference"));
    }

    private static List<Enclosure> batch(Call call) {
        if (call.flag("training_mode", false) || call.outputs() > 1) {
            throw Call.undetermined("training mode has no reference");
        }
        TYPES.of(call, 0);
        Reals x = call.reals(0);
        Shape shape = x.shape();
        Call.require(shape.rank() >= 1, "X has rank 0");
        int channels = shape.rank() == 1 ? 1 : (int) shape.dim(1);
        int inner = shape.rank() <= 2 ? 1 : shape.size(2, shape.rank());
        for (int i = 1; i <= 4; i++) {
            Call.require(call.shape(i).equals(Shape.of(channels)),
                "input " + i + " has shape " + call.shape(i) + ", not [" + channels + "]");
        }
        Arithmetic m = call.arithmetic(x.dtype());
        float epsilon = call.real("epsilon", 1e-5f);
        Interval[] inverse = new Interval[channels];
        for (int c = 0; c < channels; c++) {
            inverse[c] = Moments.inverse(m, call.reals(4).at(c), epsilon);
        }
        return List.of(Reals.of(x.dtype(), shape, i -> {
            int c = i / inner % channels;
            Interval mean = call.reals(3).at(c);
            Interval scale = call.reals(1).at(c);
            Interval shift = call.reals(2).at(c);
            Interval y = Moments.apply(m, m, x.at(i), mean, inverse[c], scale, shift);
            // Folded into the weights before, what it adds joins their sums: shift − mean·scale.
            double joining = shift.magnitude() + mean.magnitude() * inverse[c].magnitude() * scale.magnitude();
            return Accumulation.joined(m, y, x.at(i), Interval.of(joining), x.terms());
        }).accumulated(x.terms()));
    }

    private static PartialOperator partial(Rng rng, Wish wish) {
        DType t = wish.type(rng, TYPES.at(wish.opset()));
        var b = PartialOperator.builder("BatchNormalization");
        List<Expr> x = new ArrayList<>(b.dims("x", wish.rank(rng, 2, 5)));
        List<Expr> c = List.of(x.get(1));
        b.in(t, x).constant(t, c, Domain.ANY).constant(t, c, Domain.ANY).constant(t, c, Domain.ANY)
            .constant(t, c, Domain.POSITIVE);
        if (rng.chance(0.4)) {
            b.set("epsilon", rng.pick(1e-5f, 1e-3f, 1e-2f, 0.1f));
        }
        if (wish.opset() >= 14 && rng.chance(0.2)) {
            b.set("training_mode", 0);
        }
        if (rng.chance(0.1)) {
            b.set("momentum", 0.5f);
        }
        return b.out(t, x).build();
    }
}
