package org.plumbline.targets.planted.faults;

import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.plumbline.graph.Attribute;
import org.plumbline.targets.planted.call.Op;

/// Kernels that misread an attribute.
final class Attributes {
    private static final Set<String> CONVOLUTIONS = Set.of("Conv", "ConvTranspose");
    private static final Set<String> POOLS = Set.of("MaxPool", "AveragePool", "LpPool");

    private Attributes() {
    }

    @FunctionalInterface
    private interface Misread {
        Op of(Op op);
    }

    private static Fault fault(String name, String description, Set<String> operators, Misread misread) {
        return Fault.everywhere(name, description, operators, (op, honest) -> honest.run(misread.of(op)));
    }

    private static Fault optimised(String name, String description, Set<String> operators, Misread misread) {
        return Fault.optimised(name, description, operators, (op, honest) -> honest.run(misread.of(op)));
    }

    static List<Fault> all() {
        return List.of(
            fault("softmax-axis", "Softmax works along the axis before the one it is told", Set.of("Softmax"),
                op -> op.with("axis", new Attribute.Int(
                    Math.floorMod(Op.axis(op.integer("axis", -1), op.shape(0).rank()) - 1, op.shape(0).rank())))),
            fault("keepdims-dropped", "ReduceMax, ReduceMin and ReduceMean never keep reduced dimensions",
                Set.of("ReduceMax", "ReduceMin", "ReduceMean"), op -> op.with("keepdims", new Attribute.Int(0))),
            optimised("batchnorm-epsilon", "fused BatchNormalization forgets epsilon and takes 1e-3",
                Set.of("BatchNormalization"), op -> op.with("epsilon", new Attribute.Real(1e-3f))),
            optimised("layernorm-epsilon", "fused LayerNormalization forgets epsilon and takes 1e-3",
                Set.of("LayerNormalization"), op -> op.with("epsilon", new Attribute.Real(1e-3f))),
            fault("averagepool-counts-pads", "AveragePool always counts the padding", Set.of("AveragePool"),
                op -> op.with("count_include_pad", new Attribute.Int(1))),
            fault("ceil-mode-ignored", "pools always round their output size down", POOLS,
                op -> op.without("ceil_mode")),
            fault("gemm-alpha-without-c", "Gemm ignores alpha where there is no C", Set.of("Gemm"),
                op -> op.has(2) ? op : op.without("alpha")),
            fault("dilation-ignored", "Conv ignores the dilation of the last axis", Set.of("Conv"),
                op -> op.integers("dilations").map(d -> op.with("dilations", last(d, 1))).orElse(op)),
            fault("strides-swapped", "convolutions read strides from the last axis to the first", CONVOLUTIONS,
                op -> op.integers("strides").map(s -> op.with("strides", reversed(s))).orElse(op)),
            fault("pads-swapped", "Conv takes the padding at the end for that at the beginning", Set.of("Conv"),
                op -> op.integers("pads").map(p -> op.with("pads", halvesSwapped(p))).orElse(op)),
            fault("same-lower-as-upper", "SAME_LOWER puts the odd pad at the end", Set.of("Conv", "MaxPool",
                "AveragePool"), op -> op.text("auto_pad", "").equals("SAME_LOWER")
                    ? op.with("auto_pad", new Attribute.Text("SAME_UPPER")) : op),
            fault("half-pixel-off", "Resize takes half_pixel for asymmetric", Set.of("Resize"),
                op -> op.text("coordinate_transformation_mode", "half_pixel").equals("half_pixel")
                    ? op.with("coordinate_transformation_mode", new Attribute.Text("asymmetric")) : op),
            fault("mod-sign", "integer Mod has the sign of the dividend", Set.of("Mod"),
                op -> op.with("fmod", new Attribute.Int(1))),
            fault("argmax-last", "ArgMax and ArgMin give the last of equal elements", Set.of("ArgMax", "ArgMin"),
                op -> op.with("select_last_index", new Attribute.Int(1))),
            fault("cumsum-exclusive", "CumSum ignores exclusive", Set.of("CumSum"), op -> op.without("exclusive")),
            fault("flatten-axis", "Flatten always splits behind the first axis", Set.of("Flatten"),
                op -> op.with("axis", new Attribute.Int(1))),
            fault("lrn-alpha", "LRN does not divide alpha by size", Set.of("LRN"),
                op -> op.with("alpha", new Attribute.Real(op.real("alpha", 1e-4f) * op.integer("size", 1)))),
            fault("hard-sigmoid-default", "HardSigmoid's default slope is that of HardSwish", Set.of("HardSigmoid"),
                op -> op.node().attributes().containsKey("alpha") ? op
                    : op.with("alpha", new Attribute.Real(1f / 6))),
            fault("depth-to-space-order", "DepthToSpace takes DCR for CRD", Set.of("DepthToSpace"),
                op -> op.with("mode", new Attribute.Text("CRD"))),
            fault("pad-reflect-as-edge", "Pad repeats the edge where it should reflect", Set.of("Pad"),
                op -> op.text("mode", "").equals("reflect") ? op.with("mode", new Attribute.Text("edge")) : op),
            fault("transpose-inverse", "Transpose applies the inverse permutation", Set.of("Transpose"),
                op -> op.integers("perm").map(p -> op.with("perm", inverse(p))).orElse(op)),
            optimised("gelu-approximated", "optimised Gelu is always the tanh formula", Set.of("Gelu"),
                op -> op.with("approximate", new Attribute.Text("tanh"))));
    }

    private static Attribute last(long[] values, long other) {
        long[] v = values.clone();
        v[v.length - 1] = other;
        return Attribute.ints(v);
    }

    private static Attribute reversed(long[] v) {
        return Attribute.ints(LongStream.range(0, v.length).map(i -> v[v.length - 1 - (int) i]).toArray());
    }

    private static Attribute halvesSwapped(long[] v) {
        int n = v.length / 2;
        return Attribute.ints(LongStream.range(0, v.length).map(i -> v[((int) i + n) % v.length]).toArray());
    }

    private static Attribute inverse(long[] p) {
        long[] inverse = new long[p.length];
        for (int i = 0; i < p.length; i++) {
            inverse[(int) p[i]] = i;
        }
        return Attribute.ints(inverse);
    }
}
