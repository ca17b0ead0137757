package org.plumbline.graph.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.plumbline.graph.Model;

/// ONNX model files (`ModelProto`, onnx-ml.proto) to and from [Model].
///
/// `read(write(read(b)))` equals `read(b)` for every `b`, and the bytes written for a model are always the same. What
/// [Model] has no place for travels as bytes: in `rest` of the model and of each graph, in `Attribute.Opaque`, and,
/// for the fields of a node that [org.plumbline.graph.Node] lacks, under the attribute name [#NODE_REST];
/// documentation, denotations and the like of inputs, outputs, initializers and attributes lie there too. Not kept are
/// only ways of writing the same: which field or file a tensor's elements came from, texts that are set but empty, and
/// all but the last of several initializers or opsets of one name.
public final class OnnxCodec {
    /// The name, never a real attribute's, under which a node keeps the `NodeProto` fields that nothing here reads
    /// (overload, documentation, metadata, documentation of attributes), as an `Attribute.Opaque`; absent where there
    /// are none.
    public static final String NODE_REST = "";

    private static final long LARGEST = Integer.MAX_VALUE - 64L;

    private OnnxCodec() {
    }

    /// The model as bytes. Throws [IllegalArgumentException] only for a `rest` or an opaque attribute that is no
    /// serialised proto, which no model that was read has.
    public static byte[] write(Model model) {
        return OnnxWriter.model(model).toByteArray();
    }

    /// A model in memory; tensors in external files are refused, since there is no folder to find them in.
    public static OnnxRead read(byte[] bytes) {
        return read(bytes, "model", new ExternalData.Nowhere());
    }

    /// A model file, with its external tensors from its own folder or below.
    public static OnnxRead read(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                return new OnnxRead.Malformed(file + ": no such file; name an .onnx file");
            }
            if (Files.size(file) > LARGEST) {
                return new OnnxRead.Malformed(file + ": larger than 2 GiB, protobuf's limit; move tensors out of it");
            }
            byte[] bytes = Files.readAllBytes(file);
            return read(bytes, file.toString(), new ExternalData.Within(file.toAbsolutePath().getParent()));
        } catch (IOException e) {
            return new OnnxRead.Malformed(file + ": cannot be read (" + e + ")");
        }
    }

    private static OnnxRead read(byte[] bytes, String file, ExternalData external) {
        try {
            return new OnnxRead.Ok(new OnnxReader(external).model(ModelProto.parseFrom(bytes)));
        } catch (InvalidProtocolBufferException e) {
            return new OnnxRead.Malformed(file + ": not an ONNX model, or a truncated one (" + e.getMessage() + ")");
        } catch (BadOnnx e) {
            return new OnnxRead.Malformed(file + ": " + e.getMessage());
        }
    }
}
