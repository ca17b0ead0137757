package org.plumbline.reports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Node;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.operators.Evaluator;

/// Makes a failing model smaller while it still fails in the same way: fewer outputs, fewer nodes at the end, then fewer
/// elsewhere, replacing what a node computes by a graph input that holds the reference's value, until no single step helps any more. Pure but
/// for the predicate; deterministic.
public final class Reducer {
    private final Predicate<Subject> stillFails;
    private int budget;

    private Reducer(Predicate<Subject> stillFails, int budget) {
        this.stillFails = stillFails;
        this.budget = budget;
    }

    /// The smallest subject found with at most `budget` questions to `stillFails`; the given one if nothing helps.
    public static Subject reduce(Subject subject, Predicate<Subject> stillFails, int budget) {
        Reducer r = new Reducer(stillFails, budget);
        Optional<Subject> window = r.onWindows(subject);
        if (window.isPresent()) {
            return r.onInitializers(window.get());
        }
        Subject best = r.onOutputs(subject);
        for (int nodes = Integer.MAX_VALUE; best.model().graph().nodes().size() < nodes;) {
            nodes = best.model().graph().nodes().size();
            best = r.onOutputs(r.onTail(best));
            best = r.onNodes(best);
        }
        return r.onInitializers(best);
    }

    /// The first node that fails alone, fed with the reference's values.
    public static Optional<Subject> single(Subject subject, Predicate<Subject> fails) {
        Map<String, Enclosure> values = Evaluator.evaluate(subject.model(), subject.feeds(), Accuracy.CPU).values();
        return subject.model().graph().nodes().stream().map(n -> window(subject, List.of(n), values))
            .flatMap(Optional::stream).filter(fails).findFirst();
    }

    private boolean holds(Subject candidate) {
        return budget-- > 0 && !candidate.model().graph().nodes().isEmpty() && stillFails.test(candidate);
    }

    /// Each node alone, then each pair of a producer and its consumer, fed with the reference's values: most causes
    /// show in so little, and finding them here costs a run per node instead of a search.
    private Optional<Subject> onWindows(Subject subject) {
        List<Node> nodes = subject.model().graph().nodes();
        Map<String, Enclosure> values = Evaluator.evaluate(subject.model(), subject.feeds(), Accuracy.CPU).values();
        List<List<Node>> windows = new ArrayList<>();
        nodes.forEach(n -> windows.add(List.of(n)));
        for (Node producer : nodes) {
            nodes.stream().filter(n -> n.inputs().stream().anyMatch(i -> producer.outputs().contains(i)))
                .forEach(consumer -> windows.add(List.of(producer, consumer)));
        }
        return windows.stream().filter(w -> w.size() < nodes.size()).map(w -> window(subject, w, values))
            .flatMap(Optional::stream).filter(this::holds).findFirst();
    }

    private static Optional<Subject> window(Subject subject, List<Node> nodes, Map<String, Enclosure> values) {
        Map<String, Tensor> feeds = new LinkedHashMap<>();
        Node last = nodes.getLast();
        for (Node n : nodes) {
            for (String in : n.inputs()) {
                boolean inner = n != nodes.getFirst() && nodes.getFirst().outputs().contains(in);
                if (in.isEmpty() || inner || subject.model().graph().initializers().containsKey(in)) {
                    continue;
                }
                Optional<Tensor> value = Optional.ofNullable(subject.feeds().get(in))
                    .or(() -> Optional.ofNullable(values.get(in)).flatMap(Midpoint::of));
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                feeds.put(in, value.get());
            }
        }
        List<ValueInfo> outputs = last.outputs().stream().filter(o -> !o.isEmpty())
            .flatMap(o -> declared(o, values).stream()).toList();
        return outputs.isEmpty() ? Optional.empty() : Optional.of(subject.with(nodes, outputs, feeds));
    }

    private static Optional<ValueInfo> declared(String name, Map<String, Enclosure> values) {
        return Optional.ofNullable(values.get(name)).flatMap(e -> e.knownShape().map(
            shape -> ValueInfo.of(name, new TensorType(e.dtype(), shape))));
    }

    /// One output alone, or all but one at a time.
    private Subject onOutputs(Subject subject) {
        List<ValueInfo> outputs = subject.model().graph().outputs();
        List<Node> nodes = subject.model().graph().nodes();
        if (outputs.size() < 2) {
            return subject;
        }
        for (ValueInfo only : outputs) {
            Subject candidate = subject.with(nodes, List.of(only), subject.feeds());
            if (holds(candidate)) {
                return candidate;
            }
        }
        Subject best = subject;
        for (ValueInfo o : outputs) {
            List<ValueInfo> rest = best.model().graph().outputs().stream().filter(x -> !x.equals(o)).toList();
            Subject candidate = rest.isEmpty() ? best : best.with(best.model().graph().nodes(), rest, best.feeds());
            best = candidate != best && holds(candidate) ? candidate : best;
        }
        return best;
    }

