package org.plumbline.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The element type of a tensor, with the code and the layout that the ONNX specification gives it
/// (`TensorProto.DataType`; multi-byte elements are little-endian).
public enum DType {
    FLOAT(1, "float", 4, Kind.REAL),
    UINT8(2, "uint8", 1, Kind.UNSIGNED),
    INT8(3, "int8", 1, Kind.SIGNED),
    UINT16(4, "uint16", 2, Kind.UNSIGNED),
    INT16(5, "int16", 2, Kind.SIGNED),
    INT32(6, "int32", 4, Kind.SIGNED),
    INT64(7, "int64", 8, Kind.SIGNED),
    STRING(8, "string", 0, Kind.OPAQUE),
    BOOL(9, "bool", 1, Kind.BOOLEAN),
    FLOAT16(10, "float16", 2, Kind.REAL),
    DOUBLE(11, "double", 8, Kind.REAL),
    UINT32(12, "uint32", 4, Kind.UNSIGNED),
    UINT64(13, "uint64", 8, Kind.UNSIGNED),
    COMPLEX64(14, "complex64", 8, Kind.OPAQUE),
    COMPLEX128(15, "complex128", 16, Kind.OPAQUE),
    BFLOAT16(16, "bfloat16", 2, Kind.REAL),
    FLOAT8E4M3FN(17, "float8e4m3fn", 1, Kind.OPAQUE),
    FLOAT8E4M3FNUZ(18, "float8e4m3fnuz", 1, Kind.OPAQUE),
    FLOAT8E5M2(19, "float8e5m2", 1, Kind.OPAQUE),
    FLOAT8E5M2FNUZ(20, "float8e5m2fnuz", 1, Kind.OPAQUE),
    UINT4(21, "uint4", 0, Kind.OPAQUE),
    INT4(22, "int4", 0, Kind.OPAQUE);

    /// What kind of number an element is; `OPAQUE` types are carried and compared bit by bit, never computed with.
    public enum Kind {
        REAL, SIGNED, UNSIGNED, BOOLEAN, OPAQUE
    }

    public static final List<DType> REALS = List.of(FLOAT, DOUBLE, FLOAT16, BFLOAT16);
    public static final List<DType> SIGNED_INTEGERS = List.of(INT8, INT16, INT32, INT64);
    public static final List<DType> UNSIGNED_INTEGERS = List.of(UINT8, UINT16, UINT32, UINT64);

    private final int code;
    private final String onnxName;
    private final int bytes;
    private final Kind kind;

    DType(int code, String onnxName, int bytes, Kind kind) {
        this.code = code;
        this.onnxName = onnxName;
        this.bytes = bytes;
        this.kind = kind;
    }

    /// The value of `TensorProto.DataType`.
    public int code() {
        return code;
    }

    /// The name as ONNX writes it inside `tensor(…)`.
    public String onnxName() {
        return onnxName;
    }

    /// Bytes per element; 0 where elements have no whole number of bytes of their own (strings, 4-bit integers).
    public int bytes() {
        return bytes;
    }

    public Kind kind() {
        return kind;
    }

    public boolean isReal() {
        return kind == Kind.REAL;
    }

    /// Signed or unsigned integer, not bool.
    public boolean isInteger() {
        return kind == Kind.SIGNED || kind == Kind.UNSIGNED;
    }

    public boolean isNumeric() {
        return isReal() || isInteger();
    }

    /// Number of value bits of an integer type.
    public int bits() {
        return bytes * 8;
    }

    /// Smallest value of an integer or bool type.
    public long minValue() {
        return kind == Kind.SIGNED ? -1L << (bits() - 1) : 0;
    }

    /// Largest value of an integer or bool type; −1, read as unsigned, for uint64.
    public long maxValue() {
        return switch (kind) {
            case SIGNED -> (1L << (bits() - 1)) - 1;
            case UNSIGNED -> bytes == 8 ? -1L : (1L << bits()) - 1;
            case BOOLEAN -> 1;
            case REAL, OPAQUE -> throw new IllegalStateException(this + " has no integer range");
        };
    }

    public static Optional<DType> ofCode(int code) {
        return Arrays.stream(values()).filter(d -> d.code == code).findFirst();
    }

    public static Optional<DType> ofName(String onnxName) {
        return Arrays.stream(values()).filter(d -> d.onnxName.equals(onnxName)).findFirst();
    }

    @Override
    public String toString() {
        return onnxName;
    }
}
