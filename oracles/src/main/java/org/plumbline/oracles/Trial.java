package org.plumbline.oracles;

import java.util.List;
import org.plumbline.graph.Model;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.operators.Evaluator.Evaluated;
import org.plumbline.targets.Outcome;
import org.plumbline.targets.Variant;

/// All that an oracle may look at: the model, its inputs in the order of [org.plumbline.graph.Graph#fed()], what the
/// reference says, what each variant made of it (`runs`, the first being the plain one), and whether the device promises
/// that the same program gives the same bits each time.
public record Trial(Model model, List<Tensor> inputs, Evaluated reference, List<Run> runs, boolean repeats) {
    public Trial {
        inputs = List.copyOf(inputs);
        runs = List.copyOf(runs);
    }

    /// On a device that repeats itself.
    public Trial(Model model, List<Tensor> inputs, Evaluated reference, List<Run> runs) {
        this(model, inputs, reference, runs, true);
    }

    /// One variant and the outcomes of its repeated executions, at least one: it ends with the first that gave no values.
    public record Run(Variant variant, List<Outcome> outcomes) {
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

    /// The name of the graph's output at `index`; made up where a target returned more than there are.
    String outputName(int index) {
        List<ValueInfo> outputs = model.graph().outputs();
        return index < outputs.size() ? outputs.get(index).name() : "output " + index;
    }

    /// Pairs variants with the outcomes that an executor returned for them.
    public static List<Run> runs(List<Variant> variants, List<List<Outcome>> outcomes) {
        return java.util.stream.IntStream.range(0, variants.size())
            .mapToObj(i -> new Run(variants.get(i), outcomes.get(i))).toList();
    }
}
