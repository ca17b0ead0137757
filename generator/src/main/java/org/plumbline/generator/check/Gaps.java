package org.plumbline.generator.check;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.plumbline.graph.DType;
import org.plumbline.graph.bound.Enclosure;

/// The errors of ONNX 1.17's shape inference that are known. A test shows each of them still to be one, so that the
/// list shrinks when the library is renewed.
final class Gaps {
    private static final String DIMENSION = "Inferred shape and existing shape differ in dimension \\d+: ";

    private static final List<Gap> ALL = List.of(
        new Gap("conv-transpose-same-output-padding", "with auto_pad SAME_* it adds output_padding to input × stride,"
            + " where the text says that the output is input × stride",
            of("ConvTranspose", DIMENSION), u -> u.is("ConvTranspose") && u.text("auto_pad", "NOTSET").startsWith(
                "SAME")
                && anySpatial(u, i -> u.integer("output_padding", i, 0) > 0)),
        new Gap("conv-transpose-small-output-shape", "it gives up in the middle of the shape where output_shape is"
            + " smaller than the input, and leaves a rank too small",
            of("ConvTranspose", "Inferred shape and existing shape differ in rank: "), u -> u.is("ConvTranspose")
                && anySpatial(u, i -> u.integer("output_shape", i, Long.MAX_VALUE) < u.shape(0).dim(i + 2))),
        new Gap("pad-int32-axes", "it reads axes as int64, where the operator's schema allows int32 too",
            of("Pad", "ParseData type mismatch for tensor: "), u -> u.is("Pad") && u.has(3, DType.INT32)),
        new Gap("mean-variance-normalization-axes", "its function body takes the default axes for a Constant without a"
            + " value",
            of("MeanVarianceNormalization", "Inference error\\(s\\): \\(op_type:Constant\\)"),
            u -> u.is("MeanVarianceNormalization") && u.node().attribute("axes").isEmpty()),
        new Gap("mean-variance-normalization-types", "its function body adds a float to whatever the input's type is",
            Pattern.compile(
                "\\(op_type:MeanVarianceNormalization\\): \\[ShapeInferenceError\\] \\(op_type:Add\\): B has"
                    + " inconsistent type tensor\\(float\\)"),
            u -> u.is("MeanVarianceNormalization") && !u.has(0, DType.FLOAT)),
        new Gap("global-lp-pool-bfloat16", "release 1.17 gave bfloat16 to version 2 of the operator by mistake, and not"
            + " to version 22, which was made for it; later releases put it right",
            Pattern.compile("\\(op_type:GlobalLpPool\\): X typestr: T, has unsupported type: tensor\\(bfloat16\\)"),
            u -> u.is("GlobalLpPool") && u.opset() >= 22 && u.has(0, DType.BFLOAT16)),
        new Gap("slice-backwards-of-nothing", "it finds one element where a negative step walks over an empty axis",
            of("Slice", DIMENSION + "\\(1\\) vs \\(0\\)"), u -> u.is("Slice") && u.shape(0).size() == 0
                && u.input(4).filter(Gaps::hasNegative).isPresent()));

    private Gaps() {
    }

    static List<Gap> all() {
        return ALL;
    }

    private static Pattern of(String operator, String message) {
        return Pattern.compile("\\(op_type:" + operator + "\\): \\[ShapeInferenceError\\] " + message);
    }

    private static boolean anySpatial(Use u, IntPredicate axis) {
        return IntStream.range(0, u.shape(0).rank() - 2).anyMatch(axis);
    }

    private static boolean hasNegative(Enclosure steps) {
        return steps instanceof Enclosure.Integers n && Arrays.stream(n.value()).anyMatch(v -> v < 0);
    }
}
