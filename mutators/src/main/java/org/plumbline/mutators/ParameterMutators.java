package org.plumbline.mutators;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.Node;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.edit.Draft;
import org.plumbline.graph.edit.Edit;

/// Changes that leave the graph's structure alone: attributes, axes, constants, the operator within its class.
final class ParameterMutators {
    /// Operators that can stand for each other: same number and kinds of inputs, outputs and attributes.
    private static final List<List<String>> CLASSES = List.of(
        List.of("Abs", "Neg", "Relu", "Sigmoid", "Tanh", "Exp", "Erf", "Sqrt", "Floor", "Ceil", "Round", "Sign",
            "Softplus", "Softsign", "Identity", "HardSwish", "Sin", "Cos", "Atan", "Reciprocal"),
        List.of("Add", "Sub", "Mul", "Div", "Pow"),
        List.of("Max", "Min", "Sum", "Mean"),
        List.of("Less", "LessOrEqual", "Greater", "GreaterOrEqual", "Equal"),
        List.of("And", "Or", "Xor"),
        List.of("BitwiseAnd", "BitwiseOr", "BitwiseXor"),
        List.of("ReduceMax", "ReduceMin", "ReduceMean", "ReduceProd", "ReduceL1", "ReduceL2", "ReduceSumSquare",
            "ReduceLogSumExp", "ReduceSum"),
        List.of("ArgMax", "ArgMin"),
        List.of("Softmax", "LogSoftmax", "Hardmax"),
        List.of("MaxPool", "AveragePool"),
        List.of("GlobalMaxPool", "GlobalAveragePool"),
        List.of("DepthToSpace", "SpaceToDepth"));

    private ParameterMutators() {
    }

    static List<Mutator> all() {
        return List.of(
            new Mutator("change-attribute", ParameterMutators::changeAttribute),
            new Mutator("drop-attribute", ParameterMutators::dropAttribute),
            new Mutator("change-axis", ParameterMutators::changeAxis),
            new Mutator("swap-operator", ParameterMutators::swapOperator),
            new Mutator("plain-constant", ParameterMutators::plainConstant),
            new Mutator("constant-element", ParameterMutators::constantElement));
    }

    /// A random node, with one of its attributes if it has any.
    private record Spot(Node node, String key) {
    }

    private static Optional<Spot> spot(Rng rng, Draft draft, boolean axisOnly) {
        List<Spot> spots = new ArrayList<>();
        for (Node n : draft.nodes()) {
            for (String key : n.attributes().keySet()) {
                if (!axisOnly || key.equals("axis") || key.equals("axes")) {
                    spots.add(new Spot(n, key));
                }
            }
        }
        return spots.isEmpty() ? Optional.empty() : Optional.of(rng.pick(spots));
    }

    private static List<Edit> changeAttribute(Rng rng, Draft draft) {
        return spot(rng, draft, false).flatMap(s -> perturbed(rng, s.node.attributes().get(s.key)).<Edit>map(
            v -> new Edit.ChangeAttribute(Spots.key(s.node), s.key, Optional.of(v)))).map(List::of).orElse(List.of());
    }

    private static List<Edit> dropAttribute(Rng rng, Draft draft) {
        return spot(rng, draft, false).<List<Edit>>map(
            s -> List.of(new Edit.ChangeAttribute(Spots.key(s.node), s.key, Optional.empty()))).orElse(List.of());
    }

    private static List<Edit> changeAxis(Rng rng, Draft draft) {
        return spot(rng, draft, true).<List<Edit>>map(s -> {
            int rank = draft.type(s.node.inputs().isEmpty() ? "" : s.node.inputs().get(0)).map(t -> t.rank()).orElse(2);
            long axis = rng.between(-Math.max(1, rank), Math.max(1, rank) - 1);
            Attribute value = s.key.equals("axis") ? new Attribute.Int(axis) : Attribute.ints(axis);
            return List.of(new Edit.ChangeAttribute(Spots.key(s.node), s.key, Optional.of(value)));
        }).orElse(List.of());
    }

