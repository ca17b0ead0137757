package org.plumbline.generator.infer;

import static org.plumbline.generator.infer.Planted.attribute;
import static org.plumbline.generator.infer.Planted.attributes;
import static org.plumbline.generator.infer.Planted.choose;
import static org.plumbline.generator.infer.Planted.data;
import static org.plumbline.generator.infer.Planted.dims;
import static org.plumbline.generator.infer.Planted.flag;

import java.util.ArrayList;
import java.util.List;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.PartialOperator.Builder;
import org.plumbline.graph.rule.Expr;

/// Planted rules of operators that slide a window, as the specification of ONNX has them.
final class PlantedWindows {
    private PlantedWindows() {
    }

    static List<Planted> all() {
        return List.of(conv(1), conv(2), convTranspose(), pool("MaxPool", 1, true, true), pool("MaxPool", 2, true,
            false), pool("AveragePool", 2, false, false), pool("AveragePool", 1, false, true), pool("LpPool", 1, true,
                false));
    }

    private static Planted conv(int axes) {
        Builder b = PartialOperator.builder("Conv");
        List<Expr> x = data(b, dims(b, "x", 2 + axes));
        List<Expr> w = data(b, dims(b, "w", 2 + axes));
        List<Expr> bias = data(b, dims(b, "bias", 1));
        Expr group = attribute(b, "group");
        b.require(group.ge(1), x.get(1).eq(w.get(1).times(group)), w.get(0).mod(group).eq(0), bias.get(0).eq(w.get(
            0)));
        List<Expr> y = new ArrayList<>(List.of(x.get(0), w.get(0)));
        y.addAll(window(b, x.subList(2, 2 + axes), w.subList(2, 2 + axes), axes == 1, false, Expr.of(0)));
        return Planted.of("Conv, " + axes + " axes", b, y);
    }

    private static Planted pool(String name, int axes, boolean dilated, boolean ceils) {
        Builder b = PartialOperator.builder(name);
        List<Expr> x = data(b, dims(b, "x", 2 + axes));
        List<Expr> kernel = attributes(b, "kernel_shape", axes);
        kernel.forEach(k -> b.require(k.ge(1)));
        Expr ceil = ceils ? flag(b, "ceil_mode") : Expr.of(0);
        List<Expr> y = new ArrayList<>(x.subList(0, 2));
        y.addAll(window(b, x.subList(2, 2 + axes), kernel, dilated, true, ceil));
        return Planted.of(name + ", " + axes + " axes" + (dilated ? ", dilated" : "") + (ceils ? ", ceil_mode" : ""),
            b, y);
    }

    private static List<Expr> window(Builder b, List<Expr> in, List<Expr> kernel, boolean dilated, boolean pool,
        Expr ceil) {
        int axes = in.size();
        List<Expr> strides = attributes(b, "strides", axes);
        List<Expr> dilations = dilated ? attributes(b, "dilations", axes) : List.of();
        List<Expr> pads = attributes(b, "pads", 2 * axes);
        List<Expr> out = new ArrayList<>();
        for (int i = 0; i < axes; i++) {
            Expr begin = pads.get(i);
            Expr end = pads.get(axes + i);
            Expr stride = strides.get(i);
            Expr reach = dilated ? kernel.get(i).minus(1).times(dilations.get(i)) : kernel.get(i).minus(1);
            Expr room = in.get(i).plus(begin).plus(end).minus(reach).minus(1);
            b.require(stride.ge(1), begin.ge(0), end.ge(0), room.ge(0));
            if (dilated) {
                b.require(dilations.get(i).ge(1));
            }
            if (pool) {
                b.require(begin.lt(kernel.get(i)), end.lt(kernel.get(i)));
            }
            Expr floor = room.floorDiv(stride).plus(1);
            Expr last = in.get(i).plus(begin).ceilDiv(stride);
            out.add(ceil instanceof Expr.Const ? floor : choose(ceil, room.ceilDiv(stride).plus(1).min(last), floor));
        }
        return out;
    }

    private static Planted convTranspose() {
        Builder b = PartialOperator.builder("ConvTranspose");
        List<Expr> x = data(b, dims(b, "x", 3));
        List<Expr> w = data(b, dims(b, "w", 3));
        Expr group = attribute(b, "group");
        Expr stride = attributes(b, "strides", 1).getFirst();
        Expr dilation = attributes(b, "dilations", 1).getFirst();
        List<Expr> pads = attributes(b, "pads", 2);
        Expr more = attributes(b, "output_padding", 1).getFirst();
        Expr length = x.get(2).minus(1).times(stride).plus(more).plus(w.get(2).minus(1).times(dilation)).plus(1).minus(
            pads.get(0)).minus(pads.get(1));
        b.require(group.ge(1), x.get(1).eq(w.get(0)), x.get(1).mod(group).eq(0), stride.ge(1), dilation.ge(1), pads.get(
            0).ge(0), pads.get(1).ge(0), more.ge(0), more.lt(stride.max(dilation)), length.ge(1));
        return Planted.of("ConvTranspose", b, List.of(x.get(0), w.get(1).times(group), length));
    }
}
