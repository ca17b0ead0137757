package org.plumbline.graph.operators;

import java.util.List;
import java.util.Optional;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.bound.Accumulation;
import org.plumbline.graph.bound.Arithmetic;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Enclosure.Integers;
import org.plumbline.graph.bound.Enclosure.Reals;
import org.plumbline.graph.bound.Interval;
import org.plumbline.graph.bound.Sum;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Types;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.rule.Expr;

/// Operators of any number of broadcast operands: ONNX operators Max, Min, Sum and Mean.
final class Variadic {
    private static final Typing NUMERIC = Typing.of(Types.NUMERIC);
    private static final Typing REAL = Typing.of(Types.REAL);

    private Variadic() {
    }

    static List<Operator> all() {
        return List.of(
            Operator.of("Max", 13, call -> extreme(call, 1), (rng, wish) -> partial("Max", rng, wish, NUMERIC))
                .silentOn("what NaN among the operands gives"),
            Operator.of("Min", 13, call -> extreme(call, -1), (rng, wish) -> partial("Min", rng, wish, NUMERIC))
                .silentOn("what NaN among the operands gives"),
            Operator.of("Sum", 8, call -> sum(call, false), (rng, wish) -> partial("Sum", rng, wish, REAL)),
            Operator.of("Mean", 8, call -> sum(call, true), (rng, wish) -> partial("Mean", rng, wish, REAL)));
    }

    /// The operands with, for each element of the output, the indices of theirs.
    private record Operands(Shape out, List<Enclosure> inputs, int[][] index) {
        static Operands of(Call call, Typing types) {
            Call.require(!call.inputs().isEmpty(), "takes at least one input");
            DType t = types.of(call, 0);
            int n = call.inputs().size();
            Shape out = Broadcast.shape(call);
            int[][] index = new int[n][];
            for (int i = 0; i < n; i++) {
                Call.require(call.dtype(i) == t, "inputs are " + t + " and " + call.dtype(i));
                index[i] = Broadcast.index(call, i, out);
            }
            return new Operands(out, call.inputs().stream().map(Optional::orElseThrow).toList(), index);
        }

        Interval real(int input, int element) {
            return ((Reals) inputs.get(input)).at(index[input][element]);
        }

        Optional<Long> integer(int input, int element) {
            return ((Integers) inputs.get(input)).at(index[input][element]);
        }
    }

    private static List<Enclosure> extreme(Call call, int sign) {
        Operands o = Operands.of(call, NUMERIC);
        DType t = call.dtype(0);
        if (t.isReal()) {
            Arithmetic m = call.arithmetic(t);
            return List.of(Reals.of(t, o.out(), i -> extreme(m, o, i, sign)));
        }
        return List.of(Integers.of(t, o.out(), i -> {
            Optional<Long> best = o.integer(0, i);
            for (int k = 1; k < o.index().length && best.isPresent(); k++) {
                Optional<Long> other = o.integer(k, i);
                long held = best.get();
                best = other.map(v -> Whole.compare(t, v, held) * sign > 0 ? v : held);
            }
            return best;
        }));
    }

    /// With a NaN among the operands the result may be NaN or any operand: which, depends on the order and the sense
    /// of the comparisons.
    private static Interval extreme(Arithmetic m, Operands o, int i, int sign) {
        Interval best = o.real(0, i);
        Interval hull = best;
        for (int k = 1; k < o.index().length; k++) {
            Interval other = o.real(k, i);
            best = sign > 0 ? m.max(best, other) : m.min(best, other);
            hull = hull.hull(other);
        }
        return hull.nan() ? hull : best;
    }

    private static List<Enclosure> sum(Call call, boolean mean) {
        Operands o = Operands.of(call, REAL);
        DType t = call.dtype(0);
        Arithmetic m = call.arithmetic(t);
        int n = o.index().length;
        return List.of(Reals.of(t, o.out(), i -> {
            if (n == 1) {
                return o.real(0, i);
            }
            Sum sum = new Sum();
            for (int k = 0; k < n; k++) {
                sum.add(o.real(k, i));
            }
            return mean ? mean(m, joined(m, sum.total(m, 1), o, i), n) : joined(m, sum.total(m, 0), o, i);
        }).accumulated(open(o) == 0 ? 0 : open(o) + n));
    }

    private static int open(Operands o) {
        int terms = 0;
        for (Enclosure e : o.inputs()) {
            terms += ((Reals) e).terms();
        }
        return terms;
    }

    /// Each operand may join the sum that gave another.
    private static Interval joined(Arithmetic m, Interval total, Operands o, int element) {
        Interval widened = total;
        for (int k = 0; k < o.index().length; k++) {
            int terms = ((Reals) o.inputs().get(k)).terms();
            for (int j = 0; j < o.index().length && terms > 0; j++) {
                widened = j == k ? widened
                    : Accumulation.joined(m, widened, o.real(k, element), o.real(j, element), terms);
            }
        }
        return widened;
    }

    /// Divided by the count, or multiplied by its rounded reciprocal, which is exact for powers of two.
    private static Interval mean(Arithmetic m, Interval total, int n) {
        Interval mean = m.div(total, Interval.of(n));
        return Integer.bitCount(n) == 1 || mean.isEmpty() ? mean : m.widen(mean.lo(), mean.hi(), mean.nan(), 1, 0);
    }

    private static PartialOperator partial(String name, Rng rng, Wish wish, Typing types) {
        DType t = wish.type(rng, types.at(wish.opset()));
        var b = PartialOperator.builder(name);
        int count = rng.pick(2, 2, 2, 3, 3, 1, 4, 5);
        Broadcast.Operands shapes = count == 2 ? Broadcast.two(b, rng, wish) : Broadcast.many(b, rng, wish, count);
        for (List<Expr> dims : shapes.operands()) {
            b.in(t, dims);
        }
        return b.out(t, shapes.out()).build();
    }
}
