package org.plumbline.reports.triage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.Node;
import org.plumbline.reports.Subject;
import org.plumbline.reports.reduce.Question;

/// The same with less: without an attribute, an optional input, a further output, on sizes that go with that.
final class Omissions {
    private Omissions() {
    }

    static Stream<Subject> of(Subject s, Symptom symptom) {
        return s.model().graph().nodes().stream().flatMap(n -> Stream.of(needless(s, n, symptom.strictly()).or(
            () -> needless(s, n, symptom.shows())).map(gone -> without(n,
                gone)).stream(), shorter(n), first(s, n)).flatMap(x -> x).flatMap(other -> made(s, n, other)));
    }

    /// The attributes that can go, each alone and all together, since with one of them gone another may be misread; where
    /// none can, all but the one that shows the symptom by itself.
    private static Optional<List<String>> needless(Subject s, Node n, Question<Subject> shows) {
        List<String> keys = n.attributes().keySet().stream().sorted().toList();
        List<String> free = keys.stream().filter(key -> shows(s, n, List.of(key), shows)).toList();
        if (!free.isEmpty()) {
            return Optional.of(free);
        }
        List<List<String>> others = keys.size() < 3 ? List.of() : keys.stream().map(key -> minus(keys, key)).filter(
            rest -> shows(s, n, rest, shows)).toList();
        return others.size() == 1 ? Optional.of(others.getFirst()) : Optional.empty();
    }

    private static boolean shows(Subject s, Node n, List<String> gone, Question<Subject> shows) {
        return made(s, n, without(n, gone)).anyMatch(shows::holds);
    }

    private static List<String> minus(List<String> keys, String one) {
        List<String> rest = new ArrayList<>(keys);
        rest.remove(one);
        return rest;
    }

    private static Stream<Node> shorter(Node n) {
        return n.inputs().size() < 2 ? Stream.of() : Stream.of(new Node(n.domain(), n.operator(), n.name(), n.inputs()
            .subList(0, n.inputs().size() - 1), n.outputs(), n.attributes()));
    }

    /// With the output that is used as its first and only one.
    private static Stream<Node> first(Subject s, Node n) {
        return n.outputs().size() < 2 ? Stream.of() : n.outputs().stream().filter(o -> s.model().graph().outputs()
            .stream().anyMatch(out -> out.name().equals(o))).map(o -> new Node(n.domain(), n.operator(), n.name(), n
                .inputs(), List.of(o), n.attributes()));
    }

    private static Stream<Subject> made(Subject s, Node old, Node now) {
        return Sizes.others(s, old, now).flatMap(Restatements::fed);
    }

    private static Node without(Node n, List<String> keys) {
        Map<String, Attribute> rest = new HashMap<>(n.attributes());
        rest.keySet().removeAll(keys);
        return new Node(n.domain(), n.operator(), n.name(), n.inputs(), n.outputs(), rest);
    }
}
