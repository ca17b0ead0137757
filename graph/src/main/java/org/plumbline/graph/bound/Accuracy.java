package org.plumbline.graph.bound;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.plumbline.graph.DType;

/// How exact a device promises to be.
///
/// @param device its name
/// @param rounding the error of a basic operation (sum, product, conversion) in units of the last place: ½ where results
/// are rounded to nearest, 1 where they may be rounded either way
/// @param coarseness factor on error counts that were derived by hand for functions of a CPU's accuracy
/// @param flushes the types whose subnormal inputs and results may be taken for zero
/// @param finite whether the device may assume that there is no NaN and no infinity, so that what comes of them is open
/// @param repeats whether the same program gives the same bits each time; where sums are made by atomic additions, their
/// order is not fixed
/// @param functions what it promises for elementary functions
/// @param halves the same for [DType#FLOAT16], where it differs
public record Accuracy(String device, double rounding, double coarseness, Set<DType> flushes, boolean finite,
    boolean repeats, Map<Function, Tolerance> functions, Map<Function, Tolerance> halves) {
    public Accuracy {
        flushes = Set.copyOf(flushes);
        functions = Map.copyOf(functions);
        halves = Map.copyOf(halves);
    }

    /// Functions whose accuracy a device states.
    public enum Function {
        DIVIDE, SQRT, EXP, LOG, POW, SIN, COS, TAN, ASIN, ACOS, ATAN, SINH, COSH, TANH, ASINH, ACOSH, ATANH, ERF,
        SIGMOID
    }

    /// CPUs and their libraries; see [Cpu].
    public static final Accuracy CPU = Cpu.ACCURACY;

    /// Any GPU behind WebGPU; see [Wgsl].
    public static final Accuracy WGSL = Wgsl.ACCURACY;

    /// What is promised for a function in the precision of `dtype`.
    public Tolerance of(Function function, DType dtype) {
        Tolerance wide = functions.get(function);
        return dtype == DType.FLOAT16 ? halves.getOrDefault(function, wide) : wide;
    }

    /// What may become of a tensor that the device reads or writes: subnormals may be flushed to zero, and what may be
    /// infinite or NaN may be anything. The same enclosure where the device promises to keep both.
    public Enclosure held(Enclosure e) {
        if (!(e instanceof Enclosure.Reals r) || !flushes.contains(r.dtype()) && !finite) {
            return e;
        }
        double minNormal = Arithmetic.of(r.dtype(), this).minNormal();
        return Enclosure.Reals.of(r.dtype(), r.shape(), i -> held(minNormal, flushes.contains(r.dtype()), r.at(i)));
    }

    /// What may become of a result of an operator that read `inputs`: as [#held(Enclosure)] says, and where it may be
    /// zero it may be any subnormal of its type among them. Each operation on its own may flush or not (WGSL, § 15.7.2),
    /// so a comparison may take those for zero while the element that it chooses moves on with all its bits: TopK, Max or
    /// a pool give one for the other.
    public Enclosure held(Enclosure e, List<Enclosure> inputs) {
        Enclosure held = held(e);
        if (!(held instanceof Enclosure.Reals r) || !flushes.contains(r.dtype())) {
            return held;
        }
        double minNormal = Arithmetic.of(r.dtype(), this).minNormal();
        Interval among = inputs.stream().filter(i -> i.dtype() == r.dtype()).map(i -> subnormals(minNormal, i))
            .reduce(Interval.ZERO, Interval::hull);
        return among.isPoint() ? held
            : Enclosure.Reals.of(r.dtype(), r.shape(), i -> r.at(i).contains(0) ? r.at(i).hull(among) : r.at(i));
    }

    /// From the least to the largest element that is certainly zero or subnormal; zero where there is none.
    private static Interval subnormals(double minNormal, Enclosure e) {
        Interval all = Interval.ZERO;
        if (e instanceof Enclosure.Reals r) {
            for (int i = 0; i < r.shape().size(); i++) {
                Interval x = r.at(i);
                all = x.lo() > -minNormal && x.hi() < minNormal && !x.nan() ? all.hull(x) : all;
            }
        }
        return all;
    }

    private Interval held(double minNormal, boolean flushed, Interval x) {
        if (finite && (x.isEmpty() || x.nan() || Arithmetic.holdsInfinity(x))) {
            return Interval.ANY;
        }
        boolean positive = flushed && x.lo() > 0 && x.lo() < minNormal;
        boolean negative = flushed && x.hi() < 0 && x.hi() > -minNormal;
        return positive ? new Interval(0, x.hi(), x.nan()) : negative ? new Interval(x.lo(), 0, x.nan()) : x;
    }
}
