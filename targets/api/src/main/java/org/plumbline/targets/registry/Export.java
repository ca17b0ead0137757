package org.plumbline.targets.registry;

import java.util.List;
import org.plumbline.graph.DType;

/// A model in the form that a target's own project reads, for reports that its people run without Plumbline.
public sealed interface Export {
    /// The project reads ONNX.
    record AsIs() implements Export {
    }

    /// The content of a file of that name. Inputs and outputs cross its border as the types that carry them, in the
    /// model's order. `libraries` are the Maven coordinates of what a Java program needs to load it.
    record Translated(String file, byte[] content, List<Carried> inputs, List<Carried> outputs,
        List<String> libraries) implements Export {
        public Translated {
            libraries = List.copyOf(libraries);
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
        }
    }

    /// There is no such form of this model; `why` is one line.
    record Untranslated(String why) implements Export {
    }

    /// A type of the model, and the type as which its tensors are handed over.
    record Carried(DType own, DType carrier) {
    }
}
