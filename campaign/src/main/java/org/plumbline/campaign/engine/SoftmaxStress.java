package org.plumbline.campaign.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.bound.Arithmetic;
import org.plumbline.reports.Subject;

/// Inputs on which Softmax and LogSoftmax go wrong where they are not computed with care, and the exact results to hold
/// the answers against. The kinds of input follow "The Two-Pass Softmax Algorithm" (long rows, overflow of the naive
/// form), "Grokking at the Edge of Numerical Stability" (one logit far above the rest) and attention masks.
public final class SoftmaxStress {
    private static final int ROWS = 2;

    private SoftmaxStress() {
    }

    /// The operators in question, over the last axis.
    public enum Form {
        SOFTMAX("Softmax"), LOG_SOFTMAX("LogSoftmax");

        private final String operator;

        Form(String operator) {
            this.operator = operator;
        }

        /// The name in ONNX.
        public String operator() {
            return operator;
        }
    }

    /// A way to draw the logits of a row.
    public enum Logits {
        ORDINARY("normal around 0"),
        EQUAL("all equal, large"),
        SHIFTED("10,000 and a little"),
        LARGE_GAPS("one far above the rest"),
        EXTREME("up to the largest number"),
        LONG_TAIL("falling by 0.01 each"),
        MASKED("half of them −∞"),
        MASKED_BY_LOWEST("half of them the lowest number"),
        ALL_MASKED("all −∞");

        private final String words;

        Logits(String words) {
            this.words = words;
        }

        /// What the report calls it.
        public String words() {
            return words;
        }

        /// The logits, drawn from `rng`, for a dtype whose largest number is `max`. Wherever the row allows, its first
        /// logit is finite.
        private double[] draw(Rng rng, int columns, double max) {
            double scale = Math.min(10_000, max / 8);
            DoubleSupplier normal = () -> IntStream.range(0, 12).mapToDouble(_ -> rng.uniform()).sum() - 6;
            double[] x = new double[columns];
            for (int i = 0; i < columns; i++) {
                x[i] = switch (this) {
                    case ORDINARY -> 3 * normal.getAsDouble();
                    case EQUAL -> scale;
                    case SHIFTED -> scale + normal.getAsDouble();
                    case LARGE_GAPS -> i == 0 ? scale : normal.getAsDouble();
                    case EXTREME -> max * rng.uniform(-1, 1);
                    case LONG_TAIL -> -0.01 * i;
                    case MASKED -> i % 2 == 0 ? 3 * normal.getAsDouble() : Double.NEGATIVE_INFINITY;
                    case MASKED_BY_LOWEST -> i % 2 == 0 ? 3 * normal.getAsDouble() : -max;
                    case ALL_MASKED -> Double.NEGATIVE_INFINITY;
                };
            }
            return x;
        }
    }

    /// Rows of `columns` logits each: shape `[2, columns]`.
    public static Tensor logits(Logits kind, DType dtype, int columns, Rng rng) {
        double max = Arithmetic.of(dtype, Accuracy.CPU).max();
        double[] rows = IntStream.range(0, ROWS).boxed().flatMapToDouble(_ -> Arrays.stream(kind.draw(rng,
            columns, max))).toArray();
        return Tensor.of(dtype, Shape.of(ROWS, columns), i -> rows[i]);
    }

    /// The operator alone, fed with `x`.
    public static Subject subject(Form form, Tensor x) {
        TensorType type = x.type();
        return new Subject(Model.of(13, Graph.of(List.of(ValueInfo.of("x", type)), List.of(ValueInfo.of("y", type)),
            Map.of(), List.of(Node.of(form.operator(), List.of("x"), List.of("y"), Map.of())))),
            List.of(x));
    }

    /// The exact result, good to about 1e-15 relative: three passes in binary64 with compensated summation, the sum
    /// without its largest term where the logarithm needs that. NaN in a row that is −∞ throughout, as the formula
    /// gives it.
    public static double[] exact(Form form, Tensor x) {
        int columns = x.size() / ROWS;
        double[] y = new double[x.size()];
        for (int from = 0; from < y.length; from += columns) {
            exactRow(form, x, from, columns, y);
        }
        return y;
    }

    private static void exactRow(Form form, Tensor x, int from, int columns, double[] y) {
        int top = from;
        for (int i = from; i < from + columns; i++) {
            top = x.getDouble(i) > x.getDouble(top) ? i : top;
        }
        double max = x.getDouble(top);
        double rest = 0;
        double lost = 0;
        for (int i = from; i < from + columns; i++) {
            if (i != top) {
                double term = Math.exp(x.getDouble(i) - max) - lost;
                double sum = rest + term;
                lost = sum - rest - term;
                rest = sum;
            }
        }
        for (int i = from; i < from + columns; i++) {
            double d = x.getDouble(i) - max;
            y[i] = switch (form) {
                case SOFTMAX -> Math.exp(d) / (1 + rest);
                case LOG_SOFTMAX -> d - Math.log1p(rest);
            };
        }
    }

    /// The largest distance of an element from the exact result, in units of the last place of `y`'s dtype (what is below
    /// the smallest normal number counts as zero, since devices may flush it); infinite where one is NaN or infinite and the other is not.
    public static double worstUlps(Tensor y, double[] exact) {
        Arithmetic m = Arithmetic.of(y.dtype(), Accuracy.CPU);
        double worst = 0;
        for (int i = 0; i < exact.length; i++) {
            double seen = y.getDouble(i);
            double ulp = Math.scalb(m.epsilon(), Math.getExponent(Math.max(Math.abs(exact[i]), m.minNormal())));
            boolean tiny = Math.abs(seen) <= m.minNormal() && Math.abs(exact[i]) <= m.minNormal();
            boolean same = tiny || Double.compare(seen, exact[i]) == 0 || Math.abs(exact[i]) > m.max()
                && seen == Math.copySign(Double.POSITIVE_INFINITY, exact[i]);
            double far = same ? 0 : Math.abs(seen - exact[i]) / ulp;
            worst = Math.max(worst, Double.isNaN(far) ? Double.POSITIVE_INFINITY : far);
        }
        return worst;
    }
}
