package org.plumbline.graph.bound;

import java.util.Map;

/// How exact a device promises to be. Basic arithmetic is rounded correctly everywhere we run; elementary functions
/// are within `ulps` units in the last place plus `floor` units of the machine epsilon, absolute, for functions
/// whose range is bounded by one.
public record Accuracy(String device, double ulps, double floor, Map<Function, Double> special) {
    public Accuracy {
        special = Map.copyOf(special);
    }

    /// Functions whose accuracy a device may state on its own.
    public enum Function {
        EXP, LOG, POW, SIN, COS, TAN, ASIN, ACOS, ATAN, SINH, COSH, TANH, ASINH, ACOSH, ATANH, ERF, SIGMOID
    }

    /// CPU libraries: libm is within 1 ulp on nearly all functions, vectorised ones (Eigen, MLAS, SLEEF "u35") within
    /// 4; MLAS computes the bounded functions by rational approximation with an absolute error below 4 epsilon.
    public static final Accuracy CPU = new Accuracy("cpu", 4, 4, Map.of(Function.POW, 8.0));

    public double ulps(Function function) {
        return special.getOrDefault(function, ulps);
    }

    /// Absolute error in units of epsilon; 0 except for functions bounded by one, which libraries approximate with a
    /// uniform error.
    public double floor(Function function) {
        return switch (function) {
            case TANH, ERF, SIGMOID, SIN, COS -> floor;
            case EXP, LOG, POW, TAN, ASIN, ACOS, ATAN, SINH, COSH, ASINH, ACOSH, ATANH -> 0;
        };
    }
}
