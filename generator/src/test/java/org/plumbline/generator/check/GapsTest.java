package org.plumbline.generator.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.onnx.OnnxCodec;
import org.plumbline.graph.operators.Evaluator;

/// Each known error of the inference still is one. Where a test fails after an upgrade of the library, the error is
/// gone: take it off the list.
class GapsTest {
    /// One node with inputs named in0, in1, …; all but the first are initializers. A null is an input left out.
    private record Example(String gap, int opset, String operator, Map<String, Attribute> attributes,
        List<Tensor> inputs) {
        private static Example of(String gap, int opset, String operator, Map<String, Attribute> attributes,
            Tensor... inputs) {
            return new Example(gap, opset, operator, attributes, Stream.of(inputs).toList());
        }

        Confirmation confirm() {
            Map<String, Tensor> constants = new HashMap<>();
            List<String> names = new ArrayList<>();
            for (int i = 0; i < inputs.size(); i++) {
                names.add(inputs.get(i) == null ? "" : "in" + i);
                if (i > 0 && inputs.get(i) != null) {
                    constants.put("in" + i, inputs.get(i));
                }
            }
            Node node = Node.of(operator, names, List.of("out"), attributes);
            ValueInfo in = ValueInfo.of("in0", inputs.getFirst().type());
            Enclosure out = Evaluator.evaluate(Model.of(opset, Graph.of(List.of(in), List.of(), constants,
                List.of(node))), Map.of("in0", inputs.getFirst()), Accuracy.CPU).values().get("out");
            TensorType type = new TensorType(out.dtype(), out.knownShape().orElseThrow());
            Model model = Model.of(opset, Graph.of(List.of(in), List.of(ValueInfo.of("out", type)), constants,
                List.of(node)));
            Map<String, Enclosure> values = new HashMap<>(Map.of("in0", Enclosure.of(inputs.getFirst()), "out", out));
            constants.forEach((name, t) -> values.put(name, Enclosure.of(t)));
            return Specification.confirm(model, OnnxCodec.write(model), values);
        }

        @Override
        public String toString() {
            return gap + ": " + operator;
        }
    }

    private static Tensor real(DType dtype, long... dims) {
        return Tensor.of(dtype, Shape.of(dims), i -> i + 1);
    }

    private static Tensor real(long... dims) {
        return real(DType.FLOAT, dims);
    }

    static List<Example> examples() {
        return List.of(
            Example.of("conv-transpose-same-output-padding", 13, "ConvTranspose", Map.of("auto_pad",
                new Attribute.Text("SAME_LOWER"), "strides", Attribute.ints(2), "output_padding", Attribute.ints(1)),
                real(1, 1, 3), real(1, 1, 3)),
            Example.of("conv-transpose-small-output-shape", 13, "ConvTranspose", Map.of("output_shape",
                Attribute.ints(4)), real(1, 1, 5), real(1, 1, 2)),
            Example.of("pad-int32-axes", 18, "Pad", Map.of(), real(2, 3), Tensor.ofLongs(1, 1), null,
                Tensor.ofLongs(DType.INT32, Shape.of(1), _ -> 1)),
            Example.of("mean-variance-normalization-axes", 13, "MeanVarianceNormalization", Map.of(),
                real(2, 3, 2, 2)),
            Example.of("mean-variance-normalization-types", 13, "MeanVarianceNormalization", Map.of("axes",
                Attribute.ints(0, 2)), real(DType.DOUBLE, 2, 3, 2)),
            Example.of("global-lp-pool-bfloat16", 22, "GlobalLpPool", Map.of(), real(DType.BFLOAT16, 1, 2, 3)),
            Example.of("slice-backwards-of-nothing", 13, "Slice", Map.of(), real(0, 2), Tensor.ofLongs(-1),
                Tensor.ofLongs(Long.MIN_VALUE + 1), Tensor.ofLongs(0), Tensor.ofLongs(-2)));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theInferenceStillErrsThere(Example example) {
        assertThat(example.confirm()).isEqualTo(new Confirmation.Confirmed(List.of(example.gap())));
    }

    @Test
    void everyGapHasAnExample() {
        assertThat(Gaps.all()).extracting(Gap::name).hasSameElementsAs(examples().stream().map(Example::gap)
            .toList()).doesNotHaveDuplicates();
    }
}
