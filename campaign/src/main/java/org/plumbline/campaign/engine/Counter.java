package org.plumbline.campaign.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.generator.rules.Ways;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.operators.Evaluator.Evaluated;
import org.plumbline.oracles.Oracles;
import org.plumbline.oracles.Trial;
import org.plumbline.oracles.Verdict;
import org.plumbline.targets.Outcome;

/// One lane's counting, thread-safe; [#tally()] is its value at this moment.
final class Counter {
    private final Map<String, Long> findings = new HashMap<>();
    private final Map<String, Long> operators = new HashMap<>();
    private final Map<String, Long> dtypes = new HashMap<>();
    private final Map<Long, Long> dimensions = new HashMap<>();
    private final Map<String, Long> gaps = new HashMap<>();
    private final Map<String, Long> decidedBy = new HashMap<>();
    private final Map<String, Long> undecidedBy = new HashMap<>();
    private final Map<String, Long> nodes = new HashMap<>();
    private long digest;
    private final long[] n = new long[Field.values().length];

    private enum Field {
        GENERATED, CASES, AGREES, UNDECIDED_CASES, INVALID, UNSUPPORTED, DECIDED, UNDECIDED, NON_FINITE, PLAIN,
        NON_FINITE_PLAIN, GENERATION_NANOS
    }

    private void add(Field field, long amount) {
        n[field.ordinal()] += amount;
    }

    /// Counts a model and its values; `nanos` is the CPU time that making it took.
    synchronized void model(Model model, Evaluated reference, long nanos) {
        add(Field.GENERATION_NANOS, nanos);
        add(Field.GENERATED, 1);
        for (Node node : model.graph().nodes()) {
            operators.merge(node.qualifiedOperator(), 1L, Long::sum);
            node.outputs().stream().filter(reference.values()::containsKey).map(reference.values()::get)
                .forEach(this::value);
        }
        model.graph().fed().forEach(i -> value(reference.values().get(i.name())));
    }

    /// Counts a model's nodes by the way they came to be.
    synchronized void ways(Ways ways) {
        ways.labelled().forEach((way, n) -> nodes.merge(way, n, Long::sum));
    }

    private void value(Enclosure e) {
        dtypes.merge(e.dtype().onnxName(), 1L, Long::sum);
        e.knownShape().map(Shape::dims).ifPresent(dims -> {
            for (long d : dims) {
                dimensions.merge(d, 1L, Long::sum);
            }
        });
    }

    /// Counts a judged case; `specials` says that its inputs hold special values on purpose.
    synchronized void verdict(Trial trial, Verdict verdict, boolean specials) {
        add(Field.CASES, 1);
        switch (verdict) {
            case Verdict.Agrees(long yes, long no) -> {
                add(Field.AGREES, 1);
                add(Field.DECIDED, yes);
                add(Field.UNDECIDED, no);
            }
            case Verdict.Undecided(String why) ->
                add(why.startsWith("not supported") ? Field.UNSUPPORTED : Field.UNDECIDED_CASES, 1);
            case Verdict.Invalid _ -> add(Field.INVALID, 1);
            case Verdict.Disagrees _ -> {
            }
        }
        boolean odd = trial.runs().getFirst().first() instanceof Outcome.Values v
            && v.outputs().stream().anyMatch(Tensor::hasNonFinite);
        add(Field.NON_FINITE, odd ? 1 : 0);
        add(Field.PLAIN, specials ? 0 : 1);
        add(Field.NON_FINITE_PLAIN, odd && !specials ? 1 : 0);
    }

    /// Counts how much of each output could be decided, under the operator that made it and its type.
    synchronized void decisions(Graph graph, List<Oracles.Decision> decisions) {
        for (Oracles.Decision d : decisions) {
            String key = graph.nodes().stream().filter(n -> n.outputs().contains(d.output())).findFirst()
                .map(Node::qualifiedOperator).orElse("input") + " " + d.dtype().onnxName();
            count(decidedBy, key, d.decided());
            count(undecidedBy, key, d.undecided());
        }
    }

    private static void count(Map<String, Long> counts, String key, long n) {
        if (n > 0) {
            counts.merge(key, n, Long::sum);
        }
    }

    /// Counts a model under the known errors of the specification's inference that it met.
    synchronized void gaps(List<String> names) {
        names.forEach(name -> gaps.merge(name, 1L, Long::sum));
    }

    /// Counts a finding under its symptom or, where it has none, its signature; see [Diagnoses].
    synchronized void finding(String key) {
        findings.merge(key, 1L, Long::sum);
    }

    /// Adds a case's digest; see [Digest].
    synchronized void digest(long one) {
        digest += one;
    }

    synchronized Tally tally() {
        return new Tally(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9], n[10], n[11], digest, findings,
            operators, dtypes, dimensions, gaps, decidedBy, undecidedBy, nodes);
    }
}
