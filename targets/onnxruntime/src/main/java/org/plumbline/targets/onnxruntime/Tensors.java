package org.plumbline.targets.onnxruntime;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.TensorInfo.OnnxTensorType;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;

/// Tensors between this project and ONNX Runtime's Java API. The API has types for float, double, int8 to int64, uint8,
/// bool and string, since 1.16 for float16 and bfloat16; all others can leave a model (as bytes) but not enter it: they
/// have to be initializers, or casts inside the model.
final class Tensors {
    private static final String PREFIX = "ONNX_TENSOR_ELEMENT_DATA_TYPE_";

    private final Map<OnnxTensorType, DType> readable = readable();
    private final Map<DType, OnnxJavaType> feedable = new EnumMap<>(DType.class);
    private final Map<Integer, ByteBuffer> buffers = new HashMap<>();

    Tensors() {
        Map<DType, String> names = Map.ofEntries(Map.entry(DType.FLOAT, "FLOAT"), Map.entry(DType.DOUBLE, "DOUBLE"),
            Map.entry(DType.INT8, "INT8"), Map.entry(DType.INT16, "INT16"), Map.entry(DType.INT32, "INT32"),
            Map.entry(DType.INT64, "INT64"), Map.entry(DType.BOOL, "BOOL"), Map.entry(DType.STRING, "STRING"),
            Map.entry(DType.UINT8, "UINT8"), Map.entry(DType.FLOAT16, "FLOAT16"),
            Map.entry(DType.BFLOAT16, "BFLOAT16"));
        names.forEach((dtype, name) -> Arrays.stream(OnnxJavaType.values()).filter(t -> t.name().equals(name))
            .findFirst().ifPresent(t -> feedable.put(dtype, t)));
    }

    /// The types of which this release's Java API can hand a tensor to a model.
    Set<DType> feedable() {
        return Collections.unmodifiableSet(feedable.keySet());
    }

    /// An input for `slot`, over a buffer that the next call for the same slot uses again; empty for an empty tensor where
    /// the release cannot be fed with one (those before 1.15).
    Optional<OnnxTensor> feed(OrtEnvironment environment, int slot, Tensor tensor) throws OrtException {
        try {
            return Optional.of(made(environment, slot, tensor));
        } catch (IllegalArgumentException e) {
            if (tensor.size() > 0) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private OnnxTensor made(OrtEnvironment environment, int slot, Tensor tensor) throws OrtException {
        if (tensor.dtype() == DType.STRING) {
            return OnnxTensor.createTensor(environment, strings(tensor), tensor.shape().dims());
        }
        ByteBuffer bytes = tensor.bytes();
        ByteBuffer buffer = buffers.get(slot);
        if (buffer == null || buffer.capacity() < bytes.remaining()) {
            buffer = ByteBuffer.allocateDirect(Math.max(64, 2 * bytes.remaining())).order(ByteOrder.nativeOrder());
            buffers.put(slot, buffer);
        }
        buffer.clear().put(bytes).flip();
        return over(environment, buffer, tensor);
    }

    /// Releases before 1.16 take a buffer of bytes for one with as many elements, so that all that have a buffer type of
    /// their own go in by that.
    private OnnxTensor over(OrtEnvironment environment, ByteBuffer buffer, Tensor tensor) throws OrtException {
        long[] dims = tensor.shape().dims();
        return switch (tensor.dtype()) {
            case FLOAT -> OnnxTensor.createTensor(environment, buffer.asFloatBuffer(), dims);
            case DOUBLE -> OnnxTensor.createTensor(environment, buffer.asDoubleBuffer(), dims);
            case INT16 -> OnnxTensor.createTensor(environment, buffer.asShortBuffer(), dims);
            case INT32 -> OnnxTensor.createTensor(environment, buffer.asIntBuffer(), dims);
            case INT64 -> OnnxTensor.createTensor(environment, buffer.asLongBuffer(), dims);
            case DType other -> OnnxTensor.createTensor(environment, buffer, dims, feedable.get(other));
        };
    }

    private static String[] strings(Tensor tensor) {
        String[] strings = new String[tensor.size()];
        ByteBuffer bytes = tensor.bytes();
        for (int i = 0; i < strings.length; i++) {
            byte[] text = new byte[bytes.getInt()];
            bytes.get(text);
            strings[i] = new String(text, StandardCharsets.UTF_8);
        }
        return strings;
    }

    /// How many bytes an output will take; none are taken by texts and by what [#read] does not read.
    double bytes(OnnxTensor value) {
        DType dtype = readable.get(value.getInfo().onnxType);
        return dtype == null ? 0
            : Arrays.stream(value.getInfo().getShape()).asDoubleStream().reduce(dtype.bytes(), (a, b) -> a * b);
    }

    /// An output as a tensor of ours; empty where ours have no such type, or the release does not hand out its elements
    /// (bfloat16 before 1.16).
    Optional<Tensor> read(OnnxTensor value) throws OrtException {
        TensorInfo info = value.getInfo();
        DType dtype = readable.get(info.onnxType);
        if (dtype == null) {
            return Optional.empty();
        }
        Shape shape = Shape.of(info.getShape());
        if (shape.size() == 0) {
            return Optional.of(Tensor.ofBytes(dtype, shape, new byte[0]));
        }
        if (dtype == DType.STRING) {
            return Optional.of(Tensor.ofBytes(DType.STRING, shape, strings(value.getValue())));
        }
        ByteBuffer bytes = value.getByteBuffer();
        if (bytes == null || !bytes.hasRemaining()) {
            return Optional.empty();
        }
        byte[] raw = bytes.hasArray() && bytes.array().length == bytes.remaining() ? bytes.array() : copy(bytes);
        return Optional.of(Tensor.ofBytes(dtype, shape, raw));
    }

    private static byte[] copy(ByteBuffer bytes) {
        byte[] raw = new byte[bytes.remaining()];
        bytes.get(raw);
        return raw;
    }

    /// By name, since the API's numbers are neither ONNX's nor the same in all releases.
    private static Map<OnnxTensorType, DType> readable() {
        Map<OnnxTensorType, DType> readable = new EnumMap<>(OnnxTensorType.class);
        for (OnnxTensorType type : OnnxTensorType.values()) {
            String name = type.name().substring(PREFIX.length()).toLowerCase(Locale.ROOT);
            DType.ofName(name).ifPresent(dtype -> readable.put(type, dtype));
        }
        return readable;
    }

    private static byte[] strings(Object nested) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(nested, out);
        return out.toByteArray();
    }

    private static void write(Object nested, ByteArrayOutputStream out) {
        if (nested instanceof Object[] items) {
            for (Object item : items) {
                write(item, out);
            }
        } else {
            byte[] text = nested.toString().getBytes(StandardCharsets.UTF_8);
            out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(text.length).array());
            out.writeBytes(text);
        }
    }
}
