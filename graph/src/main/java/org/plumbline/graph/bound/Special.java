package org.plumbline.graph.bound;

/// Elementary functions that `java.lang.Math` lacks.
public final class Special {
    private Special() {
    }

    /// The error function, relative error below 4e-16: the Maclaurin series for |x| < 2 (Abramowitz and Stegun 7.1.6,
    /// whose terms are all positive), 1 − erfc by its continued fraction beyond (7.1.14, Lentz's evaluation).
    public static double erf(double x) {
        double a = Math.abs(x);
        if (Double.isNaN(x) || a == 0) {
            return x;
        }
        if (a > 6) {
            return Math.signum(x);
        }
        return Math.signum(x) * (a < 2 ? series(a) : 1 - erfcTail(a));
    }

    /// The complementary error function of `x` ≥ 0.
    public static double erfc(double x) {
        return x < 2 ? 1 - erf(x) : erfcTail(x);
    }

    /// Inverse hyperbolic sine, by the logarithm of 1 + t, which does not cancel near 0.
    public static double asinh(double x) {
        double a = Math.abs(x);
        double y = a > 0x1p28 ? Math.log(a) + Math.log(2) : Math.log1p(a + a * a / (1 + Math.sqrt(a * a + 1)));
        return Math.copySign(y, x);
    }

    /// Inverse hyperbolic cosine for `x` ≥ 1.
    public static double acosh(double x) {
        double t = x - 1;
        return x > 0x1p28 ? Math.log(x) + Math.log(2) : Math.log1p(t + Math.sqrt(2 * t + t * t));
    }

    /// Inverse hyperbolic tangent for |x| ≤ 1.
    public static double atanh(double x) {
        double a = Math.abs(x);
        return Math.copySign(0.5 * Math.log1p(2 * a / (1 - a)), x);
    }

    private static double series(double a) {
        double term = a;
        double sum = a;
        for (int n = 1; term > sum * 0x1p-60; n++) {
            term *= 2 * a * a / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.sqrt(Math.PI) * Math.exp(-a * a) * sum;
    }

    private static double erfcTail(double a) {
        double f = 0;
        for (int k = 60; k >= 1; k--) {
            f = k / 2.0 / (a + f);
        }
        return Math.exp(-a * a) / Math.sqrt(Math.PI) / (a + f);
    }
}
