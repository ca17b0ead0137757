package org.plumbline.mutators;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.Node;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.edit.Draft;
import org.plumbline.graph.edit.Edit;
import org.plumbline.mutators.Spots.Chain;

/// Operators written with others, the way that frameworks export them and fusions look for them.
record Unfolding(Chain c, Node node, TensorType type, int opset) {
    private static final Set<String> OPERATORS = Set.of("Relu", "Abs", "Neg", "Sigmoid", "Sqrt", "Reciprocal", "Sub",
        "Div",
        "Softmax", "LogSoftmax", "Softplus", "HardSwish", "Max", "Min", "Sum", "Mean", "Greater", "Less",
        "GreaterOrEqual", "LessOrEqual", "Not", "Flatten", "LeakyRelu", "Identity", "Tanh", "Exp");

    static List<Edit> propose(Rng rng, Draft draft) {
        return Spots.node(rng, draft, n -> OPERATORS.contains(n.operator()) && n.outputs().size() == 1
            && draft.type(n.inputs().getFirst()).isPresent()).map(n -> {
                Chain c = new Chain(draft);
                TensorType type = draft.type(n.inputs().getFirst()).orElseThrow();
                return new Unfolding(c, n, type, draft.opset()).unfolded(rng).map(v -> c.instead(n, v)).orElse(List
                    .of());
            }).orElse(List.of());
    }

    private String in(int i) {
        return node.inputs().get(i);
    }

    private String x() {
        return in(0);
    }

    private String op(String operator, String... inputs) {
        return c.op(operator, Map.of(), inputs);
    }

    private String k(double value) {
        return c.constant(Tensor.scalar(type.dtype(), value));
    }

    private Optional<String> unfolded(Rng rng) {
        return switch (node.operator()) {
            case "Relu" -> Optional.of(relu(rng));
            case "Abs" -> Optional.of(rng.trueInOneOutOf(2) ? op("Max", x(), op("Neg", x())) : op("Mul", x(), op("Sign",
                x())));
            case "Neg" -> Optional.of(rng.trueInOneOutOf(2) ? op("Mul", x(), k(-1)) : op("Sub", k(0), x()));
            case "Sigmoid" -> Optional.of(op("Reciprocal", op("Add", k(1), op("Exp", op("Neg", x())))));
            case "Tanh" -> Optional.of(op("Sub", op("Mul", k(2), op("Sigmoid", op("Mul", k(2), x()))), k(1)));
            case "Sqrt" -> Optional.of(op("Pow", x(), k(0.5)));
            case "Exp" -> Optional.of(op("Pow", k(Math.E), x()));
            case "Reciprocal" -> Optional.of(rng.trueInOneOutOf(2) ? op("Div", k(1), x()) : op("Pow", x(), k(-1)));
            case "Sub" -> Optional.of(op("Add", in(0), op("Neg", in(1))));
            case "Div" -> Optional.of(op("Mul", in(0), op("Reciprocal", in(1))));
            case "Softplus" -> Optional.of(op("Log", op("Add", op("Exp", x()), k(1))));
            case "HardSwish" -> Optional.of(op("Mul", x(), op("Clip", op("Add", op("Mul", x(), k(1.0 / 6)), k(0.5)),
                k(0), k(1))));
            case "LeakyRelu" -> Optional.of(op("PRelu", x(), k(alpha())));
            case "Identity" -> Optional.of(op("Reshape", x(), op("Shape", x())));
            case "Not" -> Optional.of(op("Xor", x(), c.constant(Tensor.scalar(type.dtype(), 1))));
            case "Greater", "GreaterOrEqual" -> Optional.of(op(node.operator().replace("Greater", "Less"), in(1), in(
                0)));
            case "Less", "LessOrEqual" -> Optional.of(op(node.operator().replace("Less", "Greater"), in(1), in(0)));
            case "Max", "Min", "Sum" -> pairwise();
            case "Mean" -> pairwise().map(sum -> op("Div", sum, k(node.inputs().size())));
            case "Softmax", "LogSoftmax" -> Optional.of(softmax());
            case "Flatten" -> Optional.of(op("Reshape", x(), flattened()));
            default -> Optional.empty();
        };
    }

    private String relu(Rng rng) {
        return switch (rng.below(4)) {
            case 0 -> op("Max", x(), k(0));
            case 1 -> op("Clip", x(), k(0));
            case 2 -> op("Where", op("Greater", x(), k(0)), x(), k(0));
            default -> op("Mul", k(0.5), op("Add", x(), op("Abs", x())));
        };
    }

    private float alpha() {
        return node.attributes().get("alpha") instanceof Attribute.Real(float alpha) ? alpha : 0.01f;
    }

    /// An operator of many inputs as one of two, again and again; sums as `Add`.
    private Optional<String> pairwise() {
        if (node.inputs().size() < 2) {
            return Optional.empty();
        }
        String operator = node.operator().equals("Max") || node.operator().equals("Min") ? node.operator() : "Add";
        String all = in(0);
        for (int i = 1; i < node.inputs().size(); i++) {
            all = op(operator, all, in(i));
        }
        return Optional.of(all);
    }

    /// Through the largest element, as every stable implementation does.
    private String softmax() {
        long axis = node.attributes().get("axis") instanceof Attribute.Int(long a) ? a : -1;
        String axes = c.ints(axis);
        String largest = opset >= 18 ? op("ReduceMax", x(), axes)
            : c.op("ReduceMax", Map.of("axes", Attribute.ints(axis)), x());
        String shifted = op("Sub", x(), largest);
        String sum = op("ReduceSum", op("Exp", shifted), axes);
        return node.operator().equals("Softmax") ? op("Div", op("Exp", shifted), sum) : op("Sub", shifted, op("Log",
            sum));
    }

    private String flattened() {
        long axis = node.attributes().get("axis") instanceof Attribute.Int(long a) ? a : 1;
        long[] dims = type.shape().dims();
        long first = 1;
        for (int i = 0; i < (axis < 0 ? axis + dims.length : axis); i++) {
            first *= dims[i];
        }
        return c.ints(first, first == 0 ? 0 : type.shape().size() / first);
    }
}
