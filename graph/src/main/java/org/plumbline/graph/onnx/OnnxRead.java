package org.plumbline.graph.onnx;

import org.plumbline.graph.Model;

/// What came of reading an ONNX model: the model, or why there is none.
public sealed interface OnnxRead {
    record Ok(Model model) implements OnnxRead {
    }

    /// `why` is one line of printable text that names the file, the field and the remedy, whatever the file held.
    record Malformed(String why) implements OnnxRead {
        public Malformed {
            why = OneLine.of(why);
        }
    }
}
