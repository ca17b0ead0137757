package org.plumbline.graph.onnx;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;

/// NumPy's file format (NEP 1 and `numpy/lib/format.py`): versions 1 to 3, both byte orders, both memory orders.
final class Npy {
    private static final Charset LITTLE = Charset.forName("UTF-32LE");
    /// Elements of no width cost nothing in the file, but memory here.
    private static final int MOST_EMPTY = 1 << 16;
    private static final Charset BIG = Charset.forName("UTF-32BE");

    private Npy() {
    }

    static Tensor read(byte[] file) throws BadOnnx {
        ByteBuffer in = ByteBuffer.wrap(file);
        NpyHeader header = NpyHeader.read(in);
        int each = header.kind() == 'U' ? 4 * header.width() : header.width();
        if (each == 0 && header.shape().size() > MOST_EMPTY) {
            throw new BadOnnx("shape " + header.shape() + " of elements without width is larger than is read");
        }
        long wanted = (long) each * header.shape().size();
        if (in.remaining() != wanted) {
            throw new BadOnnx(in.remaining() + " bytes of data do not fill shape " + header.shape() + ", which needs "
                + wanted);
        }
        byte[] data = Arrays.copyOfRange(file, in.position(), file.length);
        if (header.fortran() && header.shape().rank() > 1) {
            data = rowMajor(header.shape(), data, each);
        }
        if (header.kind() == 'U' || header.kind() == 'S') {
            return strings(header, data, each);
        }
        DType dtype = dtype(header);
        if (header.bigEndian()) {
            reverse(data, header.kind() == 'c' ? each / 2 : each);
        }
        return Tensor.ofBytes(dtype, header.shape(), data);
    }

    private static DType dtype(NpyHeader header) throws BadOnnx {
        String type = header.kind() + Integer.toString(header.width());
        return switch (type) {
            case "b1", "?1" -> DType.BOOL;
            case "i1" -> DType.INT8;
            case "i2" -> DType.INT16;
            case "i4" -> DType.INT32;
            case "i8" -> DType.INT64;
            case "u1" -> DType.UINT8;
            case "u2" -> DType.UINT16;
            case "u4" -> DType.UINT32;
            case "u8" -> DType.UINT64;
            case "f2" -> DType.FLOAT16;
            case "f4" -> DType.FLOAT;
            case "f8" -> DType.DOUBLE;
            case "c8" -> DType.COMPLEX64;
            case "c16" -> DType.COMPLEX128;
            case "V1", "V2" -> throw new BadOnnx("descr '" + type + "' does not say its type (NumPy writes bfloat16 "
                + "and 8-bit floats so); store the tensor as a .pb file");
            default -> throw new BadOnnx("descr '" + type + "' is no element type of ONNX");
        };
    }

    /// First axis fastest, as Fortran has it, to last axis fastest.
    private static byte[] rowMajor(Shape shape, byte[] data, int each) {
        int[] strides = new int[shape.rank()];
        int stride = 1;
        for (int i = 0; i < strides.length; i++) {
            strides[i] = stride;
            stride *= (int) shape.dim(i);
        }
        int[] from = shape.index(0, strides);
        byte[] out = new byte[data.length];
        for (int i = 0; i < from.length; i++) {
            System.arraycopy(data, from[i] * each, out, i * each, each);
        }
        return out;
    }

    private static void reverse(byte[] data, int each) {
        for (int start = 0; start < data.length; start += each) {
            for (int i = start, j = start + each - 1; i < j; i++, j--) {
                byte b = data[i];
                data[i] = data[j];
                data[j] = b;
            }
        }
    }

    private static Tensor strings(NpyHeader header, byte[] data, int each) throws BadOnnx {
        int unit = header.kind() == 'U' ? 4 : 1;
        List<byte[]> elements = new ArrayList<>();
        for (int i = 0; i < header.shape().size(); i++) {
            int end = (i + 1) * each;
            while (end > i * each && isZero(data, end - unit, end)) {
                end -= unit;
            }
            byte[] text = Arrays.copyOfRange(data, i * each, end);
            elements.add(unit == 1 ? text : utf8(text, header.bigEndian() ? BIG : LITTLE));
        }
        if (elements.stream().mapToLong(e -> 4L + e.length).sum() > Integer.MAX_VALUE - 64) {
            throw new BadOnnx("strings are larger than 2 GiB");
        }
        return StringTensors.ofElements(header.shape(), elements);
    }

    private static boolean isZero(byte[] data, int from, int to) {
        for (int i = from; i < to; i++) {
            if (data[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static byte[] utf8(byte[] utf32, Charset charset) throws BadOnnx {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(utf32)).toString().getBytes(StandardCharsets.UTF_8);
        } catch (CharacterCodingException _) {
            throw new BadOnnx("an element of the 'U' type holds what is no Unicode character");
        }
    }

    static Optional<byte[]> write(Tensor tensor) {
        return switch (tensor.dtype()) {
            case BOOL -> Optional.of(numbers("|b1", tensor));
            case INT8 -> Optional.of(numbers("|i1", tensor));
            case UINT8 -> Optional.of(numbers("|u1", tensor));
            case INT16, INT32, INT64 -> Optional.of(numbers("<i" + tensor.dtype().bytes(), tensor));
            case UINT16, UINT32, UINT64 -> Optional.of(numbers("<u" + tensor.dtype().bytes(), tensor));
            case FLOAT16, FLOAT, DOUBLE -> Optional.of(numbers("<f" + tensor.dtype().bytes(), tensor));
            case COMPLEX64, COMPLEX128 -> Optional.of(numbers("<c" + tensor.dtype().bytes(), tensor));
            case STRING -> strings(tensor);
            case BFLOAT16, FLOAT8E4M3FN, FLOAT8E4M3FNUZ, FLOAT8E5M2, FLOAT8E5M2FNUZ, UINT4, INT4 -> Optional.empty();
        };
    }

    private static byte[] numbers(String descr, Tensor tensor) {
        byte[] head = NpyHeader.write(descr, tensor.shape());
        return ByteBuffer.allocate(head.length + tensor.bytes().remaining()).put(head).put(tensor.bytes()).array();
    }

    private static Optional<byte[]> strings(Tensor tensor) {
        List<byte[]> texts = new ArrayList<>();
        for (byte[] element : StringTensors.elements(tensor)) {
            try {
                String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(element)).toString();
                if (text.endsWith("\0")) {
                    return Optional.empty();
                }
                texts.add(text.getBytes(LITTLE));
            } catch (CharacterCodingException _) {
                return Optional.empty();
            }
        }
        int each = texts.stream().mapToInt(t -> t.length).max().orElse(0);
        each = Math.max(4, each);
        byte[] head = NpyHeader.write("<U" + each / 4, tensor.shape());
        ByteBuffer out = ByteBuffer.allocate(Math.addExact(head.length, Math.multiplyExact(each, texts.size())));
        out.put(head);
        for (byte[] text : texts) {
            out.put(text).position(out.position() + each - text.length);
        }
        return Optional.of(out.array());
    }
}
