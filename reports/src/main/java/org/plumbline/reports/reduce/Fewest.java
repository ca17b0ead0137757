package org.plumbline.reports.reduce;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.plumbline.graph.Node;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.reports.Subject;

/// The fewest of the nodes: every set of them is tried, small ones first, with the reference's values in the places of
/// the others, and the graph's outputs or what nobody reads any more as outputs. What is left is no local minimum: no
/// smaller set of its nodes fails.
final class Fewest implements Pass<Subject> {
    /// Sets double with each node; those of more are not tried.
    private static final int MOST = 10;
    private static final int FEW = 2;

    @Override
    public Subject shrink(Subject current, Question<Subject> question) {
        List<Node> nodes = current.model().graph().nodes();
        if (nodes.size() < FEW || nodes.size() > MOST) {
            return current;
        }
        Map<String, Enclosure> values = Remade.values(current);
        return IntStream.range(1, nodes.size()).boxed().flatMap(size -> sets(nodes, size)).flatMap(left -> Stream
            .concat(
                Windows.window(current, left, values).stream(), Nodes.cut(current, nodes.stream().filter(n -> !left
                    .contains(n)).toList()).stream())).filter(question::holds).findFirst().orElse(current);
    }

    private static Stream<List<Node>> sets(List<Node> nodes, int size) {
        return IntStream.range(1, 1 << nodes.size()).filter(set -> Integer.bitCount(set) == size).mapToObj(
            set -> IntStream.range(0, nodes.size()).filter(i -> (set >> i & 1) == 1).mapToObj(nodes::get).toList());
    }
}
