package org.plumbline.graph.operators;

import java.util.List;
import java.util.function.BiFunction;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.bound.Accuracy.Function;
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

/// Real functions of one variable, element by element: ONNX operators Exp to Atanh.
final class UnaryMath {
    private UnaryMath() {
    }

    static List<Operator> all() {
        return List.of(
            real("Exp", 13, Types.REAL, Domain.range(-8, 4), Arithmetic::exp),
            real("Log", 13, Types.REAL, Domain.POSITIVE, Arithmetic::log),
            real("Sqrt", 13, Types.REAL, Domain.NON_NEGATIVE, Arithmetic::sqrt),
            real("Sin", 7, Types.REAL_NO_BF16, Domain.ANY, Arithmetic::sin),
            real("Cos", 7, Types.REAL_NO_BF16, Domain.ANY, Arithmetic::cos),
            real("Atan", 7, Types.REAL_NO_BF16, Domain.ANY, (m, x) -> m.increasing(Function.ATAN, x, Math::atan)),
            real("Asin", 7, Types.REAL_NO_BF16, Domain.range(-1, 1),
                (m, x) -> m.increasingOn(Function.ASIN, x, -1, 1, Math::asin)),
            real("Sinh", 9, Types.REAL_NO_BF16, Domain.range(-4, 4),
                (m, x) -> m.increasing(Function.SINH, x, Math::sinh)),
            real("Tanh", 13, Types.REAL, Domain.ANY, Arithmetic::tanh),
            real("Erf", 13, Types.REAL, Domain.ANY, Arithmetic::erf),
            real("Reciprocal", 13, Types.REAL, Domain.NON_ZERO, (m, x) -> m.div(Interval.ONE, x)));
    }

    private static Operator real(String name, int since, List<DType> types, Domain domain,
        BiFunction<Arithmetic, Interval, Interval> function) {
        return Operator.of(name, since, call -> elementwise(call, function),
            (rng, wish) -> sameShape(name, rng, wish, types, domain));
    }

    /// One real input, mapped element by element.
    static List<Enclosure> elementwise(Call call, BiFunction<Arithmetic, Interval, Interval> function) {
        Reals x = call.reals(0);
        Arithmetic m = call.arithmetic(x.dtype());
        return List.of(Reals.of(x.dtype(), x.shape(), i -> function.apply(m, x.at(i))));
    }

    /// One input, one output of the same type and shape, any rank.
    static PartialOperator sameShape(String name, Rng rng, Wish wish, List<DType> types, Domain domain) {
        DType t = wish.type(rng, types);
        var b = PartialOperator.builder(name);
        List<Expr> x = b.dims("x", wish.rank(rng, 0, 5));
        return b.in(t, x, domain).out(t, x).build();
    }
}
