package org.plumbline.graph.operators;

import java.util.Optional;
import org.plumbline.graph.DType;
import org.plumbline.graph.bound.Enclosure.Integers;
import org.plumbline.graph.bound.WholeSum;

/// Integer reductions of one lane (the elements `base + inner[r]`). Empty where an element is not known, where the
/// result does not fit the type, and where it is not a whole number: ONNX states no rounding.
final class LaneWhole {
    private LaneWhole() {
    }

    static Optional<Long> sum(Integers x, int base, int[] inner) {
        WholeSum sum = new WholeSum(x.dtype());
        for (int i : inner) {
            if (x.unknown()[base + i]) {
                return Optional.empty();
            }
            sum.add(x.value()[base + i]);
        }
        return sum.total();
    }

    static Optional<Long> absSum(Integers x, int base, int[] inner) {
        WholeSum sum = new WholeSum(x.dtype());
        for (int i : inner) {
            long v = x.value()[base + i];
            if (x.unknown()[base + i] || v == x.dtype().minValue() && v < 0) {
                return Optional.empty();
            }
            sum.add(x.dtype().kind() == DType.Kind.SIGNED ? Math.abs(v) : v);
        }
        return sum.total();
    }

    static Optional<Long> squareSum(Integers x, int base, int[] inner) {
        WholeSum sum = new WholeSum(x.dtype());
        for (int i : inner) {
            if (x.unknown()[base + i]) {
                return Optional.empty();
            }
            sum.addProduct(x.value()[base + i], x.value()[base + i]);
        }
        return sum.total();
    }

    /// The root of the sum of squares, where that is a square a float holds exactly.
    static Optional<Long> norm(Integers x, int base, int[] inner) {
        return squareSum(x, base, inner).filter(s -> s >= 0 && s <= 1 << 24).flatMap(s -> {
            long root = Math.round(Math.sqrt(s));
            return root * root == s ? Optional.of(root) : Optional.empty();
        });
    }

    static Optional<Long> mean(Integers x, int base, int[] inner) {
        if (inner.length == 0) {
            return Optional.empty();
        }
        boolean unsigned = x.dtype() == DType.UINT64;
        return sum(x, base, inner).flatMap(s -> {
            long q = unsigned ? Long.divideUnsigned(s, inner.length) : s / inner.length;
            return q * inner.length == s ? Optional.of(q) : Optional.empty();
        });
    }

    static Optional<Long> product(Integers x, int base, int[] inner) {
        long p = 1;
        for (int i : inner) {
            WholeSum one = new WholeSum(x.dtype());
            one.addProduct(p, x.value()[base + i]);
            if (x.unknown()[base + i] || one.total().isEmpty()) {
                return Optional.empty();
            }
            p = one.total().get();
        }
        return Optional.of(p);
    }

    /// The largest value; the type's smallest one for an empty lane.
    static Optional<Long> max(Integers x, int base, int[] inner) {
        long most = x.dtype().minValue();
        for (int i : inner) {
            if (x.unknown()[base + i]) {
                return Optional.empty();
            }
            most = compare(x.dtype(), x.value()[base + i], most) > 0 ? x.value()[base + i] : most;
        }
        return Optional.of(most);
    }

    /// The smallest value; the type's largest one for an empty lane.
    static Optional<Long> min(Integers x, int base, int[] inner) {
        long least = x.dtype().maxValue();
        for (int i : inner) {
            if (x.unknown()[base + i]) {
                return Optional.empty();
            }
            least = compare(x.dtype(), x.value()[base + i], least) < 0 ? x.value()[base + i] : least;
        }
        return Optional.of(least);
    }

    static int compare(DType dtype, long a, long b) {
        return dtype == DType.UINT64 ? Long.compareUnsigned(a, b) : Long.compare(a, b);
    }
}
