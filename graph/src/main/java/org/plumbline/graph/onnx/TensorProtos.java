package org.plumbline.graph.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.ObjIntConsumer;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;

/// `TensorProto` to and from [Tensor]: `raw_data`, every typed field, and external files.
final class TensorProtos {
    private TensorProtos() {
    }

    /// Strings in `string_data`, all other types in `raw_data`.
    static TensorProto write(String name, Tensor tensor) {
        TensorProto.Builder proto = TensorProto.newBuilder().setDataType(tensor.dtype().code());
        tensor.shape().stream().forEach(proto::addDims);
        if (!name.isEmpty()) {
            proto.setName(name);
        }
        if (tensor.dtype() == DType.STRING) {
            StringTensors.elements(tensor).forEach(b -> proto.addStringData(UnsafeByteOperations.unsafeWrap(b)));
        } else {
            proto.setRawData(UnsafeByteOperations.unsafeWrap(tensor.bytes()));
        }
        return proto.build();
    }

    /// The tensor; `what` names it in messages. A `segment` means nothing, as in ONNX Runtime.
    static Tensor read(String what, TensorProto proto, ExternalData external) throws BadOnnx {
        DType dtype = DType.ofCode(proto.getDataType()).orElse(null);
        if (dtype == null) {
            throw new BadOnnx(what + ": data_type " + proto.getDataType() + " is not an element type of ONNX IR 10");
        }
        Shape shape = shape(what, proto);
        if (dtype == DType.STRING) {
            return strings(what, shape, proto);
        }
        long bytes = dtype.bytes() > 0 ? (long) dtype.bytes() * shape.size() : (shape.size() + 1L) / 2;
        if (bytes > Integer.MAX_VALUE - 64) {
            throw new BadOnnx(what + ": " + bytes + " bytes are more than a model can hold");
        }
        return Tensor.ofBytes(dtype, shape, data(what, dtype, (int) bytes, proto, external));
    }

    /// The same bytes as elements of another type of the same size.
    static Tensor reinterpreted(Tensor tensor, DType dtype) {
        byte[] raw = new byte[tensor.bytes().remaining()];
        tensor.bytes().get(raw);
        return Tensor.ofBytes(dtype, tensor.shape(), raw);
    }

    private static Shape shape(String what, TensorProto proto) throws BadOnnx {
        long[] dims = proto.getDimsList().stream().mapToLong(Long::longValue).toArray();
        long elements = 1;
        boolean empty = false;
        for (long d : dims) {
            if (d < 0) {
                throw new BadOnnx(what + ": dims hold " + d + "; they must not be negative");
            }
            empty |= d == 0;
            elements = Math.multiplyHigh(elements, d) != 0 ? Long.MAX_VALUE : elements * d;
            elements = elements < 0 ? Long.MAX_VALUE : elements;
        }
        if (!empty && elements > Integer.MAX_VALUE - 64) {
            throw new BadOnnx(what + ": dims " + proto.getDimsList() + " are more elements than a model can hold");
        }
        return Shape.of(dims);
    }

    private static Tensor strings(String what, Shape shape, TensorProto proto) throws BadOnnx {
        List<ByteString> data = proto.getStringDataList();
        requireCount(what, "string_data", data.size(), shape.size());
        if (data.stream().mapToLong(s -> 4L + s.size()).sum() > Integer.MAX_VALUE - 64) {
            throw new BadOnnx(what + ": string_data is larger than 2 GiB");
        }
        return StringTensors.ofElements(shape, data.stream().map(ByteString::toByteArray).toList());
    }

    private static byte[] data(String what, DType dtype, int bytes, TensorProto proto, ExternalData external)
        throws BadOnnx {
        if (proto.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
            return external.load(what, proto, bytes).toByteArray();
        }
        if (proto.hasRawData()) {
            requireCount(what, "bytes of raw_data", proto.getRawData().size(), bytes);
            return proto.getRawData().toByteArray();
        }
        return switch (dtype) {
            case FLOAT, COMPLEX64 -> fill(what, "float_data", bytes, 4, proto.getFloatDataCount(),
                (b, i) -> b.putInt(Float.floatToRawIntBits(proto.getFloatData(i))));
            case DOUBLE, COMPLEX128 -> fill(what, "double_data", bytes, 8, proto.getDoubleDataCount(),
                (b, i) -> b.putLong(Double.doubleToRawLongBits(proto.getDoubleData(i))));
            case INT64 -> fill(what, "int64_data", bytes, 8, proto.getInt64DataCount(),
                (b, i) -> b.putLong(proto.getInt64Data(i)));
            case UINT64 -> fill(what, "uint64_data", bytes, 8, proto.getUint64DataCount(),
                (b, i) -> b.putLong(proto.getUint64Data(i)));
            case UINT32 -> fill(what, "uint64_data", bytes, 4, proto.getUint64DataCount(),
                (b, i) -> b.putInt((int) proto.getUint64Data(i)));
            case INT32 -> fill(what, "int32_data", bytes, 4, proto.getInt32DataCount(),
                (b, i) -> b.putInt(proto.getInt32Data(i)));
            case INT16, UINT16, FLOAT16, BFLOAT16 -> fill(what, "int32_data", bytes, 2, proto.getInt32DataCount(),
                (b, i) -> b.putShort((short) proto.getInt32Data(i)));
            case BOOL -> fill(what, "int32_data", bytes, 1, proto.getInt32DataCount(),
                (b, i) -> b.put((byte) (proto.getInt32Data(i) != 0 ? 1 : 0)));
            case INT8, UINT8, FLOAT8E4M3FN, FLOAT8E4M3FNUZ, FLOAT8E5M2, FLOAT8E5M2FNUZ, UINT4, INT4 -> fill(what,
                "int32_data", bytes, 1, proto.getInt32DataCount(), (b, i) -> b.put((byte) proto.getInt32Data(i)));
            case STRING -> throw new IllegalStateException("strings are read elsewhere");
        };
    }

    private static byte[] fill(String what, String field, int bytes, int each, int count,
        ObjIntConsumer<ByteBuffer> put) throws BadOnnx {
        requireCount(what, field, count, bytes / each);
        ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            put.accept(buffer, i);
        }
        return buffer.array();
    }

    private static void requireCount(String what, String field, int found, int wanted) throws BadOnnx {
        if (found != wanted) {
            throw new BadOnnx(what + ": " + found + " " + field + " do not fill dims that need " + wanted);
        }
    }
}
