package org.plumbline.mutators;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Node;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.edit.Draft;
import org.plumbline.graph.edit.Edit;
import org.plumbline.mutators.Spots.Chain;

/// Another way to write the same in real numbers. Rounding may differ, which the reference of the new model knows.
final class AlgebraMutators {
    private static final Set<String> COMMUTATIVE = Set.of("Add", "Mul", "Max", "Min", "Sum", "And", "Or", "Xor",
        "Equal",
        "BitwiseAnd", "BitwiseOr", "BitwiseXor");
    private static final Set<String> ELEMENTWISE = Set.of("Abs", "Neg", "Relu", "Sigmoid", "Tanh", "Exp", "Erf", "Sqrt",
        "Floor", "Ceil", "Round", "Sign", "Softplus", "Softsign", "HardSwish", "Sin", "Cos", "Atan", "Reciprocal",
        "LeakyRelu", "Elu", "HardSigmoid", "Clip", "Cast", "Not", "IsNaN", "Selu", "Celu", "Log", "Mish", "Identity");

    private AlgebraMutators() {
    }

    static List<Mutator> all() {
        return List.of(
            new Mutator("commute-operands", AlgebraMutators::commute),
            new Mutator("regroup", AlgebraMutators::regroup),
            new Mutator("unfold-operator", Unfolding::propose),
            new Mutator("transposes-around", AlgebraMutators::transposes),
            new Mutator("matmul-identity", AlgebraMutators::identity),
            new Mutator("add-and-cancel", AlgebraMutators::cancel));
    }

    private static List<Edit> commute(Rng rng, Draft draft) {
        return Spots.node(rng, draft, n -> COMMUTATIVE.contains(n.operator()) && n.inputs().size() >= 2)
            .<List<Edit>>map(
                n -> {
                    int i = rng.below(n.inputs().size() - 1);
                    String first = n.inputs().get(i);
                    return List.of(new Edit.Rewire(Spots.key(n), i, n.inputs().get(i + 1)), new Edit.Rewire(Spots.key(
                        n),
                        i + 1, first));
                }).orElse(List.of());
    }

    /// `(a+b)+c` as `a+(b+c)`, `a*(b+c)` as `a*b+a*c` and the same for MatMul where there is such a pair of nodes, else
    /// a value as the sum of its halves.
    private static List<Edit> regroup(Rng rng, Draft draft) {
        Optional<Node> outer = Spots.node(rng, draft, n -> Set.of("Add", "Mul", "MatMul").contains(n.operator())
            && inner(draft, n).isPresent());
        return outer.isEmpty() ? halves(rng, draft) : regrouped(draft, outer.get(), inner(draft, outer.get()).get());
    }

    private record Inner(Node node, int input) {
    }

    private static Optional<Inner> inner(Draft draft, Node outer) {
        for (int i = 0; i < outer.inputs().size(); i++) {
            Optional<Node> producer = Spots.producer(draft, outer.inputs().get(i)).filter(p -> p.inputs().size() == 2
                && (p.operator().equals("Add") || p.operator().equals(outer.operator())));
            if (producer.isPresent()) {
                return Optional.of(new Inner(producer.get(), i));
            }
        }
        return Optional.empty();
    }

    private static List<Edit> regrouped(Draft draft, Node outer, Inner inner) {
        Chain c = new Chain(draft);
        String a = inner.node.inputs().get(0);
        String b = inner.node.inputs().get(1);
        String other = outer.inputs().get(1 - inner.input);
        boolean left = inner.input == 0;
        String operator = outer.operator();
        if (inner.node.operator().equals(operator)) {
            return c.instead(outer, left ? c.op(operator, Map.of(), a, c.op(operator, Map.of(), b, other))
                : c.op(operator, Map.of(), c.op(operator, Map.of(), other, a), b));
        }
        return c.instead(outer, c.op("Add", Map.of(),
            left ? c.op(operator, Map.of(), a, other) : c.op(operator, Map.of(), other, a),
            left ? c.op(operator, Map.of(), b, other) : c.op(operator, Map.of(), other, b)));
    }

    private static List<Edit> halves(Rng rng, Draft draft) {
        return Spots.edge(rng, draft, t -> t.dtype().isReal()).map(edge -> {
            Chain c = new Chain(draft);
            String half = c.constant(Tensor.scalar(edge.type().dtype(), 0.5));
            return c.into(edge, c.op("Add", Map.of(), c.op("Mul", Map.of(), edge.value(), half), c.op("Mul", Map.of(),
                half, edge.value())));
        }).orElse(List.of());
    }

    /// An elementwise node between two transposes that undo each other.
    private static List<Edit> transposes(Rng rng, Draft draft) {
        return Spots.node(rng, draft, n -> ELEMENTWISE.contains(n.operator()) && n.outputs().size() == 1
            && draft.type(n.inputs().getFirst()).filter(t -> t.rank() >= 2).isPresent()).map(n -> {
                Chain c = new Chain(draft);
                int[] there = rng.permutation(draft.type(n.inputs().getFirst()).orElseThrow().rank());
                long[] perm = new long[there.length];
                long[] inverse = new long[there.length];
                for (int i = 0; i < there.length; i++) {
                    perm[i] = there[i];
                    inverse[there[i]] = i;
                }
                String[] inputs = n.inputs().toArray(String[]::new);
                inputs[0] = c.op("Transpose", Map.of("perm", Attribute.ints(perm)), inputs[0]);
                return c.instead(n, c.op("Transpose", Map.of("perm", Attribute.ints(inverse)),
                    c.op(n.operator(), n.attributes(), inputs)));
            }).orElse(List.of());
    }

    private static List<Edit> identity(Rng rng, Draft draft) {
        return Spots.edge(rng, draft, t -> t.dtype().isReal() && t.rank() >= 2).map(edge -> {
            Chain c = new Chain(draft);
            TensorType t = edge.type();
            boolean left = rng.trueInOneOutOf(2);
            long n = t.shape().dim(t.rank() - (left ? 2 : 1));
            String eye = c.constant(Tensor.of(t.dtype(), Shape.of(n, n), i -> i / n == i % n ? 1 : 0));
            return c.into(edge, left ? c.op("MatMul", Map.of(), eye, edge.value()) : c.op("MatMul", Map.of(), edge
                .value(), eye));
        }).orElse(List.of());
    }

    /// `x−x+y`, `y+x−x` or `y*1` with a one that is computed.
    private static List<Edit> cancel(Rng rng, Draft draft) {
        return Spots.edge(rng, draft, t -> t.dtype().isReal() || t.dtype() == DType.INT64).map(edge -> {
            Chain c = new Chain(draft);
            String x = Spots.value(rng, draft, edge.type(), Set.of()).orElse(edge.value());
            return c.into(edge, switch (rng.below(3)) {
                case 0 -> c.op("Add", Map.of(), c.op("Sub", Map.of(), x, x), edge.value());
                case 1 -> c.op("Sub", Map.of(), c.op("Add", Map.of(), edge.value(), x), x);
                default -> c.op("Mul", Map.of(), edge.value(), c.op("Cast", Map.of("to", new Attribute.Int(edge.type()
                    .dtype().code())), c.op("Equal", Map.of(), x, x)));
            });
        }).orElse(List.of());
    }
}
