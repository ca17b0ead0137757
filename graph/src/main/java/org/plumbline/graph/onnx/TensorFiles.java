package org.plumbline.graph.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.plumbline.graph.Tensor;

/// Tensors in files of their own: `.pb` (a serialised `TensorProto`, as the ONNX backend tests hold) and `.npy`
/// (NumPy, NEP 1).
public final class TensorFiles {
    private TensorFiles() {
    }

    /// The tensor in `file`, whose ending says which format it is.
    public static TensorRead read(Path file) {
        String name = file.getFileName().toString();
        boolean pb = name.endsWith(".pb");
        if (!pb && !name.endsWith(".npy")) {
            return new TensorRead.Malformed(file + ": unknown ending; name a .pb or .npy file");
        }
        try {
            if (!Files.isRegularFile(file)) {
                return new TensorRead.Malformed(file + ": no such file");
            }
            if (Files.size(file) > Integer.MAX_VALUE - 64) {
                return new TensorRead.Malformed(file + ": larger than 2 GiB, which no tensor here can be");
            }
            byte[] bytes = Files.readAllBytes(file);
            return pb ? pb(file.toString(), bytes, new ExternalData.Within(file.toAbsolutePath().getParent()))
                : npy(file.toString(), stem(file), bytes);
        } catch (IOException e) {
            return new TensorRead.Malformed(file + ": cannot be read (" + e + ")");
        }
    }

    /// The file's name without its ending.
    static String stem(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }

    /// The tensor in a serialised `TensorProto`.
    public static TensorRead readPb(byte[] bytes) {
        return pb("tensor", bytes, new ExternalData.Nowhere());
    }

    /// The tensor in the bytes of a `.npy` file, under the name `tensor`.
    public static TensorRead readNpy(byte[] bytes) {
        return npy("tensor", "tensor", bytes);
    }

    private static TensorRead pb(String file, byte[] bytes, ExternalData external) {
        try {
            TensorProto proto = TensorProto.parseFrom(bytes);
            return new TensorRead.Ok(proto.getName(), TensorProtos.read(file, proto, external));
        } catch (InvalidProtocolBufferException e) {
            return new TensorRead.Malformed(file + ": no TensorProto, or a truncated one (" + e.getMessage() + ")");
        } catch (BadOnnx e) {
            return new TensorRead.Malformed(e.getMessage());
        }
    }

    private static TensorRead npy(String file, String name, byte[] bytes) {
        try {
            return new TensorRead.Ok(name, Npy.read(bytes));
        } catch (BadOnnx e) {
            return new TensorRead.Malformed(file + ": " + e.getMessage());
        }
    }

    /// The bytes of a `.pb` file.
    public static byte[] pb(String name, Tensor tensor) {
        return TensorProtos.write(name, tensor).toByteArray();
    }

    /// The bytes of a `.npy` file, version 1.0; nothing for what NumPy's format cannot say: bfloat16, 8-bit floats,
    /// 4-bit integers, strings that are not UTF-8 or end in U+0000.
    public static Optional<byte[]> npy(Tensor tensor) {
        return Npy.write(tensor);
    }
}
