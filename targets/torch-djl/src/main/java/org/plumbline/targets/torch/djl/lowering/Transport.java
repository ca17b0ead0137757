package org.plumbline.targets.torch.djl.lowering;

import org.plumbline.graph.DType;
import org.plumbline.graph.Tensor;
import org.plumbline.targets.torch.djl.archive.ScalarType;

/// DJL's native bridge knows eight element types; the others cross it as one of them that holds all their values (or,
/// for the wide unsigned types, their bits) and are converted inside the script.
public final class Transport {
    private Transport() {
    }

    /// The type as which tensors of `dtype` cross the bridge. Throws [IllegalArgumentException] for types that PyTorch
    /// does not have.
    public static DType carrier(DType dtype) {
        return switch (dtype) {
            case FLOAT, DOUBLE, FLOAT16, UINT8, INT8, INT32, INT64, BOOL -> dtype;
            case BFLOAT16 -> DType.FLOAT;
            case INT16, UINT16, UINT32 -> DType.INT32;
            case UINT64 -> DType.INT64;
            case STRING, COMPLEX64, COMPLEX128, FLOAT8E4M3FN, FLOAT8E4M3FNUZ, FLOAT8E5M2, FLOAT8E5M2FNUZ, UINT4, INT4 ->
                throw new IllegalArgumentException("PyTorch has no type " + dtype);
        };
    }

    /// A tensor as it crosses the bridge, or back: the same values in another type.
    public static Tensor as(DType dtype, Tensor tensor) {
        return tensor.dtype() == dtype ? tensor
            : dtype.isReal() ? Tensor.of(dtype, tensor.shape(), tensor::getDouble)
            : Tensor.ofLongs(dtype, tensor.shape(), tensor::getLong);
    }

    /// The expression that takes an input for what it is.
    static String entering(DType dtype, String name) {
        return converted(carrier(dtype), dtype, name);
    }

    /// The expression that makes an output fit for the bridge.
    static String leaving(DType dtype, String name) {
        return converted(dtype, carrier(dtype), name);
    }

    private static String converted(DType from, DType to, String name) {
        int code = ScalarType.of(to).code();
        return ScalarType.of(from).code() == code ? name : "torch.to(" + name + ", " + code + ")";
    }
}
