package org.plumbline.targets.planted.call;

import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;

/// A value between two nodes: what the model says its type is, and the elements, which a fused chain may hold in a
/// wider type than that.
public record Value(DType dtype, Tensor data) {
    /// A tensor as it is.
    public static Value of(Tensor t) {
        return new Value(t.dtype(), t);
    }

    /// Reals, rounded to `dtype`.
    public static Value of(DType dtype, Shape shape, IntToDoubleFunction element) {
        return of(Tensor.of(dtype, shape, element));
    }

    /// Integers or bool, modulo 2^bits.
    public static Value ofLongs(DType dtype, Shape shape, IntToLongFunction element) {
        return of(Tensor.ofLongs(dtype, shape, element));
    }

    public Shape shape() {
        return data.shape();
    }

    /// Rounded to its own type, as a store to memory does it.
    public Tensor stored() {
        return data.dtype() == dtype ? data : Tensor.of(dtype, data.shape(), data::getDouble);
    }
}
