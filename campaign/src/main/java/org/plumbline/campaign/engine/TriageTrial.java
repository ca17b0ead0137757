package org.plumbline.campaign.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.plumbline.oracles.Evidence;
import org.plumbline.oracles.Kind;
import org.plumbline.oracles.Verdict;
import org.plumbline.reports.Subject;
import org.plumbline.reports.reduce.Remade;
import org.plumbline.reports.triage.RootCause;
import org.plumbline.reports.triage.Triager;
import org.plumbline.targets.Variant;
import org.plumbline.targets.registry.Dissection;
import org.plumbline.targets.worker.Executor;

/// A stack with many known faults whose findings are triaged: whether those of one fault come down to one root cause, and
/// those of two never to the same. Which fault a subject shows is asked of stacks that have one each; triage itself sees
/// only the stack that has them all. Mutable; one thread's.
public final class TriageTrial {
    private static final int QUESTIONS = 3000;

    private final Bench bench;
    private final Dissection dissection;
    private final Map<String, Bench> singles = new LinkedHashMap<>();
    private final Map<String, Integer> met = new LinkedHashMap<>();
    private final int wanted;
    private final List<Triaged> findings = new ArrayList<>();

    /// `all` has the faults that `singles` have one each, by name; `wanted` findings of each are triaged.
    public TriageTrial(Executor all, Map<String, Executor> singles, Dissection dissection, int wanted) {
        this.dissection = dissection;
        this.bench = new Bench(all, Assay.REPEATS);
        singles.forEach((name, executor) -> this.singles.put(name, new Bench(executor, Assay.REPEATS)));
        this.wanted = wanted;
    }

    /// What was found in the case that has an index, what it came down to, in how many questions and seconds; the faults that were at work before, each by itself,
    /// as those that it shows and those that it hides further down; and the faults that it shows after.
    public record Triaged(long index, Subject found, String rootCause, Subject reduced, int questions, double seconds,
        Set<String> before,
        Set<String> after) {
        /// Whether the reduction led to a fault that was not at work in the finding, or to none.
        public boolean hasSlipped() {
            return Collections.disjoint(before, after);
        }

        public int nodes() {
            return reduced.model().graph().nodes().size();
        }
    }

    public List<Triaged> findings() {
        return List.copyOf(findings);
    }

    public boolean isDone() {
        return singles.keySet().stream().allMatch(this::isDone);
    }

    private boolean isDone(String fault) {
        return met.getOrDefault(fault, 0) >= wanted;
    }

    /// Runs the case that has an index, and triages what is found unless enough is known of every fault that it shows.
    public void run(long index, Drawn drawn) {
        if (!(bench.run(drawn).verdict() instanceof Verdict.Disagrees(Evidence evidence))) {
            return;
        }
        Set<String> before = faults(drawn.subject(), drawn.variants(), Optional.empty());
        if (before.stream().allMatch(this::isDone)) {
            return;
        }
        long start = System.nanoTime();
        var quick = new Diagnosis(bench).diagnose(drawn.subject(), evidence, drawn.variants());
        int[] left = {QUESTIONS};
        if (new Triager(new BenchStand(bench, dissection)).triage(quick.reduced(), quick.evidence(), Map.of(),
            () -> left[0]-- > 0) instanceof Triager.Triaged t) {
            double seconds = (System.nanoTime() - start) / 1e9;
            Set<String> after = faults(t.reduced(), bench.executor().variants(), Optional.of(t.evidence()));
            Set<String> behind = Stream.concat(before.stream(), after.stream().filter(f -> isAtWork(f, drawn))).collect(
                Collectors.toCollection(TreeSet::new));
            if (after.isEmpty() || !after.stream().allMatch(this::isDone)) {
                after.forEach(f -> met.merge(f, 1, Integer::sum));
                findings.add(new Triaged(index, drawn.subject(), t.rootCause(), t.reduced(), t.questions(), seconds,
                    behind, after));
            }
        }
    }

    /// Whether a fault makes any value of the case wrong, one that its outputs hide too.
    private boolean isAtWork(String fault, Drawn drawn) {
        return singles.get(fault).run(Remade.bared(drawn.subject()), drawn.variants())
            .verdict() instanceof Verdict.Disagrees(Evidence e) && e.kind() == Kind.WRONG_RESULT;
    }

    /// The faults that show by themselves, with the symptom that is given if one is.
    private Set<String> faults(Subject subject, List<Variant> variants, Optional<Evidence> like) {
        Set<String> shown = new TreeSet<>();
        singles.forEach((name, single) -> {
            if (single.run(subject, variants).verdict() instanceof Verdict.Disagrees(Evidence e)
                && like.filter(l -> !RootCause.sameSymptom(l, e)).isEmpty()) {
                shown.add(name);
            }
        });
        return shown;
    }
}
