package org.plumbline.campaign.engine;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.plumbline.oracles.Evidence;
import org.plumbline.oracles.Kind;
import org.plumbline.oracles.Verdict;
import org.plumbline.reports.Reducer;
import org.plumbline.reports.Signature;
import org.plumbline.reports.Subject;
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

    /// Reduces while the same kind of disagreement remains, with the same side (all variants or some) guilty.
    public Diagnosed diagnose(Subject subject, Evidence evidence, List<Variant> variants) {
        boolean costly = evidence.kind() == Kind.CRASH || evidence.kind() == Kind.HANG;
        Evidence[] last = {evidence};
        Subject reduced = Reducer.reduce(subject, candidate -> {
            if (bench.run(candidate, variants).verdict() instanceof Verdict.Disagrees(Evidence e)
                && sameSide(e, evidence)) {
                last[0] = e;
                return true;
            }
            return false;
        }, costly ? COSTLY_QUESTIONS : QUESTIONS);
        return new Diagnosed(reduced, last[0], Signature.of(last[0], reduced));
    }

    private static boolean sameSide(Evidence a, Evidence b) {
        Set<String> guilty = new LinkedHashSet<>(a.guilty());
        return a.kind() == b.kind() && guilty.equals(new LinkedHashSet<>(b.guilty()))
            && (a.kind() != Kind.REFUSED || Signature.skeleton(a.seen()).equals(Signature.skeleton(b.seen())));
    }
}
