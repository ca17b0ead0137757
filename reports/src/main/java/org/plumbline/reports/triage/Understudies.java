package org.plumbline.reports.triage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operators.Operators;
import org.plumbline.reports.Subject;
import org.plumbline.reports.reduce.Question;
import org.plumbline.reports.reduce.Remade;

/// Subjects in which other operators stand in the place of some.
record Understudies(Question<Subject> shows, boolean proven) {
    private static final List<String> UNRELATED = List.of("Abs", "Neg", "Relu", "Sign");
    private static final int ENOUGH = 2;
    private static final Set<String> OF_ONE_INPUT = Set.of("Abs", "Relu", "Sqrt", "Sigmoid", "Clip");
    private static final List<DType> TYPES = List.of(DType.FLOAT, DType.INT64, DType.INT32, DType.INT8, DType.UINT8);
    private static final int FEW = 3;
    private static final List<List<String>> KINDRED = List.of(List.of("MaxPool", "AveragePool", "LpPool"),
        List.of("Conv", "ConvTranspose"), List.of("InstanceNormalization", "GroupNormalization"));
    private static final String TWIN = "Elu";
    private static final Attribute SLOPE = new Attribute.Real(0.5f);

    /// An operator of one input in the place of a node, over one of its inputs or over an input of its own. Those of one
    /// way only where enough of them show the symptom.
    Stream<Subject> anyone(Subject s) {
        List<String> names = proven ? OF_ONE_INPUT.stream().flatMap(n -> Operators.family(n).stream())
            .filter(o -> o.since() <= s.model().opset()).map(Operator::name).distinct().sorted().toList() : UNRELATED;
        return s.model().graph().nodes().stream().flatMap(node -> ways(s, node).flatMap(way -> {
            List<Subject> others = names.stream().filter(n -> !n.equals(node.operator())).flatMap(
                n -> way.with(n).stream()).toList();
            return proven ? others.stream().flatMap(Restatements::fed) : enough(others);
        }));
    }

    /// One operator in the place of all, where enough of them show the symptom.
    Stream<Subject> skeletons(Subject s) {
        return proven ? Stream.of() : enough(UNRELATED.stream().flatMap(n -> skeleton(s, n).stream()).toList());
    }

    /// One operator of one float input in the place of every node: what is left is who reads whose result.
    private static Optional<Subject> skeleton(Subject s, String operator) {
        List<Node> old = s.model().graph().nodes();
        Set<String> made = old.stream().flatMap(n -> n.outputs().stream()).collect(Collectors.toSet());
        Map<String, Tensor> feeds = new LinkedHashMap<>();
        List<Node> nodes = old.stream().map(n -> {
            Node bare = one(operator, s, n, "");
            String in = n.inputs().stream().filter(made::contains).findFirst().orElse(bare.outputs().getFirst()
                + "_fed");
            if (!made.contains(in)) {
                feeds.put(in, Tensor.of(DType.FLOAT, Shape.of(2), Remade::small));
            }
            return new Node("", operator, n.name(), List.of(in), bare.outputs(), Map.of());
        }).toList();
        return old.size() < 2 ? Optional.empty() : Remade.of(s, nodes, feeds, Map.of());
    }

    private Stream<Subject> enough(List<Subject> others) {
        List<Subject> showing = others.stream().filter(shows::holds).limit(ENOUGH).toList();
        return showing.size() < ENOUGH ? Stream.of() : showing.stream();
    }

    /// How another operator is fed in the place of a node.
    @FunctionalInterface
    private interface Way {
        Optional<Subject> with(String operator);
    }

    private Stream<Way> ways(Subject s, Node node) {
        Stream<Way> own = node.inputs().stream().filter(i -> !i.isEmpty()).distinct().map(
            i -> name -> Remade.node(s, node, one(name, s, node, i)));
        return Stream.concat(own, (proven ? TYPES.subList(0, 1) : TYPES).stream().map(type -> name -> anew(s, node,
            name, type)));
    }

    /// An operator that gives the first result of the node that is used.
    private static Node one(String operator, Subject s, Node place, String input) {
        List<String> used = place.outputs().stream().filter(o -> s.model().graph().outputs().stream().anyMatch(
            out -> out.name().equals(o)) || s.model().graph().nodes().stream().anyMatch(n -> n.inputs().contains(o)))
            .limit(1).toList();
        return new Node("", operator, place.name(), List.of(input), used.isEmpty() ? place.outputs().subList(0, 1)
            : used,
            Map.of());
    }

