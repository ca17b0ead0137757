package org.plumbline.oracles;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.plumbline.graph.DType;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.onnx.RandomValues;
import org.plumbline.targets.Outcome;

/// One program, the same inputs, the same bits; on a device that does not promise them, admissible results each time. NaNs
/// are one value here: their payload is nobody's promise. Of what depends on random numbers nothing is said.
final class Determinism implements Oracle {
    @Override
    public Verdict judge(Trial trial) {
        Verdict verdict = compare(trial, Set.of());
        if (!(verdict instanceof Verdict.Disagrees)) {
            return verdict;
        }
        Set<String> random = RandomValues.of(trial.model());
        return random.isEmpty() ? verdict : compare(trial, random);
    }

    /// Whether executions succeed alike, and in outputs that are not `random`, give the same.
    private static Verdict compare(Trial trial, Set<String> random) {
        for (Trial.Run run : trial.runs()) {
            if (!(run.first() instanceof Outcome.Values first)) {
                continue;
            }
            for (Outcome other : run.outcomes()) {
                if (!(other instanceof Outcome.Values v)) {
                    if (!random.isEmpty()) {
                        continue;
                    }
                    return disagree(run, "", "one execution succeeded, another: " + other);
                }
                if (v.outputs().size() != first.outputs().size()) {
                    return disagree(run, "", first.outputs().size() + " outputs and " + v.outputs().size());
                }
                for (int i = 0; i < v.outputs().size(); i++) {
                    if (!random.contains(trial.outputName(i)) && !same(first.outputs().get(i), v.outputs().get(i))
                        && !isOpen(trial, run, i, first, v)) {
                        return disagree(run, trial.outputName(i),
                            first.outputs().get(i) + " and " + v.outputs().get(i));
                    }
                }
            }
        }
        return random.isEmpty() ? new Verdict.Agrees(0, 0)
            : new Verdict.Undecided("the model draws random numbers, and executions differ");
    }

    /// Whether the device may give either: it does not promise to repeat itself, and both are admissible.
    private static boolean isOpen(Trial trial, Trial.Run run, int output, Outcome.Values a, Outcome.Values b) {
        return !trial.repeats(run) && trial.admissible(run, output).filter(e -> Judge.judge(a.outputs().get(output), e)
            .agrees() && Judge.judge(b.outputs().get(output), e).agrees()).isPresent();
    }

    private static Verdict disagree(Trial.Run run, String output, String seen) {
        return new Verdict.Disagrees(new Evidence(Kind.NONDETERMINISTIC, List.of(run.variant().name()), List.of(),
            output, seen, "the same bits in every execution", Double.POSITIVE_INFINITY));
    }

    static boolean same(Tensor a, Tensor b) {
        if (Objects.equals(a, b)) {
            return true;
        }
        return a.type().equals(b.type()) && a.dtype().kind() == DType.Kind.REAL
            && IntStream.range(0, a.size()).allMatch(i -> Double.compare(a.getDouble(i), b.getDouble(i)) == 0);
    }
}
