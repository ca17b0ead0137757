package org.plumbline.oracles;

import java.math.BigInteger;
import java.util.Optional;
import org.plumbline.graph.DType;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.bound.Arithmetic;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Interval;

/// Holds an observed tensor against what admissible implementations may return.
public final class Judge {
    private Judge() {
    }

    /// One element outside its bound. `margin` is how far, in units of the last place of the nearer end (infinite for
    /// NaN and infinities, the plain difference for integers).
    public record Violation(int index, String observed, String admissible, double margin) {
    }

    /// The comparison of one tensor: how many elements could be decided, how many not, and the worst violation.
    /// `shape` says what is wrong with type or shape, if anything.
    public record Judgement(int decided, int undecided, int violations, Optional<Violation> worst,
        Optional<String> shape) {
        public boolean agrees() {
            return violations == 0 && shape.isEmpty();
        }
    }

    /// Compares every element. An enclosure of unknown shape leaves the whole tensor undecided.
    public static Judgement judge(Tensor observed, Enclosure admissible) {
        if (observed.dtype() != admissible.dtype()) {
            return mismatch("dtype " + observed.dtype() + " instead of " + admissible.dtype());
        }
        var shape = admissible.knownShape();
        if (shape.isEmpty()) {
            return new Judgement(0, observed.size(), 0, Optional.empty(), Optional.empty());
        }
        if (!shape.get().equals(observed.shape())) {
            return mismatch("shape " + observed.shape() + " instead of " + shape.get());
        }
        return switch (admissible) {
            case Enclosure.Reals r -> reals(observed, r);
            case Enclosure.Integers n -> integers(observed, n);
            case Enclosure.Carried(Tensor t) -> t.equals(observed)
                ? new Judgement(t.size(), 0, 0, Optional.empty(), Optional.empty())
                : mismatch("the bits differ");
            case Enclosure.Unknown _ -> throw new IllegalStateException("has a known shape");
        };
    }

    private static Judgement mismatch(String what) {
        return new Judgement(0, 0, 0, Optional.empty(), Optional.of(what));
    }

    private static Judgement reals(Tensor observed, Enclosure.Reals r) {
        Arithmetic m = Arithmetic.of(r.dtype(), Accuracy.CPU);
        int decided = 0;
        int violations = 0;
        Violation worst = null;
        int n = observed.size();
        for (int i = 0; i < n; i++) {
            double v = observed.getDouble(i);
            Interval x = r.at(i);
            if (isDecided(x)) {
                decided++;
            }
            if (!x.contains(v) && !m.stored(x).contains(v)) {
                violations++;
                double margin = margin(v, m.stored(x), m);
                if (worst == null || margin > worst.margin()) {
                    worst = new Violation(i, Double.toString(v), show(m.stored(x)), margin);
                }
            }
        }
        return new Judgement(decided, n - decided, violations, Optional.ofNullable(worst), Optional.empty());
    }

    /// Whether a wrong result could be told from a right one: only NaN is admissible, or no NaN and finite bounds that
    /// fix the value to a factor of two or to 2^-10.
    private static boolean isDecided(Interval x) {
        if (x.isEmpty()) {
            return true;
        }
        if (x.nan()) {
            return false;
        }
        return x.lo() == x.hi()
            || Double.isFinite(x.magnitude()) && x.hi() - x.lo() <= Math.max(0x1p-10, x.magnitude() / 2);
    }

    private static double margin(double v, Interval x, Arithmetic m) {
        if (Double.isNaN(v) || x.isEmpty() || Double.isInfinite(v)) {
            return Double.POSITIVE_INFINITY;
        }
        double end = v < x.lo() ? x.lo() : x.hi();
        if (Double.isInfinite(end)) {
            return Double.POSITIVE_INFINITY;
        }
        double ulp = Math.scalb(m.epsilon(), Math.getExponent(Math.max(Math.abs(end), m.minNormal())));
        return Math.abs(v - end) / ulp;
    }

    private static String show(Interval x) {
        if (x.isEmpty()) {
            return "NaN";
        }
        String range = x.lo() == x.hi() ? Double.toString(x.lo()) : "[" + x.lo() + ", " + x.hi() + "]";
        return x.nan() ? range + " or NaN" : range;
    }

    private static Judgement integers(Tensor observed, Enclosure.Integers expected) {
        int decided = 0;
        int violations = 0;
        Violation worst = null;
        int n = observed.size();
        for (int i = 0; i < n; i++) {
            if (expected.unknown()[i]) {
                continue;
            }
            decided++;
            long v = observed.getLong(i);
            long e = expected.value()[i];
            if (v != e) {
                violations++;
                BigInteger seen = number(v, expected.dtype());
                BigInteger admissible = number(e, expected.dtype());
                double margin = seen.subtract(admissible).abs().doubleValue();
                if (worst == null || margin > worst.margin()) {
                    worst = new Violation(i, seen.toString(), admissible.toString(), margin);
                }
            }
        }
        return new Judgement(decided, n - decided, violations, Optional.ofNullable(worst), Optional.empty());
    }

    private static BigInteger number(long bits, DType dtype) {
        return dtype == DType.UINT64 ? new BigInteger(Long.toUnsignedString(bits)) : BigInteger.valueOf(bits);
    }
}
