package org.plumbline.graph.onnx;

import org.plumbline.graph.Tensor;

/// What came of reading a tensor file.
public sealed interface TensorRead {
    /// `name` is the one inside a `.pb` file, which may be empty, or a `.npy` file's own name without its ending.
    record Ok(String name, Tensor tensor) implements TensorRead {
    }

    /// `why` is one line of printable text that names the file, the field and the remedy.
    record Malformed(String why) implements TensorRead {
        public Malformed {
            why = OneLine.of(why);
        }
    }
}
