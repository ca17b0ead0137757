package org.plumbline.reports.triage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plumbline.graph.Node;
import org.plumbline.oracles.Evidence;
import org.plumbline.oracles.Kind;
import org.plumbline.oracles.Verdict;
import org.plumbline.reports.Culprit;
import org.plumbline.reports.Culprit.Part;
import org.plumbline.reports.Subject;
import org.plumbline.reports.reduce.Chunks;
import org.plumbline.targets.Variant;
import org.plumbline.targets.registry.Dissection;

/// Finds the part of the target to blame: the smallest set of passes whose absence makes a guilty variant innocent (by
/// delta debugging, so that pairs are found where no single one is enough); where the plain variant is guilty too, the
/// kernel.
public final class Culprits {
    static final String EVERY_MODE = "every mode";

    private final Stand stand;

    public Culprits(Stand stand) {
        this.stand = stand;
    }

    /// The culprit of what `evidence` says of `subject`.
    public Culprit find(Subject subject, Evidence evidence) {
        Variant plain = stand.variants().getFirst();
        Optional<Variant> guilty = stand.variants().stream().filter(v -> evidence.guilty().contains(v.name()))
            .findFirst();
        if (guilty.isEmpty()) {
            return Culprit.UNKNOWN;
        }
        return evidence.guilty().contains(plain.name()) ? kernel(subject, evidence, plain)
            : pass(subject, evidence, guilty.get());
    }

    private Culprit pass(Subject subject, Evidence evidence, Variant guilty) {
        Dissection dissection = stand.dissection();
        List<String> all = dissection.parts();
        String shown = guilty.name() + ": " + evidence.seen();
        if (all.isEmpty() || !innocent(subject, evidence, dissection.without(guilty, all))) {
            return new Culprit(Part.MODE, guilty.name(), all.isEmpty() ? List.of(shown)
                : List.of(shown, guilty.name() + " without any pass that can be named: the same"));
        }
        List<String> needed = Chunks.giveUp(all, all, (set, chunk) -> Optional.of(minus(set, chunk)),
            set -> !set.isEmpty() && innocent(subject, evidence, dissection.without(guilty, set)));
        return new Culprit(Part.PASS, String.join("+", needed), List.of(shown,
            guilty.name() + " without " + String.join(", ", needed) + ": innocent"));
    }

    private boolean innocent(Subject subject, Evidence evidence, Variant variant) {
        return stand.ask(subject, List.of(variant)) instanceof Verdict.Agrees;
    }

    private static List<String> minus(List<String> set, List<String> chunk) {
        List<String> rest = new ArrayList<>(set);
        rest.removeAll(chunk);
        return rest;
    }

    private Culprit kernel(Subject subject, Evidence evidence, Variant plain) {
        Node producer = producer(subject, evidence.output());
        if (evidence.kind() == Kind.REFUSED && !evidence.seen().contains(producer.operator())) {
            return new Culprit(Part.MODE, EVERY_MODE, List.of(plain.name() + ": " + evidence.seen()));
        }
        boolean runs = evidence.kind() == Kind.WRONG_RESULT || evidence.kind() == Kind.NONDETERMINISTIC
            || evidence.kind() == Kind.INCONSISTENT;
        List<String> ran = runs ? stand.dissection().recorded(plain).map(r -> {
            stand.ask(subject, List.of(r.variant()));
            return r.kernels().read();
        }).orElse(List.of()) : List.of();
        String operator = producer.operator();
        Optional<String> named = ran.stream().filter(k -> k.endsWith("/" + operator)).findFirst();
        List<String> lines = new ArrayList<>(List.of(plain.name() + ": " + evidence.seen()));
        named.ifPresent(k -> lines.add("kernels that ran: " + String.join(", ", ran)));
        return new Culprit(Part.KERNEL, named.orElse(producer.qualifiedOperator()), lines);
    }

    /// The node that makes the output; the last one where the whole run is meant.
    static Node producer(Subject subject, String output) {
        List<Node> nodes = subject.model().graph().nodes();
        return nodes.stream().filter(n -> n.outputs().contains(output)).findFirst().orElse(nodes.getLast());
    }
}