    /// Over a new input of the shape that the output has.
    private static Optional<Subject> anew(Subject s, Node node, String operator, DType type) {
        String result = one(operator, s, node, "").outputs().getFirst();
        String input = result + "_fed";
        return Remade.shape(s, result).flatMap(shape -> {
            Map<String, Tensor> feeds = new LinkedHashMap<>(s.feeds());
            feeds.put(input, type.isReal() ? Tensor.of(type, shape, Remade::small) : Tensor.ofLongs(type, shape,
                _ -> 1));
            return Remade.of(s, s.model().graph().nodes().stream().map(n -> n == node ? one(operator, s, node, input)
                : n)
                .toList(), feeds, s.model().graph().initializers());
        });
    }

    /// An operator of the same family. One of a small family, which share their code as a rule; of a large one only where
    /// a pass is known to be at fault.
    Stream<Subject> kin(Subject s) {
        return s.model().graph().nodes().stream().map(node -> kin(s, node).toList()).filter(
            kin -> proven || kin.size() <= FEW).flatMap(List::stream).flatMap(Restatements::fed);
    }

    /// Those of a node's family, where two thirds of them show the symptom in the `same` words; of those that
    /// share their code as a rule, where one shows it.
    Stream<Subject> most(Subject s, Question<Subject> same) {
        return s.model().graph().nodes().stream().flatMap(node -> {
            List<Subject> kin = kin(s, node).toList();
            boolean few = KINDRED.stream().anyMatch(k -> k.contains(node.operator()));
            List<Subject> showing = kin.stream().filter((few ? shows : same)::holds).toList();
            return few || 3 * showing.size() >= 2 * kin.size() ? showing.stream() : Stream.of();
        });
    }

    /// How many nodes have an operator of a kind of their own.
    static long peculiar(Subject s) {
        return s.model().graph().nodes().stream().filter(n -> !UNRELATED.contains(n.operator())).count();
    }

    /// How many nodes have an operator with one in its family that is plainer, or are twins of another operator than ours.
    static long distant(Subject s) {
        return s.model().graph().nodes().stream().filter(n -> KINDRED.stream().anyMatch(
            k -> k.indexOf(n.operator()) > 0) || twin(s, n).isPresent()).count();
    }

    private static Stream<Subject> kin(Subject s, Node node) {
        return family(node.operator()).stream().filter(name -> Operators.named(name).filter(
            o -> o.since() <= s.model().opset()).isPresent()).flatMap(name -> Stream.of(node.attributes(), Map
                .<String, Attribute>of()).distinct().flatMap(attributes -> Remade.node(s, node, new Node("", name, node
                    .name(), node.inputs(), node.outputs(), attributes)).stream()).limit(1));
    }

    private static Set<String> family(String operator) {
        Set<String> names = new TreeSet<>(Operators.family(operator).stream().map(Operator::name).toList());
        KINDRED.stream().filter(k -> k.contains(operator)).forEach(names::addAll);
        names.remove(operator);
        return names;
    }

    /// Two nodes that differ in an attribute alone, as two Elus.
    static Stream<Subject> twins(Subject s) {
        List<Node> nodes = s.model().graph().nodes();
        return nodes.stream().flatMap(a -> twin(s, a).stream().flatMap(b -> Remade.of(s, nodes.stream().map(
            n -> n == a ? one(TWIN, s, a, a.inputs().getFirst()) : n == b ? new Node("", TWIN, b.name(), a.inputs()
                .subList(0,
                    1), b.outputs().subList(0, 1), Map.of("alpha", SLOPE)) : n).toList(), s.feeds(), s.model().graph()
                        .initializers()).stream())).flatMap(Restatements::fed);
    }

    private static Optional<Node> twin(Subject s, Node a) {
        return a.operator().equals(TWIN) || a.inputs().isEmpty() ? Optional.empty() : s.model().graph().nodes().stream()
            .filter(b -> b != a && b.operator().equals(a.operator()) && b.inputs().equals(a.inputs())).findFirst();
    }

    /// Two nodes in a row in the other order, each with its other inputs.
    static Stream<Subject> swapped(Subject s) {
        List<Node> nodes = s.model().graph().nodes();
        return IntStream.range(1, nodes.size()).boxed().flatMap(i -> {
            Node first = nodes.get(i - 1);
            Node second = nodes.get(i);
            if (first.inputs().isEmpty() || second.inputs().isEmpty()
                || !second.inputs().getFirst().equals(first.outputs().getFirst())) {
                return Stream.of();
            }
            List<Node> other = new ArrayList<>(nodes);
            other.set(i - 1, moved(second, first.inputs().getFirst(), first.outputs()));
            other.set(i, moved(first, first.outputs().getFirst(), second.outputs()));
            return Remade.of(s, other, s.feeds(), s.model().graph().initializers()).stream();
        });
    }

    private static Node moved(Node n, String first, List<String> outputs) {
        List<String> inputs = new ArrayList<>(n.inputs());
        inputs.set(0, first);
        return new Node(n.domain(), n.operator(), n.name(), inputs, outputs, n.attributes());
    }
}
