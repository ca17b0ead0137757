package org.plumbline.oracles;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.plumbline.graph.DType;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.targets.Outcome;

/// The registry of oracles, in the order in which they are asked.
public final class Oracles {
    private static final List<Oracle> ALL =
        List.of(new Survival(), new Acceptance(), new Determinism(), new Reference(), new Differential());

    private Oracles() {
    }

    public static List<Oracle> all() {
        return ALL;
    }

    /// Asks every oracle. The first disagreement wins; then "invalid", then "undecided"; otherwise the counts of
    /// decided and undecided elements are added up.
    public static Verdict judge(Trial trial) {
        long decided = 0;
        long undecided = 0;
        Verdict doubt = null;
        for (Oracle oracle : ALL) {
            switch (oracle.judge(trial)) {
                case Verdict.Disagrees d -> {
                    return d;
                }
                case Verdict.Agrees(long yes, long no) -> {
                    decided += yes;
                    undecided += no;
                }
                case Verdict.Invalid v -> doubt = v;
                case Verdict.Undecided v -> doubt = doubt instanceof Verdict.Invalid ? doubt : v;
            }
        }
        return doubt != null ? doubt : new Verdict.Agrees(decided, undecided);
    }

    /// What separates the runs of a trial when they are taken for executions of one program: bits, or whether there
    /// are any.
    public static Optional<Evidence> repeated(Trial trial) {
        List<Outcome> all = trial.runs().stream().flatMap(r -> r.outcomes().stream()).toList();
        boolean values = all.getFirst() instanceof Outcome.Values;
        boolean mixed = all.stream().anyMatch(o -> o instanceof Outcome.Values != values);
        Trial.Run first = trial.runs().getFirst();
        Trial one = new Trial(trial.model(), trial.inputs(), trial.reference(),
            List.of(new Trial.Run(first.variant(), all, first.own())));
        return mixed && !values ? Optional.of(new Evidence(Kind.NONDETERMINISTIC, List.of(first.variant().name()),
            List.of(), "", "one execution failed, another did not", "", Double.POSITIVE_INFINITY))
            : new Determinism().judge(one) instanceof Verdict.Disagrees(Evidence e) ? Optional.of(e) : Optional.empty();
    }

    /// How many elements of an output the reference can decide, whatever a variant makes of them.
    public record Decision(String output, DType dtype, long decided, long undecided) {
    }

    /// What the reference can decide of each output, held against the first run that gave values; empty where none did, or
    /// where the case itself is invalid. An output of a wrong type or shape counts no elements.
    public static List<Decision> decisions(Trial trial) {
        if (trial.reference().invalid().isPresent()) {
            return List.of();
        }
        for (Trial.Run run : trial.runs()) {
            if (run.first() instanceof Outcome.Values(List<Tensor> outputs)) {
                return IntStream.range(0, outputs.size()).mapToObj(i -> decision(trial, run, i, outputs.get(i)))
                    .toList();
            }
        }
        return List.of();
    }

    private static Decision decision(Trial trial, Trial.Run run, int index, Tensor output) {
        Judge.Judgement j = trial.admissible(run, index).map(e -> Judge.judge(output, e))
            .orElse(new Judge.Judgement(0, output.size(), 0, Optional.empty(), Optional.empty()));
        return new Decision(trial.outputName(index), output.dtype(), j.decided(), j.undecided());
    }

    /// The share of elements, over all variants that gave values, that the reference can decide; 1 where there are
    /// none.
    public static double decidedShare(Trial trial) {
        long decided = 0;
        long all = 0;
        for (Trial.Run run : trial.runs()) {
            if (run.first() instanceof Outcome.Values(List<Tensor> outputs)) {
                for (int i = 0; i < outputs.size(); i++) {
                    Tensor output = outputs.get(i);
                    decided += trial.admissible(run, i).map(e -> Judge.judge(output, e).decided()).orElse(0);
                    all += outputs.get(i).size();
                }
            }
        }
        return all == 0 ? 1 : (double) decided / all;
    }
}
