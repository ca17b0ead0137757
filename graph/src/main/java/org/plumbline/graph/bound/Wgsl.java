package org.plumbline.graph.bound;

import static org.plumbline.graph.bound.Tolerance.absolute;
import static org.plumbline.graph.bound.Tolerance.bounded;
import static org.plumbline.graph.bound.Tolerance.growing;
import static org.plumbline.graph.bound.Tolerance.near;
import static org.plumbline.graph.bound.Tolerance.ulps;

import java.util.Map;
import java.util.Set;
import org.plumbline.graph.DType;
import org.plumbline.graph.bound.Accuracy.Function;
import org.plumbline.graph.bound.Tolerance.Inherited;

/// What the WebGPU Shading Language promises, whatever the GPU. Numbers from the W3C specification of WGSL, § 15.7
/// "Floating Point Evaluation":
///
/// | what | f32 | f16 | section |
/// |---|---|---|---|
/// | x + y, x − y, x · y, conversions | either neighbour (1 ulp) | same | 15.7.4.1, "Correctly rounded" in 15.7.4 |
/// | x / y | 2.5 ulp, \|y\| in [2^−126, 2^126] | 2.5 ulp, \|y\| in [2^−14, 2^14] | 15.7.4.1 |
/// | exp | 3 + 2·\|x\| ulp | 1 + 2·\|x\| ulp | 15.7.4.1 |
/// | log | 2^−21 on [0.5, 2], else 3 ulp | 2^−7 on [0.5, 2], else 3 ulp | 15.7.4.1 |
/// | sin, cos | 2^−11 on [−π, π], else open | 2^−7, likewise | 15.7.4.1 |
/// | atan | 4096 ulp | 5 ulp | 15.7.4.1 |
/// | asin, acos | 6.81e−5 and 6.77e−5, or as `atan2(x, sqrt(1 − x·x))` and `atan2(sqrt(1 − x·x), x)` | 3.91e−3, likewise | 15.7.4.1 |
/// | sqrt | `1 / inverseSqrt(x)` with 2 ulp: 4.5 ulp, and 0.01 for terms of second order | same | 15.7.4.1 |
/// | tan, sinh, cosh, asinh, acosh, atanh | the expression in [Inheritance] | same | 15.7.4.1 |
/// | tanh | 1e−5 or `sinh(x) / cosh(x)` | same | 15.7.4.1 |
/// | pow | `exp2(y · log2(x))`, see [Arithmetic#power] | same | 15.7.4.1 |
/// | fma, sums | rounded once or twice, in any order | same | 15.7.5 "Reassociation and Fusion" |
/// | subnormal inputs and results | may be flushed to zero | same | 15.7.2 "Differences from IEEE-754" |
/// | NaN, ±∞, overflow | indeterminate | same | 15.7.2, "Finite Math Assumption" |
///
/// Runtimes above WebGPU fold constant subgraphs on the CPU: where a CPU errs by more ([Cpu]: exp, log and pow near 1, 4
/// ulp of the inherited ones, 4 epsilon of sigmoid and tanh), its number stands in the table.
///
/// Two functions are none of WGSL's. `sigmoid` is the expression that defines it. `erf` is taken from kernels: formula
/// 7.1.26 of Abramowitz and Stegun errs by 1.5e−7, and its five terms with an `exp` of this accuracy by 24 epsilon.
final class Wgsl {
    private static final Tolerance INHERITED = new Inherited(4, 0, 0);

    /// The worst ratio between a function bounded by one here and on a CPU: tanh's 1e−5 are 84 epsilon of f32, and 4 ulp
    /// more, to 4 epsilon and 4 ulp there.
    private static final double COARSENESS = 11;

    static final Accuracy ACCURACY = new Accuracy("wgsl", 1, COARSENESS, Set.of(DType.FLOAT, DType.FLOAT16), true,
        false, Map.ofEntries(
            Map.entry(Function.DIVIDE, ulps(2.5)), Map.entry(Function.SQRT, ulps(4.51)),
            Map.entry(Function.EXP, growing(4, 2)), Map.entry(Function.LOG, near(4, 1, 0x1p-21, 0.5, 2)),
            Map.entry(Function.POW, growing(8, 2)), Map.entry(Function.SIN, absolute(0x1p-11, -Math.PI, Math.PI)),
            Map.entry(Function.COS, absolute(0x1p-11, -Math.PI, Math.PI)), Map.entry(Function.TAN, INHERITED),
            Map.entry(Function.ASIN, new Inherited(4, 0, 6.81e-5)), Map.entry(Function.ACOS, new Inherited(4, 0,
                6.77e-5)),
            Map.entry(Function.ATAN, ulps(4096)), Map.entry(Function.SINH, INHERITED),
            Map.entry(Function.COSH, INHERITED), Map.entry(Function.TANH, new Inherited(4, 4, 1e-5)),
            Map.entry(Function.ASINH, INHERITED), Map.entry(Function.ACOSH, INHERITED),
            Map.entry(Function.ATANH, INHERITED), Map.entry(Function.ERF, bounded(4, 24 + 1.5e-7 / 0x1p-23)),
            Map.entry(Function.SIGMOID, new Inherited(4, 4, 0))),
        Map.of(Function.LOG, near(4, 1, 0x1p-7, 0.5, 2), Function.SIN, absolute(0x1p-7, -Math.PI, Math.PI),
            Function.COS, absolute(0x1p-7, -Math.PI, Math.PI), Function.ASIN, new Inherited(4, 0, 3.91e-3),
            Function.ACOS, new Inherited(4, 0, 3.91e-3), Function.ATAN, ulps(5)));

    private Wgsl() {
    }
}
