package org.plumbline.targets;

import org.plumbline.graph.Model;
import org.plumbline.graph.onnx.OnnxCodec;
import org.plumbline.graph.onnx.OnnxRead;

/// The model to compile, in both its forms. Native targets read the serialised one, targets written in Java the decoded
/// one; whichever is not at hand is made on first use.
public final class Source {
    private byte[] onnx;
    private Model model;

    private Source(Model model, byte[] onnx) {
        this.model = model;
        this.onnx = onnx;
    }

    /// A model with its serialised form, which is not copied and must not be changed afterwards.
    public static Source of(Model model, byte[] onnx) {
        return new Source(model, onnx);
    }

    /// A model that is serialised when somebody asks for it.
    public static Source of(Model model) {
        return new Source(model, null);
    }

    /// A serialised model that is decoded when somebody asks for it. The bytes are not copied and must not be changed
    /// afterwards.
    public static Source ofBytes(byte[] onnx) {
        return new Source(null, onnx);
    }

    /// The serialised model; not a copy, not to be changed.
    public byte[] onnx() {
        if (onnx == null) {
            onnx = OnnxCodec.write(model);
        }
        return onnx;
    }

    /// The decoded model. Throws [IllegalArgumentException] with the reason where the bytes are no model.
    public Model model() {
        if (model == null) {
            model = switch (OnnxCodec.read(onnx)) {
                case OnnxRead.Ok(Model read) -> read;
                case OnnxRead.Malformed(String why) -> throw new IllegalArgumentException(why);
            };
        }
        return model;
    }
}
