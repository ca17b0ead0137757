package org.plumbline.targets;

import java.util.function.Function;
import org.plumbline.graph.Model;

/// The model to compile, in both its forms. Native targets read the serialised one, targets written in Java the decoded
/// one; whichever is not at hand is made on first use.
public final class Source {
    private final byte[] onnx;
    private final Function<byte[], Model> reader;
    private Model model;

    private Source(byte[] onnx, Model model, Function<byte[], Model> reader) {
        this.onnx = onnx;
        this.model = model;
        this.reader = reader;
    }

    /// A model with its serialised form. `onnx` is not copied and must not be changed afterwards; it may be empty where
    /// no target will ask for it.
    public static Source of(Model model, byte[] onnx) {
        return new Source(onnx, model, _ -> model);
    }

    /// A serialised model that `reader` decodes when somebody asks for [#model()].
    public static Source ofBytes(byte[] onnx, Function<byte[], Model> reader) {
        return new Source(onnx, null, reader);
    }

    /// A serialised model for targets that never ask for the decoded form.
    public static Source ofBytes(byte[] onnx) {
        return ofBytes(onnx, _ -> {
            throw new IllegalStateException("only the serialised model is at hand");
        });
    }

    /// The serialised model; not a copy, not to be changed.
    public byte[] onnx() {
        return onnx;
    }

    /// The decoded model.
    public Model model() {
        if (model == null) {
            model = reader.apply(onnx);
        }
        return model;
    }
}
