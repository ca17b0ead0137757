package org.plumbline.graph.operators;

import java.util.OptionalLong;
import org.plumbline.graph.DType;

/// Integer arithmetic of the ONNX integer types on 64-bit values (uint64 as its 64 bits). Nothing comes back where the
/// result is out of range or undefined: the specification says nothing of integer overflow and division by zero.
final class Whole {
    private Whole() {
    }

    /// Whether the type holds the value; any 64 bits are a uint64.
    static boolean fits(DType dtype, long v) {
        return dtype == DType.UINT64 || v >= dtype.minValue() && v <= dtype.maxValue();
    }

    static OptionalLong add(DType dtype, long a, long b) {
        long s = a + b;
        boolean overflow = dtype == DType.UINT64 ? Long.compareUnsigned(s, a) < 0 : ((a ^ s) & (b ^ s)) < 0;
        return checked(dtype, s, overflow);
    }

    static OptionalLong sub(DType dtype, long a, long b) {
        long s = a - b;
        boolean overflow = dtype == DType.UINT64 ? Long.compareUnsigned(a, b) < 0 : ((a ^ b) & (a ^ s)) < 0;
        return checked(dtype, s, overflow);
    }

    static OptionalLong mul(DType dtype, long a, long b) {
        long p = a * b;
        boolean overflow = dtype == DType.UINT64 ? Math.unsignedMultiplyHigh(a, b) != 0
            : Math.multiplyHigh(a, b) != p >> 63;
        return checked(dtype, p, overflow);
    }

    /// Truncates towards zero.
    static OptionalLong div(DType dtype, long a, long b) {
        if (b == 0) {
            return OptionalLong.empty();
        }
        return dtype == DType.UINT64 ? OptionalLong.of(Long.divideUnsigned(a, b))
            : checked(dtype, a / b, a == Long.MIN_VALUE && b == -1);
    }

    /// The remainder with the sign of the divisor.
    static OptionalLong floorMod(DType dtype, long a, long b) {
        return b == 0 ? OptionalLong.empty()
            : OptionalLong.of(dtype == DType.UINT64 ? Long.remainderUnsigned(a, b) : Math.floorMod(a, b));
    }

    /// The remainder with the sign of the dividend, as C has it.
    static OptionalLong remainder(DType dtype, long a, long b) {
        return b == 0 ? OptionalLong.empty()
            : OptionalLong.of(dtype == DType.UINT64 ? Long.remainderUnsigned(a, b) : a % b);
    }

    static OptionalLong neg(DType dtype, long a) {
        return sub(dtype, 0, a);
    }

    static OptionalLong abs(DType dtype, long a) {
        return dtype.kind() == DType.Kind.UNSIGNED || a >= 0 ? OptionalLong.of(a) : neg(dtype, a);
    }

    static int compare(DType dtype, long a, long b) {
        return dtype == DType.UINT64 ? Long.compareUnsigned(a, b) : Long.compare(a, b);
    }

    /// `a` to the power `n`; nothing for negative exponents, of which the specification says nothing for integers.
    static OptionalLong pow(DType dtype, long a, long n) {
        if (n < 0 && dtype != DType.UINT64) {
            return OptionalLong.empty();
        }
        if (n == 0 || a == 1) {
            return OptionalLong.of(1);
        }
        if (a == 0 || a == -1 && dtype != DType.UINT64) {
            return OptionalLong.of(a == 0 ? 0 : n % 2 == 0 ? 1 : -1);
        }
        OptionalLong product = OptionalLong.of(1);
        for (long i = 0; i < n && product.isPresent(); i++) {
            product = mul(dtype, product.getAsLong(), a);
        }
        return product;
    }

    /// The low bits of `v`, read as the type: two's complement for signed types, non-zero is true for bool.
    static long wrap(DType dtype, long v) {
        return switch (dtype.kind()) {
            case BOOLEAN -> v != 0 ? 1 : 0;
            case UNSIGNED -> dtype.bits() == 64 ? v : v & (1L << dtype.bits()) - 1;
            case SIGNED -> v << 64 - dtype.bits() >> 64 - dtype.bits();
            case REAL, OPAQUE -> throw new IllegalArgumentException(dtype + " is not whole");
        };
    }

    private static OptionalLong checked(DType dtype, long v, boolean overflow) {
        return overflow || !fits(dtype, v) ? OptionalLong.empty() : OptionalLong.of(v);
    }
}
