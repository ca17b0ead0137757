package org.plumbline.graph;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// An immutable dense tensor, stored as ONNX stores `raw_data`: little-endian, row-major. Two tensors are equal when
/// type, shape and every bit agree.
///
/// Elements of numeric and bool types are read as `double` or as `long` (uint64 as its 64 bits). The bytes of
/// [DType#STRING] tensors are, per element, a four-byte length and UTF-8 text; 4-bit integers are packed two to a byte.
public final class Tensor {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle FLOAT = MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle DOUBLE =
        MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

    private final DType dtype;
    private final Shape shape;
    private final byte[] raw;

    private Tensor(DType dtype, Shape shape, byte[] raw) {
        this.dtype = dtype;
        this.shape = shape;
        this.raw = raw;
    }

    /// A tensor over `raw`, which is copied. Throws [IllegalArgumentException] when the length does not fit.
    public static Tensor ofBytes(DType dtype, Shape shape, byte[] raw) {
        if (dtype.bytes() > 0 && raw.length != (long) dtype.bytes() * shape.size()) {
            throw new IllegalArgumentException(raw.length + " bytes do not fill " + dtype + shape);
        }
        return new Tensor(dtype, shape, raw.clone());
    }

    /// A tensor of a real, integer or bool type, each element rounded to the type: to nearest even for reals, modulo
    /// 2^bits for integers, non-zero is true for bool.
    public static Tensor of(DType dtype, Shape shape, IntToDoubleFunction element) {
        byte[] raw = new byte[Math.multiplyExact(dtype.bytes(), shape.size())];
        for (int i = 0, n = shape.size(); i < n; i++) {
            double v = element.applyAsDouble(i);
            switch (dtype.kind()) {
                case REAL -> putReal(dtype, raw, i, v);
                case SIGNED, UNSIGNED, BOOLEAN -> putInteger(dtype, raw, i, (long) v);
                case OPAQUE -> throw new IllegalArgumentException("no numbers in " + dtype);
            }
        }
        return new Tensor(dtype, shape, raw);
    }

    /// A tensor of an integer or bool type, exact for all 64-bit values.
    public static Tensor ofLongs(DType dtype, Shape shape, IntToLongFunction element) {
        if (dtype.isReal()) {
            return of(dtype, shape, i -> element.applyAsLong(i));
        }
        byte[] raw = new byte[Math.multiplyExact(dtype.bytes(), shape.size())];
        for (int i = 0, n = shape.size(); i < n; i++) {
            putInteger(dtype, raw, i, element.applyAsLong(i));
        }
        return new Tensor(dtype, shape, raw);
    }

    /// A rank-1 int64 tensor, as ONNX uses for shapes, axes and pads.
    public static Tensor ofLongs(long... values) {
        return ofLongs(DType.INT64, Shape.of(values.length), i -> values[i]);
    }

    /// A scalar (rank 0).
    public static Tensor scalar(DType dtype, double value) {
        return of(dtype, Shape.SCALAR, i -> value);
    }

    private static void putReal(DType dtype, byte[] raw, int i, double v) {
        switch (dtype) {
            case FLOAT -> FLOAT.set(raw, 4 * i, (float) v);
            case DOUBLE -> DOUBLE.set(raw, 8 * i, v);
            case FLOAT16 -> SHORT.set(raw, 2 * i, Halves.toFloat16(v));
            case BFLOAT16 -> SHORT.set(raw, 2 * i, Halves.toBfloat16(v));
            default -> throw new IllegalArgumentException(dtype + " is not real");
        }
    }

    private static void putInteger(DType dtype, byte[] raw, int i, long v) {
        switch (dtype.bytes()) {
            case 1 -> raw[i] = (byte) (dtype == DType.BOOL ? v != 0 ? 1 : 0 : v);
            case 2 -> SHORT.set(raw, 2 * i, (short) v);
            case 4 -> INT.set(raw, 4 * i, (int) v);
            default -> LONG.set(raw, 8 * i, v);
        }
    }

    public DType dtype() {
        return dtype;
    }

    public Shape shape() {
        return shape;
    }

    public TensorType type() {
        return new TensorType(dtype, shape);
    }

    public int size() {
        return shape.size();
    }

    /// Element `i` in row-major order; uint64 is rounded to double.
    public double getDouble(int i) {
        return switch (dtype) {
            case FLOAT -> (float) FLOAT.get(raw, 4 * i);
            case DOUBLE -> (double) DOUBLE.get(raw, 8 * i);
            case FLOAT16 -> Float.float16ToFloat((short) SHORT.get(raw, 2 * i));
            case BFLOAT16 -> Halves.fromBfloat16((short) SHORT.get(raw, 2 * i));
            case UINT64 -> unsignedToDouble(getLong(i));
            default -> getLong(i);
        };
    }

    private static double unsignedToDouble(long v) {
        return v >= 0 ? v : ((v >>> 1) | (v & 1)) * 2.0;
    }

    /// Element `i` of an integer or bool tensor; reals are truncated.
    public long getLong(int i) {
        return switch (dtype) {
            case BOOL, INT8 -> raw[i];
            case UINT8 -> raw[i] & 0xffL;
            case INT16 -> (short) SHORT.get(raw, 2 * i);
            case UINT16 -> (short) SHORT.get(raw, 2 * i) & 0xffffL;
            case INT32 -> (int) INT.get(raw, 4 * i);
            case UINT32 -> (int) INT.get(raw, 4 * i) & 0xffffffffL;
            case INT64, UINT64 -> (long) LONG.get(raw, 8 * i);
            default -> (long) getDouble(i);
        };
    }

    /// All elements of an integer or bool tensor.
    public long[] toLongs() {
        return IntStream.range(0, size()).mapToLong(this::getLong).toArray();
    }

    public double[] toDoubles() {
        return IntStream.range(0, size()).mapToDouble(this::getDouble).toArray();
    }

    public boolean hasNonFinite() {
        return dtype.isReal() && IntStream.range(0, size()).anyMatch(i -> !Double.isFinite(getDouble(i)));
    }

    /// The bytes, read-only.
    public ByteBuffer bytes() {
        return ByteBuffer.wrap(raw).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    /// The same elements under another shape of the same size.
    public Tensor reshape(Shape to) {
        if (to.size() != shape.size()) {
            throw new IllegalArgumentException("cannot view " + shape + " as " + to);
        }
        return new Tensor(dtype, to, raw);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor t && dtype == t.dtype && shape.equals(t.shape) && Arrays.equals(raw, t.raw);
    }

    @Override
    public int hashCode() {
        return 31 * type().hashCode() + Arrays.hashCode(raw);
    }

    /// Type and the first elements; full contents through the accessors.
    @Override
    public String toString() {
        if (dtype.kind() == DType.Kind.OPAQUE) {
            return type().toString();
        }
        return type() + IntStream.range(0, Math.min(16, size())).mapToObj(this::show).collect(
            Collectors.joining(" ", "{", size() > 16 ? " …}" : "}"));
    }

    private String show(int i) {
        return dtype.isReal() ? Double.toString(getDouble(i))
            : dtype == DType.UINT64 ? Long.toUnsignedString(getLong(i)) : Long.toString(getLong(i));
    }
}
