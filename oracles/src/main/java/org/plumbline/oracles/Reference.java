package org.plumbline.oracles;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.oracles.Judge.Judgement;
import org.plumbline.targets.Outcome;

/// Every output of every variant lies inside what admissible implementations may return.
final class Reference implements Oracle {
    @Override
    public Verdict judge(Trial trial) {
        if (trial.reference().invalid().isPresent()) {
            return new Verdict.Invalid(trial.reference().invalid().get());
        }
        long decided = 0;
        long undecided = 0;
        List<String> guilty = new ArrayList<>();
        List<String> innocent = new ArrayList<>();
        Evidence worst = null;
        for (Trial.Run run : trial.runs()) {
            if (!(run.first() instanceof Outcome.Values values)) {
                continue;
            }
            int promised = trial.model().graph().outputs().size();
            boolean wrong = values.outputs().size() != promised;
            if (wrong) {
                worst = worse(worst, new Evidence(Kind.WRONG_RESULT, List.of(), List.of(), "",
                    values.outputs().size() + " outputs instead of " + promised, "", Double.POSITIVE_INFINITY));
            }
            for (int i = 0; i < values.outputs().size(); i++) {
                String name = trial.outputName(i);
                Optional<Enclosure> admissible = trial.admissible(run, i);
                if (admissible.isEmpty()) {
                    undecided += values.outputs().get(i).size();
                    continue;
                }
                Judgement j = Judge.judge(values.outputs().get(i), admissible.get());
                decided += j.decided();
                undecided += j.undecided();
                if (!j.agrees()) {
                    wrong = true;
                    worst = worse(worst, evidence(name, j));
                }
            }
            (wrong ? guilty : innocent).add(run.variant().name());
        }
        return worst == null ? new Verdict.Agrees(decided, undecided)
            : new Verdict.Disagrees(new Evidence(Kind.WRONG_RESULT, guilty, innocent, worst.output(), worst.seen(),
                worst.admissible(), worst.margin()));
    }

    private static Evidence worse(Evidence a, Evidence b) {
        return a == null || b.margin() > a.margin() ? b : a;
    }

    private static Evidence evidence(String output, Judgement j) {
        if (j.shape().isPresent()) {
            return new Evidence(Kind.WRONG_RESULT, List.of(), List.of(), output, j.shape().get(), "",
                Double.POSITIVE_INFINITY);
        }
        var v = j.worst().orElseThrow();
        return new Evidence(Kind.WRONG_RESULT, List.of(), List.of(), output,
            "element " + v.index() + " is " + v.observed() + " (" + j.violations() + " of "
                + (j.decided() + j.undecided()) + " elements are wrong)",
            v.admissible(), v.margin());
    }
}
