package org.plumbline.graph.bound;

import java.util.Optional;
import org.plumbline.graph.DType;

/// A sum of integers or of products of integers. Any order gives the same result modulo 2^bits, so the exact sum is
/// what every implementation returns as long as it fits the type; past it, ONNX does not say. Mutable; one per sum.
public final class WholeSum {
    private final boolean unsigned64;
    private final DType dtype;
    private long sum;
    private boolean known = true;

    /// A sum of `dtype`'s precision, one of the integer types.
    public WholeSum(DType dtype) {
        this.dtype = dtype;
        this.unsigned64 = dtype == DType.UINT64;
    }

    public void add(long v) {
        long s = sum + v;
        known &= unsigned64 ? Long.compareUnsigned(s, v) >= 0 : ((sum ^ s) & (v ^ s)) >= 0;
        sum = s;
    }

    public void addProduct(long a, long b) {
        long high = unsigned64 ? Math.unsignedMultiplyHigh(a, b) : Math.multiplyHigh(a, b);
        long low = a * b;
        known &= high == (unsigned64 ? 0 : low >> 63);
        add(low);
    }

    /// Notes that a term is not known.
    public void addUnknown() {
        known = false;
    }

    /// The sum, when it is known and fits the type.
    public Optional<Long> total() {
        return known && fits() ? Optional.of(sum) : Optional.empty();
    }

    private boolean fits() {
        return unsigned64 || sum >= dtype.minValue() && sum <= dtype.maxValue();
    }
}
