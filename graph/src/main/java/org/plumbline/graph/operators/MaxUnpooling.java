package org.plumbline.graph.operators;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Enclosure.Integers;
import org.plumbline.graph.bound.Enclosure.Reals;
import org.plumbline.graph.bound.Interval;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Domain;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Types;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.rule.Expr;

/// ONNX operator MaxUnpool (11, 22): puts each element where its index says, zeros elsewhere.
final class MaxUnpooling {
    private MaxUnpooling() {
    }

    static List<Operator> all() {
        return List.of(Operator.of("MaxUnpool", 11, MaxUnpooling::unpool, MaxUnpooling::partial).weighing(0.5)
            .silentOn("which of several elements with one index stays; indices when output_shape is not the shape that"
                + " the attributes give"));
    }

    private static List<Enclosure> unpool(Call call) {
        Reals x = call.reals(0);
        Integers indices = call.integers(1);
        Call.require(indices.dtype() == DType.INT64, "indices are " + indices.dtype());
        Call.require(indices.shape().equals(x.shape()), "indices have shape " + indices.shape());
        Shape out = shape(call, x.shape());
        double[] lo = new double[out.size()];
        double[] hi = new double[lo.length];
        boolean[] nan = new boolean[lo.length];
        boolean[] written = new boolean[lo.length];
        for (int i = 0; i < x.lo().length; i++) {
            if (indices.unknown()[i]) {
                return List.of(Enclosure.anything(x.dtype(), out));
            }
            long at = indices.value()[i];
            Call.require(at >= 0 && at < lo.length, "index " + at + " lies outside " + out);
            Interval v = written[(int) at] ? x.at(i).hull(new Interval(lo[(int) at], hi[(int) at], nan[(int) at]))
                : x.at(i);
            written[(int) at] = true;
            lo[(int) at] = v.lo();
            hi[(int) at] = v.hi();
            nan[(int) at] = v.nan();
        }
        return List.of(new Reals(x.dtype(), out, lo, hi, nan));
    }

    private static Shape shape(Call call, Shape x) {
        int axes = x.rank() - 2;
        Call.require(axes >= 1, "X has rank " + x.rank());
        long[] kernel = attribute(call, "kernel_shape", new long[0]);
        Call.require(kernel.length == axes, "kernel_shape has " + kernel.length + " values");
        long[] ones = new long[axes];
        Arrays.fill(ones, 1);
        long[] strides = attribute(call, "strides", ones);
        long[] pads = attribute(call, "pads", new long[2 * axes]);
        Call.require(strides.length == axes && pads.length == 2 * axes, "strides or pads do not fit X" + x);
        long[] dims = x.dims().clone();
        for (int a = 0; a < axes; a++) {
            dims[a + 2] = (dims[a + 2] - 1) * strides[a] + kernel[a] - pads[a] - pads[a + axes];
            Call.require(kernel[a] > 0 && strides[a] > 0 && dims[a + 2] >= 0 && dims[a + 2] < 1 << 24,
                "the output of axis " + (a + 2) + " has no size");
        }
        if (call.has(2) && !Arrays.equals(Moves.list(call, 2, "output_shape"), dims)) {
            throw Call.undetermined("what the indices mean in another output_shape");
        }
        return Shape.of(dims);
    }

    private static long[] attribute(Call call, String name, long[] otherwise) {
        return call.integers(name).orElse(otherwise);
    }

    private static PartialOperator partial(Rng rng, Wish wish) {
        DType t = wish.type(rng, wish.opset() >= 22 ? Types.REAL : Types.REAL_NO_BF16);
        var b = PartialOperator.builder("MaxUnpool");
        int axes = rng.between(1, 3);
        List<Expr> x = b.dims("x", axes + 2);
        List<Expr> out = new ArrayList<>(x.subList(0, 2));
        List<Long> kernel = new ArrayList<>();
        List<Long> strides = new ArrayList<>();
        List<Long> pads = new ArrayList<>();
        boolean padded = rng.chance(0.3);
        boolean strided = rng.chance(0.7);
        for (int a = 0; a < axes; a++) {
            kernel.add((long) rng.between(2, 4));
            strides.add(strided ? (long) rng.between(1, 3) : 1L);
            pads.add(padded ? (long) rng.below(2) : 0L);
            out.add(x.get(a + 2).minus(1).times(strides.get(a).intValue()).plus(kernel.get(a).intValue())
                .minus(2 * pads.get(a).intValue()));
            b.require(out.getLast().ge(1));
        }
        b.set("kernel_shape", new Attribute.Ints(kernel));
        if (strided) {
            b.set("strides", new Attribute.Ints(strides));
        }
        if (padded) {
            List<Long> both = new ArrayList<>(pads);
            both.addAll(pads);
            b.set("pads", new Attribute.Ints(both));
        }
        Expr size = out.stream().reduce(Expr::times).orElseThrow();
        b.in(t, x);
        Domain within = new Domain.Integers(Expr.of(0), size.minus(1));
        if (rng.chance(0.5)) {
            b.constant(DType.INT64, x, within);
        } else {
            b.in(DType.INT64, x, within);
        }
        if (rng.chance(0.3)) {
            b.elements(DType.INT64, out);
        }
        return b.out(t, out).build();
    }
}