    private static Optional<Attribute> perturbed(Rng rng, Attribute attribute) {
        return switch (attribute) {
            case Attribute.Int(long v) -> Optional.of(new Attribute.Int(moved(rng, v)));
            case Attribute.Real(float v) -> Optional.of(new Attribute.Real(
                rng.pick(0f, 1f, -1f, v * 2, v / 2, -v, 1e-5f)));
            case Attribute.Ints n when !n.values().isEmpty() -> {
                long[] values = n.toArray();
                int i = rng.below(values.length);
                if (rng.trueInOneOutOf(3)) {
                    int j = rng.below(values.length);
                    long kept = values[i];
                    values[i] = values[j];
                    values[j] = kept;
                } else {
                    values[i] = moved(rng, values[i]);
                }
                yield Optional.of(Attribute.ints(values));
            }
            case Attribute.Text(String v) -> Optional.of(new Attribute.Text(switch (v) {
                case "SAME_UPPER" -> "SAME_LOWER";
                case "SAME_LOWER", "NOTSET" -> "SAME_UPPER";
                case "constant", "reflect" -> "edge";
                case "edge" -> "reflect";
                case "DCR" -> "CRD";
                case "none" -> "tanh";
                default -> "VALID";
            }));
            case Attribute.Value(Tensor t) -> Optional.of(new Attribute.Value(plain(rng, t)));
            case Attribute.Ints _,Attribute.Reals _,Attribute.Texts _,Attribute.Subgraph _,Attribute.Opaque _ ->
                Optional.empty();
        };
    }

    private static long moved(Rng rng, long v) {
        return switch (rng.below(6)) {
            case 0 -> v - 1;
            case 1 -> v + 1;
            case 2 -> 0;
            case 3 -> 1;
            case 4 -> -1 - v;
            default -> v * 2;
        };
    }

    private static List<Edit> swapOperator(Rng rng, Draft draft) {
        List<Edit> swaps = new ArrayList<>();
        for (Node n : draft.nodes()) {
            for (List<String> members : CLASSES) {
                if (members.contains(n.operator())) {
                    String other = rng.pick(members);
                    if (!other.equals(n.operator())) {
                        swaps.add(new Edit.ReplaceOperator(Spots.key(n), other));
                    }
                }
            }
        }
        return swaps.isEmpty() ? List.of() : List.of(rng.pick(swaps));
    }

    private static Tensor plain(Rng rng, Tensor t) {
        if (t.dtype().kind() == org.plumbline.graph.DType.Kind.OPAQUE) {
            return t;
        }
        double value = rng.pick(0.0, 1.0, -1.0, 2.0, 0.5, Double.NaN, Double.POSITIVE_INFINITY, -0.0);
        double fitting = t.dtype().isReal() ? value : Double.isFinite(value) ? Math.abs(Math.rint(value)) : 3;
        return Tensor.of(t.dtype(), t.shape(), _ -> fitting);
    }

    private static List<Edit> plainConstant(Rng rng, Draft draft) {
        return Spots.initializer(rng, draft).<List<Edit>>map(
            name -> List.of(new Edit.ReplaceInitializer(name, plain(rng, draft.initializers().get(name)))))
            .orElse(List.of());
    }

    private static List<Edit> constantElement(Rng rng, Draft draft) {
        return Spots.initializer(rng, draft).map(draft.initializers()::get)
            .filter(t -> t.size() > 0 && (t.dtype().isNumeric())).<List<Edit>>map(t -> {
                int at = rng.below(t.size());
                long step = rng.pick(-1, 1, 2, -2);
                Tensor moved = t.dtype().isReal()
                    ? Tensor.of(t.dtype(), t.shape(), i -> t.getDouble(i) + (i == at ? step : 0))
                    : Tensor.ofLongs(t.dtype(), t.shape(), i -> t.getLong(i) + (i == at ? step : 0));
                String name = draft.initializers().entrySet().stream().filter(e -> e.getValue() == t).findFirst()
                    .orElseThrow().getKey();
                return List.of(new Edit.ReplaceInitializer(name, moved));
            }).orElse(List.of());
    }
}
