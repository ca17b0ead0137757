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
