package org.plumbline.targets.torch.djl.archive;

import java.util.Arrays;
import org.plumbline.graph.DType;

/// How PyTorch calls the element types (`c10/core/ScalarType.h`) and, in archives, their storages
/// (`torch/csrc/jit/serialization/unpickler.cpp`). The unsigned types past eight bits, of which PyTorch implements next
/// to nothing, are carried as the signed types of their width.
public enum ScalarType {
    UINT8(DType.UINT8, 0, "ByteStorage"),
    INT8(DType.INT8, 1, "CharStorage"),
    INT16(DType.INT16, 2, "ShortStorage"),
    INT32(DType.INT32, 3, "IntStorage"),
    INT64(DType.INT64, 4, "LongStorage"),
    HALF(DType.FLOAT16, 5, "HalfStorage"),
    FLOAT(DType.FLOAT, 6, "FloatStorage"),
    DOUBLE(DType.DOUBLE, 7, "DoubleStorage"),
    BOOL(DType.BOOL, 11, "BoolStorage"),
    BFLOAT16(DType.BFLOAT16, 15, "BFloat16Storage"),
    UINT16(DType.UINT16, 2, "ShortStorage"),
    UINT32(DType.UINT32, 3, "IntStorage"),
    UINT64(DType.UINT64, 4, "LongStorage");

    private final DType dtype;
    private final int code;
    private final String storage;

    ScalarType(DType dtype, int code, String storage) {
        this.dtype = dtype;
        this.code = code;
        this.storage = storage;
    }

    /// The number by which scripts name the type.
    public int code() {
        return code;
    }

    String storage() {
        return storage;
    }

    /// Whether tensors of this type have one of PyTorch's.
    public static boolean has(DType dtype) {
        return Arrays.stream(values()).anyMatch(t -> t.dtype == dtype);
    }

    /// Throws [IllegalArgumentException] for types that PyTorch does not have.
    public static ScalarType of(DType dtype) {
        return Arrays.stream(values()).filter(t -> t.dtype == dtype).findFirst()
            .orElseThrow(() -> new IllegalArgumentException("PyTorch has no type " + dtype));
    }
}
