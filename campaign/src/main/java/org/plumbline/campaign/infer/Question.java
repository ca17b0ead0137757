package org.plumbline.campaign.infer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.Bytes;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.ValueInfo;

/// One node to ask about. An input without a type is left out; an output without one is there, and its type is left to
/// the target, unless it is in `gaps`. `unfit` more inputs follow that are of no type that operators take.
record Question(String domain, String operator, List<Optional<DType>> inputs, int unfit,
    List<Optional<DType>> outputs, List<Integer> gaps, Map<String, Attribute> attributes) {
    private static final ValueInfo.Type UNSTATED = new ValueInfo.Other(Bytes.of(new byte[0]));
    /// A sequence of complex64 tensors: fields of `TypeProto`, its `Sequence`, and its `Tensor`.
    private static final ValueInfo.Type UNFIT =
        new ValueInfo.Other(Bytes.of(new byte[] {0x22, 6, 0x0A, 4, 0x0A, 2, 0x08, 14}));
    private static final int OPSET = 17;

    Question {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        gaps = List.copyOf(gaps);
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    /// Float inputs, outputs of any type, no attributes.
    static Question of(String domain, String operator, int inputs, int outputs) {
        return new Question(domain, operator, Collections.nCopies(inputs, Optional.of(DType.FLOAT)), 0,
            Collections.nCopies(outputs, Optional.empty()), List.of(), Map.of());
    }

    Question withInputs(List<Optional<DType>> others) {
        return new Question(domain, operator, others, 0, outputs, gaps, attributes);
    }

    /// Input `index` of another type, or left out.
    Question withInput(int index, Optional<DType> type) {
        List<Optional<DType>> others = new ArrayList<>(inputs);
        others.set(index, type);
        return withInputs(others);
    }

    /// More inputs, none of which has a type that it may have.
    Question withUnfit(int count) {
        return new Question(domain, operator, inputs, count, outputs, gaps, attributes);
    }

    Question withOutputs(int count) {
        return new Question(domain, operator, inputs, unfit, Collections.nCopies(count, Optional.empty()), gaps,
            attributes);
    }

    /// Output `index` stated to be of a type.
    Question stating(int index, DType type) {
        List<Optional<DType>> others = new ArrayList<>(outputs);
        others.set(index, Optional.of(type));
        return new Question(domain, operator, inputs, unfit, others, gaps, attributes);
    }

    /// Without output `index`.
    Question withGap(int index) {
        return new Question(domain, operator, inputs, unfit, outputs, List.of(index), attributes);
    }

    Question with(String attribute, Attribute value) {
        Map<String, Attribute> more = new TreeMap<>(attributes);
        more.put(attribute, value);
        return new Question(domain, operator, inputs, unfit, outputs, gaps, more);
    }

    Question withAttributes(Map<String, Attribute> others) {
        return new Question(domain, operator, inputs, unfit, outputs, gaps, others);
    }

    /// The model: inputs `x0`, `x1` and so on without shapes, outputs `y0`, `y1` and so on.
    Model model() {
        int count = inputs.size() + unfit;
        List<ValueInfo> fed = IntStream.range(0, count).boxed().flatMap(i -> type(i).stream()
            .map(t -> new ValueInfo("x" + i, t))).toList();
        List<ValueInfo> made = IntStream.range(0, outputs.size()).filter(i -> !gaps.contains(i))
            .mapToObj(i -> new ValueInfo("y" + i, outputs.get(i).<ValueInfo.Type>map(
                t -> new ValueInfo.OfTensor(t, Optional.empty())).orElse(UNSTATED))).toList();
        Node node = new Node(domain, operator, "",
            IntStream.range(0, count).mapToObj(i -> type(i).isEmpty() ? "" : "x" + i).toList(),
            IntStream.range(0, outputs.size()).mapToObj(i -> gaps.contains(i) ? "" : "y" + i).toList(), attributes);
        return new Model(Model.of(OPSET, Graph.of(fed, made, Map.of(), List.of())).irVersion(),
            Map.of("", OPSET, domain, 1), Graph.of(fed, made, Map.of(), List.of(node)), Graph.NOTHING);
    }

    private Optional<ValueInfo.Type> type(int input) {
        return input < inputs.size() ? inputs.get(input).map(t -> new ValueInfo.OfTensor(t, Optional.empty()))
            : Optional.of(UNFIT);
    }
}
