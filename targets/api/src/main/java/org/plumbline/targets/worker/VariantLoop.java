package org.plumbline.targets.worker;

import org.plumbline.targets.Outcome;
import org.plumbline.targets.Target;
import org.plumbline.targets.Target.Compiled;
import org.plumbline.targets.Target.Declined;

/// The loop over variants and repeats, the same inside a worker and in process.
final class VariantLoop {
    private VariantLoop() {
    }

    /// Hears about progress, in order.
    interface Listener {
        /// Variant `variant` is about to be compiled (`repeat` 0) or run for the `repeat`-th time, counted from 0.
        void starting(int variant, int repeat);

        /// Takes an outcome and returns what became of it, which may be a refusal to carry it.
        Outcome finished(int variant, Outcome outcome);
    }

    /// Runs the variants from index `first` on.
    static void run(Target target, Execution execution, int first, Listener listener) {
        for (int v = first; v < execution.variants().size(); v++) {
            listener.starting(v, 0);
            switch (target.compile(execution.source(), execution.variants().get(v))) {
                case Declined(Outcome.Refused refusal) -> listener.finished(v, refusal);
                case Compiled(var program) -> {
                    try (program) {
                        Outcome outcome;
                        int repeat = 0;
                        do {
                            listener.starting(v, repeat);
                            outcome = listener.finished(v, program.run(execution.inputs()));
                        } while (++repeat < execution.repeats() && outcome instanceof Outcome.Values);
                    }
                }
            }
        }
    }
}
