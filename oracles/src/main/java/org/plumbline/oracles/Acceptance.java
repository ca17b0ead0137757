package org.plumbline.oracles;

import java.util.List;
import org.plumbline.targets.Outcome;

/// A valid model is accepted at every variant, or at none because the stack does not implement it.
final class Acceptance implements Oracle {
    @Override
    public Verdict judge(Trial trial) {
        List<Trial.Run> refused = trial.runs().stream().filter(r -> refusal(r) != null).toList();
        if (refused.isEmpty()) {
            return new Verdict.Agrees(0, 0);
        }
        Outcome.Refused first = refusal(refused.getFirst());
        boolean everywhere = refused.size() == trial.runs().size();
        if (trial.reference().invalid().isPresent()) {
            return new Verdict.Invalid(trial.reference().invalid().get());
        }
        if (everywhere && refused.stream().allMatch(r -> refusal(r).unsupported())) {
            return new Verdict.Undecided("not supported: " + first.message());
        }
        if (everywhere && !trial.reference().unreferenced().isEmpty()) {
            return new Verdict.Undecided("refused everywhere, and no reference knows "
                + trial.reference().unreferenced().getFirst().qualifiedOperator() + ": " + first.message());
        }
        List<String> innocent = trial.runs().stream().filter(r -> !refused.contains(r)).map(r -> r.variant().name())
            .toList();
        return new Verdict.Disagrees(new Evidence(Kind.REFUSED,
            refused.stream().map(r -> r.variant().name()).toList(), innocent, "", first.message(),
            everywhere ? "a valid model" : "accepted at " + String.join(", ", innocent), Double.POSITIVE_INFINITY));
    }

    private static Outcome.Refused refusal(Trial.Run run) {
        return run.first() instanceof Outcome.Refused r ? r : null;
    }
}