    /// Drops a node that produces an output, and nothing that is read, and lets what it consumes be outputs instead, as long as that fails too.
    private Subject onTail(Subject subject) {
        for (Node last : subject.model().graph().nodes().reversed()) {
            List<ValueInfo> rest = subject.model().graph().outputs().stream()
                .filter(o -> !last.outputs().contains(o.name())).toList();
            if (rest.size() == subject.model().graph().outputs().size() || isRead(last, subject)) {
                continue;
            }
            Map<String, Enclosure> values =
                Evaluator.evaluate(subject.model(), subject.feeds(), Accuracy.CPU).values();
            List<Node> others = subject.model().graph().nodes().stream().filter(n -> n != last).toList();
            List<ValueInfo> outputs = new ArrayList<>(rest);
            last.inputs().stream().distinct()
                .filter(i -> others.stream().anyMatch(n -> n.outputs().contains(i)))
                .filter(i -> rest.stream().noneMatch(o -> o.name().equals(i)))
                .forEach(i -> declared(i, values).ifPresent(outputs::add));
            Subject candidate = outputs.isEmpty() ? subject : subject.with(others, outputs, subject.feeds());
            if (candidate != subject && holds(candidate)) {
                return onTail(candidate);
            }
        }
        return subject;
    }

    private static boolean isRead(Node node, Subject subject) {
        return subject.model().graph().allNodes().flatMap(n -> n.inputs().stream())
            .anyMatch(i -> !i.isEmpty() && node.outputs().contains(i));
    }

    private Subject onNodes(Subject subject) {
        Subject best = subject;
        for (int i = subject.model().graph().nodes().size() - 1; i >= 0; i--) {
            Node node = subject.model().graph().nodes().get(i);
            if (best.model().graph().nodes().contains(node)) {
                best = cut(best, node);
            }
        }
        for (Node node : best.model().graph().nodes()) {
            best = best.model().graph().nodes().contains(node) ? bypass(best, node) : best;
        }
        return best;
    }

    /// The node's outputs become graph inputs that hold the reference's values.
    private Subject cut(Subject subject, Node node) {
        Map<String, Enclosure> values =
            Evaluator.evaluate(subject.model(), subject.feeds(), Accuracy.CPU).values();
        Map<String, Tensor> feeds = new LinkedHashMap<>(subject.feeds());
        for (String out : node.outputs()) {
            var value = Optional.ofNullable(values.get(out)).flatMap(Midpoint::of);
            if (!out.isEmpty() && value.isEmpty()) {
                return subject;
            }
            value.ifPresent(v -> feeds.put(out, v));
        }
        List<Node> rest = subject.model().graph().nodes().stream().filter(n -> n != node).toList();
        List<ValueInfo> outputs = subject.model().graph().outputs().stream()
            .filter(o -> !node.outputs().contains(o.name())).toList();
        Subject candidate = outputs.isEmpty() ? subject : subject.with(rest, outputs, feeds);
        return candidate != subject && holds(candidate) ? candidate : subject;
    }

    /// Consumers read the node's first input instead, where the reference says that types agree.
    private Subject bypass(Subject subject, Node node) {
        if (node.inputs().isEmpty() || node.inputs().getFirst().isEmpty()
            || subject.model().graph().outputs().stream().anyMatch(o -> node.outputs().contains(o.name()))) {
            return subject;
        }
        Function<String, String> rename = n -> n.equals(node.outputs().getFirst()) ? node.inputs().getFirst() : n;
        List<Node> rest = new ArrayList<>();
        for (Node n : subject.model().graph().nodes()) {
            if (n != node) {
                rest.add(new Node(n.domain(), n.operator(), n.name(), n.inputs().stream().map(rename).toList(),
                    n.outputs(), n.attributes()));
            }
        }
        Subject candidate = subject.with(rest, subject.model().graph().outputs(), subject.feeds());
        boolean sameTypes = Evaluator.evaluate(candidate.model(), candidate.feeds(), Accuracy.CPU).invalid().isEmpty()
            && sameOutputTypes(subject, candidate);
        return sameTypes && holds(candidate) ? candidate : subject;
    }

    private static boolean sameOutputTypes(Subject a, Subject b) {
        var x = Evaluator.evaluate(a.model(), a.feeds(), Accuracy.CPU).values();
        var y = Evaluator.evaluate(b.model(), b.feeds(), Accuracy.CPU).values();
        return a.model().graph().outputs().stream().map(ValueInfo::name).allMatch(o -> x.containsKey(o)
            && y.containsKey(o) && x.get(o).dtype() == y.get(o).dtype()
            && x.get(o).knownShape().equals(y.get(o).knownShape()));
    }

    /// Initializers become inputs, so that the pattern shows what has to be constant.
    private Subject onInitializers(Subject subject) {
        Subject best = subject;
        for (Map.Entry<String, Tensor> e : subject.model().graph().initializers().entrySet()) {
            Map<String, Tensor> feeds = new LinkedHashMap<>(best.feeds());
            feeds.put(e.getKey(), e.getValue());
            var g = best.model().graph();
            Map<String, Tensor> rest = new LinkedHashMap<>(g.initializers());
            rest.remove(e.getKey());
            Subject without = new Subject(best.model().withGraph(new Graph(g.name(), g.inputs(),
                g.outputs(), rest, g.nodes(), g.rest())), best.inputs());
            Subject candidate = without.with(g.nodes(), g.outputs(), feeds);
            best = holds(candidate) ? candidate : best;
        }
        return best;
    }
}
