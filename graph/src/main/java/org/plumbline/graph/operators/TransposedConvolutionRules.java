package org.plumbline.graph.operators;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.operator.Domain;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.PartialOperator.Builder;
import org.plumbline.graph.operator.Types;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.rule.Expr;

/// Partial operators for ConvTranspose.
final class TransposedConvolutionRules {
    private TransposedConvolutionRules() {
    }

    static PartialOperator convTranspose(Rng rng, Wish wish) {
        DType t = wish.type(rng, wish.opset() >= 22 ? Types.REAL : Types.REAL_NO_BF16);
        var b = PartialOperator.builder("ConvTranspose");
        int axes = WindowRules.rank(rng, wish) - 2;
        Expr batch = b.dim("n", 0, 4);
        Expr channels = b.dim("c", 1, 8);
        List<Expr> input = WindowRules.spatial(b, axes);
        List<Expr> size = WindowRules.kernel(b, rng, axes);
        Expr perGroup = b.dim("m", 1, 6);
        Expr features = perGroup;
        switch (rng.below(5)) {
            case 0 -> {
                b.set("group", channels);
                features = channels.times(perGroup);
            }
            case 1 -> {
                long groups = rng.pick(2, 2, 3);
                b.set("group", groups).require(channels.mod(Expr.of(groups)).eq(0));
                features = perGroup.times(groups);
            }
            default -> {
            }
        }
        List<Expr> output = output(b, rng, input, size);
        b.in(t, WindowRules.shape(batch, channels, input)).constant(t, WindowRules.shape(channels, perGroup, size),
            Domain.ANY);
        if (rng.chance(0.6)) {
            b.constant(t, List.of(features), Domain.ANY);
        }
        return b.out(t, WindowRules.shape(batch, features, output)).build();
    }

    private static List<Expr> output(Builder b, Rng rng, List<Expr> input, List<Expr> size) {
        int axes = input.size();
        List<Expr> ones = Collections.nCopies(axes, Expr.of(1));
        List<Expr> stride = rng.chance(0.6) ? b.attributes("stride", axes, 1, 3) : ones;
        if (stride != ones) {
            b.set("strides", stride);
        }
        List<Expr> dilation = rng.chance(0.3) ? b.attributes("dilation", axes, 1, 3) : ones;
        if (dilation != ones) {
            b.set("dilations", dilation);
        }
        List<Expr> extra = Collections.nCopies(axes, Expr.of(0));
        if (stride != ones && rng.chance(0.4)) {
            extra = b.attributes("extra", axes, 0, 2);
            b.set("output_padding", extra);
        }
        List<Expr> full = new ArrayList<>();
        for (int i = 0; i < axes; i++) {
            b.require(extra.get(i).lt(stride.get(i)));
            full.add(input.get(i).minus(1).times(stride.get(i)).plus(extra.get(i))
                .plus(size.get(i).minus(1).times(dilation.get(i))).plus(1));
        }
        return padded(b, rng, full, input, stride);
    }

    private static List<Expr> padded(Builder b, Rng rng, List<Expr> full, List<Expr> input, List<Expr> stride) {
        int axes = full.size();
        List<Expr> out = new ArrayList<>();
        String auto = rng.pick("NOTSET", "NOTSET", "", "", "", "SAME_UPPER", "SAME_LOWER", "VALID");
        if (!auto.isEmpty()) {
            b.set("auto_pad", auto);
        }
        boolean same = auto.startsWith("SAME");
        if (!same && !auto.equals("VALID") && rng.chance(0.5)) {
            List<Expr> pads = b.attributes("pad", 2 * axes, 0, 3);
            b.set("pads", pads);
            for (int i = 0; i < axes; i++) {
                Expr o = full.get(i).minus(pads.get(i)).minus(pads.get(axes + i));
                b.require(o.ge(1));
                out.add(o);
            }
        } else if (same && rng.chance(0.6)) {
            for (int i = 0; i < axes; i++) {
                Expr o = input.get(i).times(stride.get(i));
                b.require(full.get(i).ge(o));
                out.add(o);
            }
        } else if (same || auto.isEmpty() && rng.chance(0.3)) {
            List<Expr> cut = b.attributes("cut", axes, 0, 3);
            for (int i = 0; i < axes; i++) {
                Expr o = full.get(i).minus(cut.get(i));
                b.require(o.ge(1));
                out.add(o);
            }
            b.set("output_shape", out);
        } else {
            out.addAll(full);
        }
        return out;
    }
}
