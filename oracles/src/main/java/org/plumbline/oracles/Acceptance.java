package org.plumbline.oracles;

import java.util.List;
import java.util.Set;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.targets.Outcome;

/// A valid model is accepted at every variant, unless the plain one does not implement it: what an optimiser then
/// makes of it, by removing the operator in question, say, is no contradiction. Each stack answers for itself; one that
/// does not implement the model takes no part where others do.
final class Acceptance implements Oracle {
    private static final Set<String> INDEXED =
        Set.of("Gather", "GatherElements", "GatherND", "ScatterElements", "ScatterND");

    @Override
    public Verdict judge(Trial trial) {
        Verdict verdict = new Verdict.Agrees(0, 0);
        int absent = 0;
        for (List<Trial.Run> stack : trial.stacks()) {
            switch (judge(trial, stack)) {
                case Verdict.Disagrees d -> {
                    return d;
                }
                case Verdict.Invalid v -> verdict = v;
                case Verdict.Undecided v -> {
                    absent++;
                    verdict = verdict instanceof Verdict.Invalid ? verdict : v;
                }
                case Verdict.Agrees _ -> {
                }
            }
        }
        return verdict instanceof Verdict.Undecided && absent < trial.stacks().size() ? new Verdict.Agrees(0, 0)
            : verdict;
    }

    private static Verdict judge(Trial trial, List<Trial.Run> stack) {
        List<Trial.Run> refused = stack.stream().filter(r -> refusal(r) != null).toList();
        if (refused.isEmpty()) {
            return new Verdict.Agrees(0, 0);
        }
        Outcome.Refused first = refusal(refused.getFirst());
        boolean everywhere = refused.size() == stack.size();
        if (trial.reference().invalid().isPresent()) {
            return new Verdict.Invalid(trial.reference().invalid().get());
        }
        Outcome.Refused plain = refusal(stack.getFirst());
        if (plain != null && plain.unsupported()) {
            return new Verdict.Undecided("not supported: " + plain.message());
        }
        if (everywhere && !trial.reference().unreferenced().isEmpty()) {
            return new Verdict.Undecided("refused everywhere, and no reference knows "
                + trial.reference().unreferenced().getFirst().qualifiedOperator() + ": " + first.message());
        }
        if (refused.stream().allMatch(r -> refusal(r).stage() == Outcome.Stage.RUN) && hasOpenIndices(trial)) {
            return new Verdict.Undecided("refused at run time, and the reference leaves indices open: "
                + first.message());
        }
        List<String> innocent = trial.runs().stream().filter(r -> r.first() instanceof Outcome.Values)
            .map(r -> r.variant().name()).toList();
        return new Verdict.Disagrees(new Evidence(Kind.REFUSED,
            refused.stream().map(r -> r.variant().name()).toList(), innocent, "", first.message(),
            innocent.isEmpty() ? "a valid model" : "accepted at " + String.join(", ", innocent),
            Double.POSITIVE_INFINITY));
    }

    /// Whether a gather or scatter reads indices that the specification leaves open (after an integer overflow, say):
    /// they may be out of range in one implementation and not in another.
    private static boolean hasOpenIndices(Trial trial) {
        return trial.model().graph().nodes().stream().anyMatch(n -> INDEXED.contains(n.operator())
            && n.inputs().size() > 1 && trial.reference().values().get(n.inputs().get(
                1)) instanceof Enclosure.Integers i
            && !i.isExact());
    }

    private static Outcome.Refused refusal(Trial.Run run) {
        return run.first() instanceof Outcome.Refused r ? r : null;
    }
}
