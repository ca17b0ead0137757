package org.plumbline.oracles;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.plumbline.graph.Model;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.operators.Evaluator.Evaluated;
import org.plumbline.targets.Outcome;
import org.plumbline.targets.Variant;

/// All that an oracle may look at: the model, its inputs in the order of [org.plumbline.graph.Graph#fed()], what the
/// reference says, and what each variant made of it (`runs`, the first being the plain one).
public record Trial(Model model, List<Tensor> inputs, Evaluated reference, List<Run> runs) {
    public Trial {
        inputs = List.copyOf(inputs);
        runs = List.copyOf(runs);
    }

    /// What a device promises for the case: results inside `reference`, and whether the same program gives the same bits
    /// each time.
    public record Promise(Evaluated reference, boolean repeats) {
    }

    /// One variant and the outcomes of its repeated executions, at least one: it ends with the first that gave no values.
    /// `own` is there where its device promises something of its own; else the trial's reference holds, and the same bits.
    public record Run(Variant variant, List<Outcome> outcomes, Optional<Promise> own) {
        public Run(Variant variant, List<Outcome> outcomes) {
            this(variant, outcomes, Optional.empty());
        }

        public Run {
            outcomes = List.copyOf(outcomes);
            if (outcomes.isEmpty()) {
                throw new IllegalArgumentException("no outcome for the variant " + variant.name());
            }
        }

        public Outcome first() {
            return outcomes.getFirst();
        }
    }

    /// What is admissible for the run's output at `index`; empty where no reference reaches it.
    Optional<Enclosure> admissible(Run run, int index) {
        return Optional.ofNullable(run.own().map(Promise::reference).orElse(reference).values().get(outputName(index)));
    }

    /// Whether the run's device promises the same bits each time.
    boolean repeats(Run run) {
        return run.own().map(Promise::repeats).orElse(true);
    }

    /// The same trial with that run alone.
    public Trial only(Run run) {
        return new Trial(model, inputs, run.own().map(Promise::reference).orElse(reference), List.of(run));
    }

    /// The runs of each stack, in the order of the runs.
    List<List<Run>> stacks() {
        return List.copyOf(runs.stream().collect(Collectors.groupingBy(r -> Variant.stack(r.variant().name()),
            LinkedHashMap::new, Collectors.toUnmodifiableList())).values());
    }

    /// The name of the graph's output at `index`; made up where a target returned more than there are.
    String outputName(int index) {
        List<ValueInfo> outputs = model.graph().outputs();
        return index < outputs.size() ? outputs.get(index).name() : "output " + index;
    }

    /// Pairs variants with the outcomes that an executor returned for them; the trial's reference holds for all.
    public static List<Run> runs(List<Variant> variants, List<List<Outcome>> outcomes) {
        return IntStream.range(0, variants.size()).mapToObj(i -> new Run(variants.get(i), outcomes.get(i))).toList();
    }

    /// The same with what each variant's device promises.
    public static List<Run> runs(List<Variant> variants, List<List<Outcome>> outcomes,
        Function<Variant, Promise> promises) {
        return IntStream.range(0, variants.size()).mapToObj(i -> new Run(variants.get(i), outcomes.get(i),
            Optional.of(promises.apply(variants.get(i))))).toList();
    }
}
