package org.plumbline.targets;

import java.util.List;
import org.plumbline.graph.Tensor;

/// What one variant made of a case. Never an exception: a target that misbehaves is a result, not an error of ours.
public sealed interface Outcome {
    /// The graph's outputs, in the graph's order.
    record Values(List<Tensor> outputs) implements Outcome {
        public Values {
            outputs = List.copyOf(outputs);
        }
    }

    /// The target said no, in an orderly way. `unsupported` is true where it says that it does not implement what was
    /// asked (which is no fault), false where it calls the model or the inputs wrong.
    record Refused(Stage stage, boolean unsupported, String message) implements Outcome {
    }

    /// The process died: `symptom` is the signal or the exit code, `frames` the top native frames, innermost first.
    record Crashed(String symptom, List<String> frames) implements Outcome {
        public Crashed {
            frames = List.copyOf(frames);
        }
    }

    /// The wall-clock limit ran out and the process was killed.
    record Hung(long millis) implements Outcome {
    }

    enum Stage {
        COMPILE, RUN
    }
}
