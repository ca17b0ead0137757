package org.plumbline.graph.operators;

import java.util.List;
import java.util.Optional;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Enclosure.Integers;
import org.plumbline.graph.bound.Interval;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Domain;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Types;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.rule.Expr;

/// ONNX operator Dropout outside training: a copy, and a mask that is true everywhere.
final class Dropping {
    private Dropping() {
    }

    static List<Operator> all() {
        return List.of(Operator.of("Dropout", 13, Dropping::dropout, Dropping::partial)
            .silentOn("what training drops, which is random"));
    }

    private static List<Enclosure> dropout(Call call) {
        Enclosure data = call.reals(0);
        boolean trains = call.has(2) && trains(call.integers(2));
        Call.require(!call.has(1) || call.shape(1).rank() == 0, "ratio is no scalar");
        Interval ratio = call.scalar(1, Interval.of(0.5));
        Call.require(!ratio.isEmpty() && ratio.hi() >= 0 && ratio.lo() < 1, "ratio is outside [0, 1)");
        if (trains && !(ratio.isPoint() && ratio.lo() == 0)) {
            throw Call.undetermined("training drops at random");
        }
        return List.of(data, Integers.of(DType.BOOL, call.shape(0), _ -> Optional.of(1L)));
    }

    private static boolean trains(Integers mode) {
        Call.require(mode.shape().rank() == 0, "training_mode is no scalar");
        return mode.at(0).orElseThrow(() -> Call.undetermined("training_mode")) != 0;
    }

    private static PartialOperator partial(Rng rng, Wish wish) {
        DType t = wish.type(rng, Types.REAL);
        var b = PartialOperator.builder("Dropout");
        List<Expr> x = b.dims("x", wish.rank(rng, 0, 5));
        b.in(t, x);
        boolean mode = rng.chance(0.3);
        if (rng.chance(0.5)) {
            b.constant(rng.pick(DType.FLOAT, DType.FLOAT, DType.DOUBLE, DType.FLOAT16), List.of(),
                Domain.range(0.125, 0.875));
        } else if (mode) {
            b.absent();
        }
        if (mode) {
            b.element(DType.BOOL, Expr.of(0));
        }
        if (rng.chance(0.2)) {
            b.set("seed", rng.between(0, 100));
        }
        b.out(t, x);
        return (rng.chance(0.4) ? b.out(DType.BOOL, x) : b).build();
    }
}
