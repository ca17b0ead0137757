package org.plumbline.targets.torch.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.targets.torch.djl.lowering.Transport;

/// Tensors between this project and DJL, in the types that [Transport] names.
final class Tensors {
    private Tensors() {
    }

    /// An array over a copy of the tensor's bytes; `manager` closes it.
    static PtNDArray feed(PtNDManager manager, Tensor tensor) {
        DType carrier = Transport.carrier(tensor.dtype());
        ByteBuffer bytes = Transport.as(carrier, tensor).bytes();
        ByteBuffer buffer = ByteBuffer.allocateDirect(bytes.remaining()).order(ByteOrder.nativeOrder());
        buffer.put(bytes).flip();
        return JniUtils.createNdFromByteBuffer(manager, buffer,
            new ai.djl.ndarray.types.Shape(tensor.shape().dims()), type(carrier),
            SparseFormat.DENSE, Device.cpu());
    }

    private static DataType type(DType carrier) {
        return switch (carrier) {
            case FLOAT -> DataType.FLOAT32;
            case DOUBLE -> DataType.FLOAT64;
            case FLOAT16 -> DataType.FLOAT16;
            case UINT8 -> DataType.UINT8;
            case INT8 -> DataType.INT8;
            case INT32 -> DataType.INT32;
            case INT64 -> DataType.INT64;
            case BOOL -> DataType.BOOLEAN;
            case UINT16, INT16, STRING, UINT32, UINT64, COMPLEX64, COMPLEX128, BFLOAT16, FLOAT8E4M3FN, FLOAT8E4M3FNUZ,
                FLOAT8E5M2, FLOAT8E5M2FNUZ, UINT4, INT4 ->
                throw new IllegalArgumentException(carrier + " does not cross the bridge");
        };
    }

    /// How many bytes an output takes.
    static double bytes(NDArray array) {
        double bytes = array.getDataType().getNumOfBytes();
        for (long d : array.getShape().getShape()) {
            bytes *= d;
        }
        return bytes;
    }

    /// An output as a tensor of ours. Where PyTorch returned another type than `dtype`, the tensor has the type that it
    /// did return.
    static Tensor read(PtNDArray array, DType dtype) {
        Shape shape = Shape.of(array.getShape().getShape());
        DType carrier = DType.ofName(name(array.getDataType())).orElseThrow();
        byte[] raw = new byte[shape.size() * carrier.bytes()];
        if (raw.length > 0) {
            array.toByteBuffer(false).get(raw);
        }
        Tensor read = Tensor.ofBytes(carrier, shape, raw);
        return carrier == Transport.carrier(dtype) ? Transport.as(dtype, read) : read;
    }

    private static String name(DataType type) {
        return switch (type) {
            case FLOAT32 -> "float";
            case FLOAT64 -> "double";
            case BOOLEAN -> "bool";
            default -> type.toString();
        };
    }
}
