package org.plumbline.graph.operators;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.plumbline.graph.Node;
import org.plumbline.graph.operator.Operator;

/// The registry: every operator of the default ONNX domain that Plumbline knows, family by family.
public final class Operators {
    private static final List<List<Operator>> FAMILIES = List.of(
        Activations.all(),
        AffineGrids.all(),
        ArgReductions.all(),
        AveragePooling.all(),
        BatchNormalizations.all(),
        BinaryArithmetic.all(),
        Bitwise.all(),
        Casts.all(),
        Centering.all(),
        ChannelNormalizations.all(),
        Clipping.all(),
        Convolution.all(),
        Dropping.all(),
        Einsums.all(),
        Enumerating.all(),
        Filling.all(),
        Gathering.all(),
        GeneralProducts.all(),
        GlobalPools.all(),
        GridSamples.all(),
        Joining.all(),
        LayerNormalizations.all(),
        Logic.all(),
        Matrices.all(),
        MatrixProducts.all(),
        MaxPooling.all(),
        MaxUnpooling.all(),
        OtherNormalizations.all(),
        Padding.all(),
        Powers.all(),
        Quantization.all(),
        QuantizedConvolution.all(),
        QuantizedProducts.all(),
        Rectifiers.all(),
        Reductions.all(),
        Repeating.all(),
        ReshapeTo.all(),
        Reshaping.all(),
        Resizing.all(),
        RoiAlignments.all(),
        Scans.all(),
        Scattering.all(),
        Selecting.all(),
        Selection.all(),
        Selections.all(),
        Shapes.all(),
        Slicing.all(),
        SoftmaxFamily.all(),
        TransposedConvolution.all(),
        Transposing.all(),
        UnaryExact.all(),
        UnaryMath.all(),
        Uniques.all(),
        Variadic.all());

    private static final List<Operator> ALL = FAMILIES.stream().flatMap(List::stream).toList();

    private static final Map<String, Operator> BY_NAME =
        ALL.stream().collect(Collectors.toUnmodifiableMap(Operator::name, Function.identity()));

    private Operators() {
    }

    public static List<Operator> all() {
        return ALL;
    }

    /// The operators that are declared together with the one of that name, itself among them; none where it is not ours.
    public static List<Operator> family(String name) {
        return FAMILIES.stream().filter(f -> f.stream().anyMatch(o -> o.name().equals(name))).findFirst()
            .orElse(List.of());
    }

    public static Optional<Operator> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /// The operator that a node applies, if it is one of ours at this opset.
    public static Optional<Operator> of(Node node, int opset) {
        boolean onnx = node.domain().isEmpty() || node.domain().equals("ai.onnx");
        return onnx ? named(node.operator()).filter(o -> opset >= o.since()) : Optional.empty();
    }
}
