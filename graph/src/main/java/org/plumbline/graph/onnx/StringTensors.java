package org.plumbline.graph.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;

/// Tensors of strings: the layout that [Tensor] documents, to and from lists.
public final class StringTensors {
    private StringTensors() {
    }

    /// A tensor of `texts` in row-major order; throws [IllegalArgumentException] when their number does not fit.
    public static Tensor of(Shape shape, List<String> texts) {
        return ofElements(shape, texts.stream().map(t -> t.getBytes(StandardCharsets.UTF_8)).toList());
    }

    /// The elements in row-major order; bytes that are not UTF-8 show as replacement characters.
    public static List<String> toList(Tensor tensor) {
        return elements(tensor).stream().map(e -> new String(e, StandardCharsets.UTF_8)).toList();
    }

    /// A tensor of byte strings, which ONNX does not force to be UTF-8.
    static Tensor ofElements(Shape shape, List<byte[]> elements) {
        if (elements.size() != shape.size()) {
            throw new IllegalArgumentException(elements.size() + " strings do not fill " + shape);
        }
        ByteBuffer out = ByteBuffer.allocate(elements.stream().mapToInt(e -> 4 + e.length).reduce(0, Math::addExact))
            .order(ByteOrder.LITTLE_ENDIAN);
        elements.forEach(e -> out.putInt(e.length).put(e));
        return Tensor.ofBytes(DType.STRING, shape, out.array());
    }

    /// The elements in row-major order as they are, UTF-8 or not.
    public static List<byte[]> elements(Tensor tensor) {
        ByteBuffer in = tensor.bytes();
        List<byte[]> elements = new ArrayList<>(tensor.size());
        for (int i = 0; i < tensor.size(); i++) {
            byte[] element = new byte[in.getInt()];
            in.get(element);
            elements.add(element);
        }
        return elements;
    }
}
