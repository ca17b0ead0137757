package org.plumbline.graph.operators;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.bound.Accumulation;
import org.plumbline.graph.bound.Arithmetic;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Enclosure.Integers;
import org.plumbline.graph.bound.Enclosure.Reals;
import org.plumbline.graph.bound.Interval;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.rule.Expr;

/// Element-by-element operators of several inputs under ONNX (NumPy) multidirectional broadcasting.
final class Broadcast {
    private Broadcast() {
    }

    /// What two real elements give.
    @FunctionalInterface
    interface RealFunction {
        Interval apply(Arithmetic m, Interval a, Interval b);
    }

    /// What two known integers give in a type; nothing where the specification leaves it open. Results outside the
    /// type become unknown by themselves, except for 64-bit types.
    @FunctionalInterface
    interface IntegerFunction {
        OptionalLong apply(DType dtype, long a, long b);
    }

    /// The common shape of all inputs; leaves with [Call#broken] where they do not fit.
    static Shape shape(Call call) {
        Shape[] shapes = new Shape[call.inputs().size()];
        for (int i = 0; i < shapes.length; i++) {
            shapes[i] = call.shape(i);
        }
        try {
            Shape out = Shape.broadcast(shapes);
            out.size();
            return out;
        } catch (IllegalArgumentException e) {
            throw Call.broken(e.getMessage());
        } catch (ArithmeticException e) {
            throw Call.undetermined("too many elements: " + e.getMessage());
        }
    }

    /// For each element of `out`, the index of the element of an input that broadcasting puts there.
    static int[] index(Call call, int input, Shape out) {
        return call.shape(input).broadcastIndex(out);
    }

    static List<Enclosure> reals(Call call, RealFunction f) {
        Shape out = shape(call);
        Reals a = call.reals(0);
        Reals b = call.reals(1);
        int[] ia = index(call, 0, out);
        int[] ib = index(call, 1, out);
        Arithmetic m = call.arithmetic(a.dtype());
        return List.of(Reals.of(a.dtype(), out, i -> f.apply(m, a.at(ia[i]), b.at(ib[i]))));
    }

    /// Sum or difference, either of which may join the sum that gave the other.
    static List<Enclosure> sums(Call call, RealFunction f) {
        Reals a = call.reals(0);
        Reals b = call.reals(1);
        if (a.terms() == 0 && b.terms() == 0) {
            return reals(call, f);
        }
        Shape out = shape(call);
        int[] ia = index(call, 0, out);
        int[] ib = index(call, 1, out);
        Arithmetic m = call.arithmetic(a.dtype());
        return List.of(Reals.of(a.dtype(), out, i -> {
            Interval x = a.at(ia[i]);
            Interval y = b.at(ib[i]);
            Interval total = Accumulation.joined(m, f.apply(m, x, y), x, y, a.terms());
            return Accumulation.joined(m, total, y, x, b.terms());
        }).accumulated(a.terms() + b.terms() + 1));
    }

    /// Product or quotient: scales may be folded into the terms of a sum, which stays open to addends.
    static List<Enclosure> scaled(Call call, RealFunction f) {
        int terms = Math.max(call.reals(0).terms(), call.reals(1).terms());
        return reals(call, f).stream().<Enclosure>map(e -> ((Reals) e).accumulated(terms)).toList();
    }

    static List<Enclosure> integers(Call call, IntegerFunction f) {
        Shape out = shape(call);
        Integers a = call.integers(0);
        Integers b = call.integers(1);
        int[] ia = index(call, 0, out);
        int[] ib = index(call, 1, out);
        long[] value = new long[ia.length];
        boolean[] unknown = new boolean[ia.length];
        for (int i = 0; i < ia.length; i++) {
            boolean known = !a.unknown()[ia[i]] && !b.unknown()[ib[i]];
            OptionalLong v = known ? f.apply(a.dtype(), a.value()[ia[i]], b.value()[ib[i]]) : OptionalLong.empty();
            unknown[i] = v.isEmpty() || !Whole.fits(a.dtype(), v.getAsLong());
            value[i] = unknown[i] ? 0 : v.getAsLong();
        }
        return List.of(new Integers(a.dtype(), out, value, unknown));
    }

    /// Two inputs of one type: real or integer semantics, as the type asks.
    static List<Enclosure> numbers(Call call, Typing types, RealFunction real, IntegerFunction integer) {
        twoOfOneType(call, types);
        return call.dtype(0).isReal() ? reals(call, real) : integers(call, integer);
    }

    /// Leaves with [Call#broken] unless there are two inputs of one allowed type.
    static void twoOfOneType(Call call, Typing types) {
        Call.require(call.inputs().size() == 2, "takes two inputs, not " + call.inputs().size());
        DType t = types.of(call, 0);
        Call.require(call.dtype(1) == t, "inputs are " + t + " and " + call.dtype(1));
    }

    /// The shapes of operands that broadcast together, and of the result.
    record Operands(List<List<Expr>> operands, List<Expr> out) {
    }

    /// Draws the shapes of two operands: the same, or one of lower rank, a scalar, or with ones to stretch.
    static Operands two(PartialOperator.Builder b, Rng rng, Wish wish) {
        int rank = wish.rank(rng, 0, 5);
        List<Expr> out = b.dims("d", rank);
        List<Expr> full = out;
        return switch (rng.below(20)) {
            case 0, 1, 2 -> new Operands(List.of(full, suffix(rng, out)), out);
            case 3, 4 -> new Operands(List.of(full, List.of()), out);
            case 5, 6, 7 -> new Operands(List.of(full, stretched(rng, out)), out);
            case 8 -> new Operands(List.of(suffix(rng, out), full), out);
            case 9 -> new Operands(List.of(stretched(rng, out), full), out);
            case 10, 11 -> mixed(rng, out, 2);
            default -> new Operands(List.of(full, full), out);
        };
    }

    /// Draws the shapes of `count` operands.
    static Operands many(PartialOperator.Builder b, Rng rng, Wish wish, int count) {
        List<Expr> out = b.dims("d", wish.rank(rng, 0, 5));
        if (rng.chance(0.5)) {
            return new Operands(Collections.nCopies(count, out), out);
        }
        return mixed(rng, out, count);
    }

    /// The last dimensions only.
    static List<Expr> suffix(Rng rng, List<Expr> dims) {
        return dims.subList(rng.below(dims.size() + 1), dims.size());
    }

    /// Some dimensions replaced by 1.
    static List<Expr> stretched(Rng rng, List<Expr> dims) {
        return dims.stream().map(d -> rng.chance(0.4) ? Expr.of(1) : d).toList();
    }

    /// Every operand may stretch, each dimension is carried by at least one operand of full rank.
    private static Operands mixed(Rng rng, List<Expr> out, int count) {
        List<List<Expr>> operands = new ArrayList<>();
        int[] carrier = new int[out.size()];
        Arrays.setAll(carrier, _ -> rng.below(count));
        for (int o = 0; o < count; o++) {
            List<Expr> dims = new ArrayList<>();
            boolean leading = true;
            for (int i = 0; i < carrier.length; i++) {
                boolean one = carrier[i] != o && rng.chance(0.4);
                leading &= one && rng.chance(0.7);
                if (!leading) {
                    dims.add(one ? Expr.of(1) : out.get(i));
                }
            }
            operands.add(dims);
        }
        return new Operands(operands, out);
    }
}
