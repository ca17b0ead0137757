package org.plumbline.campaign.engine;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.plumbline.oracles.Evidence;
import org.plumbline.oracles.Kind;
import org.plumbline.oracles.Oracles;
import org.plumbline.oracles.Trial;
import org.plumbline.oracles.Verdict;
import org.plumbline.reports.Signature;
import org.plumbline.reports.Subject;
import org.plumbline.reports.reduce.Reducer;
import org.plumbline.reports.triage.RootCause;
import org.plumbline.targets.Variant;

/// Turns a disagreement into its smallest form and its signature.
public final class Diagnosis {
    private static final int QUESTIONS = 120;
    private static final int COSTLY_QUESTIONS = 16;

    private final Bench bench;

    public Diagnosis(Bench bench) {
        this.bench = bench;
    }

    /// The reduced subject, the evidence that it still shows, and the signature.
    public record Diagnosed(Subject reduced, Evidence evidence, String signature) {
    }

    /// Reduces while the same kind of disagreement remains, with the same side (all variants or some) guilty, asking
    /// the stacks at fault alone. Where all their variants are guilty, and where a run costs a process, one guilty
    /// variant answers the questions. Where there are other stacks, they are heard at the end, as witnesses.
    public Diagnosed diagnose(Subject subject, Evidence evidence, List<Variant> variants) {
        Set<String> stacks = evidence.guilty().stream().map(Variant::stack).collect(Collectors.toSet());
        boolean compared = evidence.kind() == Kind.INCONSISTENT;
        List<Variant> own = variants.stream().filter(v -> compared || stacks.contains(Variant.stack(v.name())))
            .toList();
        Diagnosed diagnosed = diagnoseOwn(subject, own.size() == variants.size() ? evidence : evidence.with(
            evidence.guilty(), evidence.innocent().stream().filter(v -> stacks.contains(Variant.stack(v))).toList()),
            own);
        return own.size() == variants.size() ? diagnosed : witnessed(diagnosed, variants);
    }

    private Diagnosed witnessed(Diagnosed d, List<Variant> variants) {
        List<Variant> others = variants.stream().filter(v -> !d.evidence().guilty().contains(v.name())).toList();
        Trial trial = bench.run(d.reduced(), others).trial();
        List<String> innocent = trial.runs().stream()
            .filter(r -> Oracles.judge(trial.only(r)) instanceof Verdict.Agrees).map(r -> r.variant().name()).toList();
        Evidence e = d.evidence().with(d.evidence().guilty(), innocent);
        return new Diagnosed(d.reduced(), e, Signature.of(e, d.reduced()));
    }

    private Diagnosed diagnoseOwn(Subject subject, Evidence evidence, List<Variant> variants) {
        boolean costly = evidence.kind() == Kind.CRASH || evidence.kind() == Kind.HANG;
        boolean alone = costly || evidence.innocent().isEmpty();
        List<Variant> asked = alone
            ? variants.stream().filter(v -> evidence.guilty().contains(v.name())).limit(1).toList() : variants;
        if (alone && evidence.kind() == Kind.REFUSED) {
            Optional<Diagnosed> cause = cause(subject, evidence, asked);
            if (cause.isPresent()) {
                return cause.get();
            }
        }
        Evidence[] last = {evidence};
        Subject reduced = Reducer.quickly(subject, candidate -> {
            if (bench.run(candidate, asked).verdict() instanceof Verdict.Disagrees(Evidence e)
                && (alone ? RootCause.sameSymptom(e, evidence) : RootCause.sameSide(e, evidence))) {
                last[0] = e;
                return true;
            }
            return false;
        }, costly ? COSTLY_QUESTIONS : QUESTIONS);
        Evidence shown = alone ? last[0].with(evidence.guilty(), evidence.innocent()) : last[0];
        return new Diagnosed(reduced, shown, Signature.of(shown, reduced));
    }

    /// A refusal is often the echo of a wrong shape further up: a single node that is wrong by itself is the cause.
    private Optional<Diagnosed> cause(Subject subject, Evidence evidence, List<Variant> asked) {
        Evidence[] found = {null};
        return Reducer.source(subject, one -> {
            if (bench.run(one, asked).verdict() instanceof Verdict.Disagrees(Evidence e) && RootCause.mayCause(one, e,
                Optional.empty(), evidence)) {
                found[0] = e.with(evidence.guilty(), evidence.innocent());
                return true;
            }
            return false;
        }, whole -> bench.run(whole, asked).verdict() instanceof Verdict.Disagrees(Evidence e)
            && RootCause.sameSymptom(e, evidence)).map(one -> new Diagnosed(one, found[0], Signature.of(found[0],
                one)));
    }
}
