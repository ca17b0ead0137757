package org.plumbline.campaign;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.generator.Options;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.operator.Evaluation;
import org.plumbline.graph.operators.Evaluator;
import org.plumbline.graph.operators.Evaluator.Evaluated;

/// The reference over somebody else's model, which may be of any size: what is too large or too deep for this process
/// is left out, so that nodes behind it have no reference, and the first such node is told.
///
/// @param evaluated what the reference could say
/// @param cut why it says no more, if that is for its size
record BoundedReference(Evaluated evaluated, Optional<String> cut) {
    /// Elements of all values together; an element takes 17 bytes or less.
    static final long ELEMENTS = 1 << 24;

    /// The newest opset whose operators the reference knows.
    static final int NEWEST_OPSET = Options.DEFAULT.maxOpset();

    /// Multiply-adds of one node: some ten seconds.
    private static final double WORK = 1 << 28;

    static BoundedReference of(Model model, Map<String, Tensor> feeds, Accuracy accuracy) {
        List<Node> nodes = model.graph().nodes();
        if (model.opset() > NEWEST_OPSET) {
            return silent(nodes, "opset " + model.opset() + " is newer than the reference, which ends at "
                + NEWEST_OPSET);
        }
        long elements = elements(model.graph().initializers()) + elements(feeds);
        if (elements > ELEMENTS) {
            return silent(nodes, "inputs and initializers have " + elements + " elements, the reference takes "
                + ELEMENTS);
        }
        Map<String, Enclosure> values = new HashMap<>();
        model.graph().initializers().forEach((name, t) -> values.put(name, accuracy.held(Enclosure.of(t))));
        feeds.forEach((name, t) -> values.put(name, accuracy.held(Enclosure.of(t))));
        List<Node> unreferenced = new ArrayList<>();
        Optional<String> cut = Optional.empty();
        for (Node node : nodes) {
            Step step = elements > ELEMENTS ? new TooLarge("its inputs are too large") : step(node, model, values,
                accuracy);
            switch (step) {
                case Known(List<Enclosure> outputs) -> {
                    for (int i = 0; i < Math.min(node.outputs().size(), outputs.size()); i++) {
                        values.put(node.outputs().get(i), outputs.get(i));
                        elements += outputs.get(i).knownShape().map(Shape::size).orElse(0);
                    }
                }
                case Silent _ -> unreferenced.add(node);
                case TooLarge(String why) -> {
                    unreferenced.add(node);
                    cut = cut.or(() -> Optional.of(node.qualifiedOperator() + " '" + node.name()
                        + "' is too large for the reference (" + why + ")"));
                }
                case Broken(String why) -> {
                    return new BoundedReference(new Evaluated(values, unreferenced, Optional.of(why)), cut);
                }
            }
        }
        return new BoundedReference(new Evaluated(values, unreferenced, Optional.empty()), cut);
    }

    private static BoundedReference silent(List<Node> nodes, String why) {
        return new BoundedReference(new Evaluated(Map.of(), nodes, Optional.empty()), Optional.of(why));
    }

    private sealed interface Step {
    }

    private record Known(List<Enclosure> outputs) implements Step {
    }

    private record Silent() implements Step {
    }

    private record TooLarge(String why) implements Step {
    }

    private record Broken(String why) implements Step {
    }

    private static Step step(Node node, Model model, Map<String, Enclosure> values, Accuracy accuracy) {
        double work = work(node, values);
        if (work > WORK) {
            return new TooLarge("%.1e multiply-adds".formatted(work));
        }
        try {
            return switch (Evaluator.evaluate(node, model.opset(), values, accuracy)) {
                case Evaluation.Enclosed(List<Enclosure> outputs) -> new Known(outputs);
                case Evaluation.Undetermined _ -> new Silent();
                case Evaluation.Invalid(String why) -> new Broken(why);
            };
        } catch (OutOfMemoryError _) {
            return new TooLarge("out of memory");
        } catch (StackOverflowError _) {
            return new TooLarge("too deep");
        } catch (ArithmeticException | NegativeArraySizeException _) {
            return new TooLarge("more elements than an array can hold");
        }
    }

    /// About how many multiply-adds a node costs, from the shapes of its first two inputs.
    private static double work(Node node, Map<String, Enclosure> values) {
        Shape a = shape(node, 0, values);
        Shape b = shape(node, 1, values);
        double all = (double) a.size() * b.size();
        return switch (node.operator()) {
            case "Conv", "ConvInteger", "QLinearConv", "ConvTranspose" -> all / Math.max(1, b.rank() > 1 ? b.dim(1)
                : 1);
            case "MatMul", "MatMulInteger", "QLinearMatMul" ->
                (double) a.size() * (b.rank() > 1 ? b.dim(b.rank() - 1) : 1);
            case "Gemm" -> (double) a.size() * Math.max(1, b.stream().max().orElse(1));
            case "Einsum", "LSTM", "GRU", "RNN" -> Math.sqrt(all) * Math.max(a.size(), b.size());
            default -> (double) a.size() + b.size();
        };
    }

    private static Shape shape(Node node, int input, Map<String, Enclosure> values) {
        return node.inputs().size() <= input || !values.containsKey(node.inputs().get(input)) ? Shape.SCALAR
            : values.get(node.inputs().get(input)).knownShape().orElse(Shape.SCALAR);
    }

    private static long elements(Map<String, Tensor> tensors) {
        return tensors.values().stream().mapToLong(Tensor::size).sum();
    }
}
