package org.plumbline.graph.operators;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Domain;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Types;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.rule.Expr;

/// ONNX operator Pad. Negative pads remove elements.
final class Padding {
    private Padding() {
    }

    static List<Operator> all() {
        return List.of(Operator.of("Pad", 13, Padding::pad, Padding::partial).weighing(2).silentOn(
            "reflections longer than the axis, a removal that takes more than there is or what the other side's"
                + " reflection or wrap reads, repeated axes"));
    }

    private enum Mode {
        CONSTANT, REFLECT, EDGE, WRAP
    }

    private static Mode mode(Call call) {
        String text = call.text("mode", "constant");
        return switch (text) {
            case "constant" -> Mode.CONSTANT;
            case "reflect" -> Mode.REFLECT;
            case "edge" -> Mode.EDGE;
            case "wrap" -> {
                Call.require(call.opset() >= 19, "mode wrap came with opset 19");
                yield Mode.WRAP;
            }
            default -> throw Call.broken("mode " + text + " is unknown");
        };
    }

    private static List<Enclosure> pad(Call call) {
        Enclosure data = Moves.elements(call, 0);
        Shape s = call.shape(0);
        Mode mode = mode(call);
        long[] pads = Moves.list(call, 1, "pads");
        int[] axes = call.opset() >= 18 && call.has(3) ? Moves.axes(Moves.list(call, 3, "axes"), s.rank())
            : IntStream.range(0, s.rank()).toArray();
        Call.require(pads.length == 2 * axes.length, pads.length + " pads for " + axes.length + " axes");
        long[] dims = s.dims();
        int[][] sources = new int[s.rank()][];
        for (int i = 0; i < axes.length; i++) {
            long before = Math.clamp(pads[i], -(1L << 31), 1L << 31);
            long after = Math.clamp(pads[i + axes.length], -(1L << 31), 1L << 31);
            dims[axes[i]] = padded(mode, s.dim(axes[i]), before, after);
            Moves.shape(dims[axes[i]]);
            sources[axes[i]] = sources(mode, (int) s.dim(axes[i]), (int) before, (int) after, (int) dims[axes[i]]);
        }
        Shape out = Moves.shape(dims);
        return List.of(data.pick(out, index(s, out, sources), fill(call)));
    }

    /// The padded size, after checking that mode and size allow these pads.
    private static long padded(Mode mode, long dim, long before, long after) {
        Call.require(dim + before + after >= 0, "pads " + before + " and " + after + " remove more than " + dim);
        long left = dim + Math.min(before, 0) + Math.min(after, 0);
        long added = Math.max(before, after);
        if (left < 0) {
            throw Call.undetermined("pads remove more than there is");
        }
        if (mode != Mode.CONSTANT && added > 0) {
            Call.require(dim > 0, "mode " + mode + " has nothing to copy along an axis of size 0");
            // What remains after a removal on one side may or may not be what the other side copies from.
            boolean mixed = Math.min(before, after) < 0;
            if (mode == Mode.REFLECT && added > left - 1 || mode == Mode.WRAP && mixed || left == 0) {
                throw Call.undetermined("mode " + mode + " reaches past the " + left + " elements of the axis");
            }
        }
        return dim + before + after;
    }

    /// For each output position along an axis the input position it copies, −1 for the constant.
    private static int[] sources(Mode mode, int dim, int before, int after, int out) {
        int[] from = new int[out];
        for (int i = 0; i < out; i++) {
            int at = i - before;
            boolean inside = at >= 0 && at < dim;
            from[i] = inside ? at : switch (mode) {
                case CONSTANT -> -1;
                case EDGE -> Math.clamp(at, 0, dim - 1);
                case REFLECT -> at < 0 ? -at : 2 * (dim - 1) - at;
                case WRAP -> Math.floorMod(at, dim);
            };
        }
        return from;
    }

    private static int[] index(Shape s, Shape out, int[][] sources) {
        int[] index = new int[out.size()];
        int[] own = s.strides();
        int[] strides = out.strides();
        for (int k = 0; k < index.length; k++) {
            int to = 0;
            for (int i = 0; i < own.length && to >= 0; i++) {
                int at = k / strides[i] % (int) out.dim(i);
                int from = sources[i] == null ? at : sources[i][at];
                to = from < 0 ? -1 : to + from * own[i];
            }
            index[k] = to;
        }
        return index;
    }

    private static Optional<Enclosure> fill(Call call) {
        if (!call.has(2)) {
            return Optional.empty();
        }
        Enclosure value = Moves.elements(call, 2);
        Call.require(value.dtype() == call.dtype(0) && call.shape(2).size() == 1,
            "constant_value is " + value.dtype() + call.shape(2) + ", not one " + call.dtype(0));
        return Optional.of(value);
    }

    private static PartialOperator partial(Rng rng, Wish wish) {
        DType t = wish.type(rng, Types.ALL);
        var b = PartialOperator.builder("Pad");
        int rank = wish.rank(rng, 1, 5);
        String mode = rng.pick("constant", "constant", "constant", "reflect", "edge",
            wish.opset() >= 19 ? "wrap" : "constant");
        boolean constant = mode.equals("constant");
        boolean named = wish.opset() >= 18 && rng.chance(0.4);
        int[] axes = named ? Moves.someAxes(rng, rank, rng.between(1, Math.min(rank, 3)))
            : IntStream.range(0, rank).toArray();
        List<Expr> x = Moves.dims(b, "x", rank, constant ? 0 : 1);
        List<Expr> out = new ArrayList<>(x);
        List<Expr> before = new ArrayList<>();
        List<Expr> after = new ArrayList<>();
        boolean removes = rng.trueInOneOutOf(5);
        boolean manyTurns = rng.trueInOneOutOf(12);
        for (int a : axes) {
            Expr p = padding(b, rng, mode, removes, x.get(a), manyTurns);
            Expr q = padding(b, rng, mode, removes, x.get(a), manyTurns);
            b.require(x.get(a).plus(p.min(Expr.of(0))).plus(q.min(Expr.of(0))).ge(1));
            before.add(p);
            after.add(q);
            out.set(a, x.get(a).plus(p).plus(q));
        }
        before.addAll(after);
        b.in(t, x).elements(DType.INT64, before);
        boolean valued = rng.chance(constant ? 0.6 : 0.1);
        if (valued) {
            b.constant(t, List.of(), Domain.ANY);
        }
        if (named) {
            b = valued ? b : b.absent();
            b.elements(rng.trueInOneOutOf(20) ? DType.INT32 : DType.INT64,
                IntStream.of(axes).<Expr>mapToObj(a -> Expr.of(Moves.spelled(rng, a, rank))).toList());
        }
        if (!constant || rng.chance(0.5)) {
            b.set("mode", mode);
        }
        return b.out(t, out).build();
    }

    /// One pad. Removal is mixed with addition in constant mode only: the others leave open what they copy then.
    private static Expr padding(PartialOperator.Builder b, Rng rng, String mode, boolean removes, Expr dim,
        boolean manyTurns) {
        if (rng.chance(0.35)) {
            return Expr.of(0);
        }
        if (removes && (!mode.equals("constant") || rng.chance(0.5))) {
            return b.value("p", -3, 0);
        }
        Expr p = b.value("p", 0, 4);
        if (mode.equals("reflect")) {
            b.require(p.lt(dim));
        } else if (mode.equals("wrap") && !manyTurns) {
            b.require(p.le(dim));
        }
        return p;
    }
}
