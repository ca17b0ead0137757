package org.plumbline.graph.operators;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Enclosure.Integers;
import org.plumbline.graph.bound.Enclosure.Reals;
import org.plumbline.graph.bound.Interval;
import org.plumbline.graph.onnx.StringTensors;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Domain;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Types;
import org.plumbline.graph.operator.Wish;

/// Operators whose result is bool: ONNX operators And, Or, Xor, Equal, Greater, Less, GreaterOrEqual and LessOrEqual.
final class Logic {
    private static final Typing NUMERIC = Typing.of(Types.NUMERIC);
    private static final Typing ORDER = Typing.of(Types.NUMERIC.stream().filter(t -> t != DType.BFLOAT16).toList())
        .from(16, Types.NUMERIC);
    private static final Typing EQUAL = Typing.of(Types.ALL);
    /// Texts are compared, not drawn.
    private static final Typing EQUAL_OR_TEXT = EQUAL.from(19, Stream.concat(Types.ALL.stream(), Stream.of(
        DType.STRING)).toList());
    private static final Typing BOOL = Typing.of(List.of(DType.BOOL));

    private Logic() {
    }

    /// What two elements of which one or both may be unknown give.
    @FunctionalInterface
    private interface Truth {
        Optional<Boolean> of(Optional<Long> a, Optional<Long> b);
    }

    /// A comparison: `less`, `equal` and `greater` say what it gives in each case; with NaN it is false (IEEE 754).
    private record Comparison(boolean less, boolean equal, boolean greater) {
        boolean of(int order) {
            return order < 0 ? less : order == 0 ? equal : greater;
        }

        Optional<Boolean> of(Interval a, Interval b) {
            if (a.isEmpty() || b.isEmpty()) {
                return Optional.of(false);
            }
            boolean mayLess = a.lo() < b.hi();
            boolean mayGreater = a.hi() > b.lo();
            boolean mayEqual = a.lo() <= b.hi() && b.lo() <= a.hi();
            boolean mayTrue = mayLess && less || mayEqual && equal || mayGreater && greater;
            boolean mayFalse = mayLess && !less || mayEqual && !equal || mayGreater && !greater || a.nan() || b.nan();
            return mayTrue && mayFalse ? Optional.empty() : Optional.of(mayTrue);
        }
    }

    static List<Operator> all() {
        return List.of(
            logical("And", (a, b) -> known(a, 0) || known(b, 0) ? Optional.of(false)
                : a.isPresent() && b.isPresent() ? Optional.of(true) : Optional.empty()),
            logical("Or", (a, b) -> known(a, 1) || known(b, 1) ? Optional.of(true)
                : a.isPresent() && b.isPresent() ? Optional.of(false) : Optional.empty()),
            logical("Xor", (a, b) -> a.flatMap(p -> b.map(q -> !p.equals(q)))),
            Operator.of("Equal", 13, call -> compare(call, EQUAL_OR_TEXT, new Comparison(false, true, false)),
                (rng, wish) -> partial("Equal", rng, wish, EQUAL)),
            comparison("Greater", 13, NUMERIC, new Comparison(false, false, true)),
            comparison("Less", 13, NUMERIC, new Comparison(true, false, false)),
            comparison("GreaterOrEqual", 12, ORDER, new Comparison(false, true, true)),
            comparison("LessOrEqual", 12, ORDER, new Comparison(true, true, false)));
    }

    private static boolean known(Optional<Long> v, long value) {
        return v.isPresent() && v.get() == value;
    }

    private static Operator logical(String name, Truth truth) {
        return Operator.of(name, 7, call -> {
            Broadcast.twoOfOneType(call, BOOL);
            Integers a = call.integers(0);
            Integers b = call.integers(1);
            Shape out = Broadcast.shape(call);
            int[] ia = Broadcast.index(call, 0, out);
            int[] ib = Broadcast.index(call, 1, out);
            return List.of(bools(out, i -> truth.of(a.at(ia[i]), b.at(ib[i]))));
        }, (rng, wish) -> partial(name, rng, wish, BOOL));
    }

    private static Operator comparison(String name, int since, Typing types, Comparison comparison) {
        return Operator.of(name, since, call -> compare(call, types, comparison),
            (rng, wish) -> partial(name, rng, wish, types));
    }

    private static List<Enclosure> compare(Call call, Typing types, Comparison comparison) {
        Broadcast.twoOfOneType(call, types);
        DType t = call.dtype(0);
        Shape out = Broadcast.shape(call);
        int[] ia = Broadcast.index(call, 0, out);
        int[] ib = Broadcast.index(call, 1, out);
        if (t.isReal()) {
            Reals a = call.reals(0);
            Reals b = call.reals(1);
            return List.of(bools(out, i -> comparison.of(a.at(ia[i]), b.at(ib[i]))));
        }
        if (t == DType.STRING) {
            List<byte[]> a = texts(call, 0);
            List<byte[]> b = texts(call, 1);
            return List.of(bools(out, i -> Optional.of(comparison.of(Arrays.compare(a.get(ia[i]), b.get(ib[i]))))));
        }
        Integers a = call.integers(0);
        Integers b = call.integers(1);
        return List.of(bools(out, i -> a.unknown()[ia[i]] || b.unknown()[ib[i]] ? Optional.empty()
            : Optional.of(comparison.of(Whole.compare(t, a.value()[ia[i]], b.value()[ib[i]])))));
    }

    private static List<byte[]> texts(Call call, int input) {
        return StringTensors.elements(((Enclosure.Carried) call.in(input)).tensor());
    }

    private static Integers bools(Shape out, IntFunction<Optional<Boolean>> element) {
        return Integers.of(DType.BOOL, out, i -> element.apply(i).map(v -> v ? 1L : 0L));
    }

    private static PartialOperator partial(String name, Rng rng, Wish wish, Typing types) {
        DType t = wish.inputType(rng, types.at(wish.opset()));
        var b = PartialOperator.builder(name);
        Broadcast.Operands shapes = Broadcast.two(b, rng, wish);
        b.in(t, shapes.operands().get(0));
        if (rng.chance(0.3)) {
            b.constant(t, shapes.operands().get(1), Domain.ANY);
        } else {
            b.in(t, shapes.operands().get(1));
        }
        return b.out(DType.BOOL, shapes.out()).build();
    }
}
