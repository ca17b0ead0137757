package org.plumbline.targets.worker;

import java.util.List;
import org.plumbline.graph.Tensor;
import org.plumbline.targets.Source;
import org.plumbline.targets.Variant;

/// One case to run: a model, its inputs in the order of [org.plumbline.graph.Graph#fed()], the variants to run it with
/// and how often to run each compiled program. `recipe` is carried along untouched, so that whoever finds the journal
/// of a dead worker can rebuild the case; it is not copied and must not be changed afterwards.
public record Execution(Source source, List<Tensor> inputs, List<Variant> variants, int repeats, byte[] recipe) {
    public Execution {
        inputs = List.copyOf(inputs);
        variants = List.copyOf(variants);
        if (repeats < 1) {
            throw new IllegalArgumentException("repeats must be at least 1, not " + repeats);
        }
    }

    /// A case of which only the serialised model is at hand.
    public static Execution ofBytes(byte[] onnx, List<Tensor> inputs, List<Variant> variants, int repeats,
        byte[] recipe) {
        return new Execution(Source.ofBytes(onnx), inputs, variants, repeats, recipe);
    }
}
