package org.plumbline.targets.planted.numeric;

import java.util.Arrays;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;

/// The arithmetic of one kernel: numbers of one type, rounded after each step as a [Style] says. Orders of summation
/// come from `rng`, so that equal seeds give equal bits.
public final class Floats {
    private final DType step;
    private final Style style;
    private final Rng rng;

    private Floats(DType step, Style style, Rng rng) {
        this.step = step;
        this.style = style;
        this.rng = rng;
    }

    /// Arithmetic on tensors of `dtype`, a real type.
    public static Floats of(DType dtype, Style style, Rng rng) {
        DType step = switch (style.steps()) {
            case NARROW -> dtype;
            case USUAL -> dtype == DType.DOUBLE ? DType.DOUBLE : DType.FLOAT;
            case WIDE -> DType.DOUBLE;
        };
        return new Floats(step, style, rng);
    }

    /// The same style for values of which some are of `other` type: the wider of the two precisions.
    public Floats with(DType other) {
        Floats o = of(other, style, rng);
        return o.step == DType.DOUBLE || o.step == DType.FLOAT && step != DType.DOUBLE ? o : this;
    }

    public Style style() {
        return style;
    }

    /// One step's rounding.
    public double r(double v) {
        return Rounding.to(step, v);
    }

    public double add(double a, double b) {
        return r(a + b);
    }

    public double sub(double a, double b) {
        return r(a - b);
    }

    public double mul(double a, double b) {
        return r(a * b);
    }

    public double div(double a, double b) {
        return r(a / b);
    }

    /// Division by a count, or multiplication with its rounded reciprocal.
    public double over(double a, double count) {
        return style.alternative() ? mul(a, div(1, count)) : div(a, count);
    }

    /// a·b + c, in one rounding or two.
    public double mulAdd(double a, double b, double c) {
        if (!style.fma()) {
            return add(mul(a, b), c);
        }
        return step == DType.FLOAT ? Math.fma((float) a, (float) b, (float) c) : r(Math.fma(a, b, c));
    }

    public double sqrt(double a) {
        return r(Math.sqrt(a));
    }

    public double exp(double a) {
        return r(Math.exp(a));
    }

    public double log(double a) {
        return r(Math.log(a));
    }

    public double pow(double a, double b) {
        return r(Math.pow(a, b));
    }

    /// The sum of the terms, in the style's order; 0 for none.
    public double sum(double[] terms) {
        return switch (style.order()) {
            case FORWARD -> forward(terms);
            case BACKWARD -> forward(picked(terms, backward(terms.length)));
            case SHUFFLED -> forward(picked(terms, rng.permutation(terms.length)));
            case PAIRWISE -> pairwise(terms, 0, terms.length);
            case KAHAN -> Arrays.stream(terms).allMatch(Double::isFinite) ? kahan(terms) : forward(terms);
        };
    }

    /// Σ a_i·b_i in the style's order, contracted to FMAs where the style says so.
    public double dot(double[] a, double[] b) {
        return dot(a, b, 0);
    }

    /// `start` + Σ a_i·b_i: the accumulator begins with `start`, a bias, say.
    public double dot(double[] a, double[] b, double start) {
        boolean contracted = style.fma() && style.order() != Style.Order.PAIRWISE;
        if (!contracted) {
            double[] products = new double[a.length + (start == 0 ? 0 : 1)];
            for (int i = 0; i < a.length; i++) {
                products[i] = mul(a[i], b[i]);
            }
            if (start != 0) {
                products[a.length] = start;
            }
            return sum(products);
        }
        int[] order = style.order() == Style.Order.SHUFFLED ? rng.permutation(a.length) : backward(a.length);
        double total = start;
        for (int i : order) {
            total = mulAdd(a[i], b[i], total);
        }
        return total;
    }

    private double forward(double[] terms) {
        double total = terms.length == 0 ? 0 : terms[0];
        for (int i = 1; i < terms.length; i++) {
            total = add(total, terms[i]);
        }
        return total;
    }

    private double pairwise(double[] terms, int from, int to) {
        int n = to - from;
        if (n <= 1) {
            return n == 0 ? 0 : terms[from];
        }
        int middle = from + n / 2;
        return add(pairwise(terms, from, middle), pairwise(terms, middle, to));
    }

    private double kahan(double[] terms) {
        double total = 0;
        double lost = 0;
        for (double t : terms) {
            double y = sub(t, lost);
            double next = add(total, y);
            lost = sub(sub(next, total), y);
            total = next;
        }
        return Double.isFinite(total) ? total : forward(terms);
    }

    private static int[] backward(int n) {
        int[] order = new int[n];
        Arrays.setAll(order, i -> n - 1 - i);
        return order;
    }

    private static double[] picked(double[] terms, int[] order) {
        return Arrays.stream(order).mapToDouble(i -> terms[i]).toArray();
    }
}
