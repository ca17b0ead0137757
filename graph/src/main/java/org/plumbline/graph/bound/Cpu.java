package org.plumbline.graph.bound;

import static org.plumbline.graph.bound.Tolerance.bounded;
import static org.plumbline.graph.bound.Tolerance.ulps;

import java.util.Map;
import java.util.Set;
import org.plumbline.graph.DType;
import org.plumbline.graph.bound.Accuracy.Function;

/// What CPUs and their libraries give. Basic arithmetic and division are rounded correctly (IEEE 754). So is the square
/// root of the instruction set, but not that of vector libraries, and ONNX asks it of none: MKL's `vsSqrt`, which PyTorch
/// calls, promises less than 1 ulp even in its most accurate mode (0.75 measured, and roots that are numbers are exact).
/// libm is within 1 ulp on nearly all functions, vectorised ones (Eigen, MLAS, SLEEF "u35") within 4; MLAS computes the
/// bounded functions by rational approximation with an absolute error below 4 epsilon. The instructions for bfloat16 of
/// x86 (VDPBF16PS, VCVTNEPS2BF16, TDPBF16PS) take subnormals for zero and flush their results, whatever the mode (Intel
/// 64 and IA-32 Architectures Software Developer's Manual, vol. 2).
final class Cpu {
    static final Accuracy ACCURACY = new Accuracy("cpu", 0.5, 1, Set.of(DType.BFLOAT16), false, true, Map.ofEntries(
        Map.entry(Function.DIVIDE, ulps(0.5)), Map.entry(Function.SQRT, ulps(1)), Map.entry(Function.EXP, ulps(4)),
        Map.entry(Function.LOG, bounded(4, 1)), Map.entry(Function.POW, ulps(8)),
        Map.entry(Function.SIN, bounded(4, 4)), Map.entry(Function.COS, bounded(4, 4)),
        Map.entry(Function.TAN, ulps(4)), Map.entry(Function.ASIN, ulps(4)), Map.entry(Function.ACOS, ulps(4)),
        Map.entry(Function.ATAN, ulps(4)), Map.entry(Function.SINH, ulps(4)), Map.entry(Function.COSH, ulps(4)),
        Map.entry(Function.TANH, bounded(4, 4)), Map.entry(Function.ASINH, ulps(4)),
        Map.entry(Function.ACOSH, ulps(4)), Map.entry(Function.ATANH, ulps(4)), Map.entry(Function.ERF, bounded(4, 4)),
        Map.entry(Function.SIGMOID, bounded(4, 4))), Map.of());

    private Cpu() {
    }
}
