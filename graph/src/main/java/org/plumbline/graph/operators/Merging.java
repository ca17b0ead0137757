package org.plumbline.graph.operators;

import java.util.Optional;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.bound.Arithmetic;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Enclosure.Integers;
import org.plumbline.graph.bound.Enclosure.Reals;
import org.plumbline.graph.bound.Interval;
import org.plumbline.graph.bound.Product;
import org.plumbline.graph.bound.Sum;
import org.plumbline.graph.operator.Call;

/// How updates that hit one element combine with it and with each other, whatever their order.
enum Merging {
    /// The last one wins, and nothing says which is last.
    NONE,
    ADD, MUL, MAX, MIN;

    /// The reduction that a Scatter call asks for.
    static Merging of(Call call) {
        String name = call.opset() >= 16 ? call.text("reduction", "none") : "none";
        Merging m = switch (name) {
            case "none" -> NONE;
            case "add" -> ADD;
            case "mul" -> MUL;
            case "max" -> MAX;
            case "min" -> MIN;
            default -> throw Call.broken("reduction " + name + " is unknown");
        };
        Call.require(call.opset() >= 18 || m != MAX && m != MIN, "reduction " + name + " came with opset 18");
        return m;
    }

    /// `data` after update `k` went to element `targets[k]`, for all k; where a target is unknown (−1), it may have
    /// been any.
    Enclosure merge(Enclosure data, Enclosure updates, int[] targets) {
        Shape s = data.knownShape().orElseThrow();
        int[] counts = new int[s.size()];
        for (int t : targets) {
            if (t < 0) {
                return Enclosure.anything(data.dtype(), s);
            }
            counts[t]++;
        }
        int[][] hits = new int[counts.length][];
        for (int k = 0; k < targets.length; k++) {
            int[] own = hits[targets[k]] == null ? new int[counts[targets[k]]] : hits[targets[k]];
            own[--counts[targets[k]]] = k;
            hits[targets[k]] = own;
        }
        return switch (data) {
            case Reals r -> Reals.of(r.dtype(), s,
                i -> hits[i] == null ? r.at(i) : merge(r.dtype(), r.at(i), (Reals) updates, hits[i]));
            case Integers n -> Integers.of(n.dtype(), s,
                i -> hits[i] == null ? n.at(i) : merge(n.dtype(), n.at(i), (Integers) updates, hits[i]));
            case Enclosure.Carried _, Enclosure.Unknown _ -> throw new IllegalStateException("no elements in " + data);
        };
    }

    private Interval merge(DType dtype, Interval first, Reals updates, int[] hits) {
        // Rounding does not depend on the device: any accuracy serves.
        Arithmetic m = Arithmetic.of(dtype, Accuracy.CPU);
        return switch (this) {
            case NONE -> {
                Interval x = updates.at(hits[0]);
                for (int k : hits) {
                    x = x.hull(updates.at(k));
                }
                yield x;
            }
            case ADD -> {
                Sum sum = new Sum();
                sum.add(first);
                for (int k : hits) {
                    sum.add(updates.at(k));
                }
                yield sum.total(m, 0);
            }
            case MUL -> {
                Product product = new Product();
                product.multiply(first);
                for (int k : hits) {
                    product.multiply(updates.at(k));
                }
                yield product.total(m);
            }
            case MAX, MIN -> extreme(m, first, updates, hits);
        };
    }

    /// The largest or smallest; where a NaN may be among them, any of them or NaN.
    private Interval extreme(Arithmetic m, Interval first, Reals updates, int[] hits) {
        Interval extreme = first;
        Interval hull = first;
        for (int k : hits) {
            Interval x = updates.at(k);
            extreme = this == MAX ? m.max(extreme, x) : m.min(extreme, x);
            hull = hull.hull(x);
        }
        return hull.nan() ? hull : extreme;
    }

    private Optional<Long> merge(DType dtype, Optional<Long> first, Integers updates, int[] hits) {
        Optional<Long> x = this == NONE ? updates.at(hits[0]) : first;
        for (int k : hits) {
            Optional<Long> y = updates.at(k);
            x = x.isEmpty() || y.isEmpty() ? Optional.empty() : merge(dtype, x.get(), y.get());
        }
        return x;
    }

    private Optional<Long> merge(DType dtype, long a, long b) {
        boolean wide = dtype == DType.UINT64;
        try {
            return switch (this) {
                case NONE -> a == b ? Optional.of(a) : Optional.empty();
                case ADD -> wide && Long.compareUnsigned(a + b, a) < 0 ? Optional.empty()
                    : Optional.of(wide ? a + b : Math.addExact(a, b));
                case MUL -> wide && Math.unsignedMultiplyHigh(a, b) != 0 ? Optional.empty()
                    : Optional.of(wide ? a * b : Math.multiplyExact(a, b));
                case MAX -> Optional.of((wide ? Long.compareUnsigned(a, b) : Long.compare(a, b)) >= 0 ? a : b);
                case MIN -> Optional.of((wide ? Long.compareUnsigned(a, b) : Long.compare(a, b)) <= 0 ? a : b);
            };
        } catch (ArithmeticException _) {
            return Optional.empty();
        }
    }
}
