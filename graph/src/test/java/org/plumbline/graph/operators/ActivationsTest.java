package org.plumbline.graph.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plumbline.graph.operators.Calls.floats;
import static org.plumbline.graph.operators.Calls.integers;
import static org.plumbline.graph.operators.Calls.real;
import static org.plumbline.graph.operators.Calls.whole;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Enclosure.Reals;
import org.plumbline.graph.bound.Interval;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Evaluation;

class ActivationsTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    private static Map<String, Attribute> reals(Object... pairs) {
        Map<String, Attribute> all = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            all.put((String) pairs[i], new Attribute.Real(((Number) pairs[i + 1]).floatValue()));
        }
        return all;
    }

    @Nested
    class Values {
        @Test
        void pieceWiseLinearOnesAreExact() {
            assertThat(real("Relu", Map.of(), -3)).isEqualTo(Interval.ZERO);
            assertThat(real("LeakyRelu", reals("alpha", 0.5), -3)).isEqualTo(Interval.of(-1.5));
            assertThat(real("ThresholdedRelu", reals("alpha", 2), 2)).isEqualTo(Interval.ZERO);
            assertThat(real("ThresholdedRelu", reals("alpha", 2), 2.5)).isEqualTo(Interval.of(2.5));
            assertThat(real("HardSigmoid", reals("alpha", 0.5, "beta", 0.5), 0.5)).isEqualTo(Interval.of(0.75));
            assertThat(real("HardSigmoid", Map.of(), 10)).isEqualTo(Interval.ONE);
            assertThat(real("Shrink", reals("lambd", 1.5, "bias", 1.5), -2)).isEqualTo(Interval.of(-0.5));
            assertThat(real("Shrink", reals("lambd", 1.5), 1)).isEqualTo(Interval.ZERO);
        }

        @Test
        void curvedOnesHoldTheirKnownValues() {
            assertThat(real("Elu", reals("alpha", 2), -1).contains(2 * Math.expm1(-1))).isTrue();
            assertThat(real("Selu", reals("alpha", 2, "gamma", 3), -1).contains(6 * Math.expm1(-1))).isTrue();
            assertThat(real("Celu", reals("alpha", 2), -1).contains(2 * Math.expm1(-0.5))).isTrue();
            assertThat(real("Softplus", Map.of(), 0).contains(Math.log(2))).isTrue();
            assertThat(real("Softsign", Map.of(), -3).contains(-0.75)).isTrue();
            assertThat(real("HardSwish", Map.of(), 1).contains(2 / 3.0)).isTrue();
            assertThat(real("Gelu", Map.of(), 1).contains(0.8413447460685429)).isTrue();
            assertThat(real("Gelu", Map.of("approximate", new Attribute.Text("tanh")), 1)
                .contains(0.8411919906082768)).isTrue();
            assertThat(real("Mish", Map.of(), 1).contains(0.8650983882673103)).isTrue();
        }

        @Test
        void boundsOfCurvedOnesAreTight() {
            for (String name : List.of("Elu", "Selu", "Celu", "Softplus", "Softsign", "HardSwish", "Gelu", "Mish")) {
                for (double v : new double[] {-4, -1, -0.1, 0.3, 2, 7}) {
                    Interval y = real(name, Map.of(), v);
                    assertThat(y.hi() - y.lo()).as(name + " at " + v).isLessThan(5e-6 * Math.max(1, Math.abs(v)));
                }
            }
        }

        @Test
        void reluTakesIntegersFromOpsetFourteenOn() {
            assertThat(integers("Relu", 14, Map.of(), whole(DType.INT8, -3, 4))).containsExactly("0", "4");
            assertThat(Calls.evaluate("Relu", 13, Map.of(), whole(DType.INT8, -3, 4)))
                .isInstanceOf(Evaluation.Invalid.class);
        }

        @Test
        void thoseThatSaturateReachTheirLimitsAtInfinity() {
            for (String name : List.of("Tanh", "Sigmoid", "Erf", "Atan")) {
                double limit = name.equals("Atan") ? Math.PI / 2 : 1;
                Interval top = real(name, Map.of(), INF);
                Interval bottom = real(name, Map.of(), -INF);
                assertThat(top.contains(limit)).as("%s(∞) in %s", name, top).isTrue();
                assertThat(bottom.contains(name.equals("Sigmoid") ? 0 : -limit)).as("%s(−∞) in %s", name, bottom)
                    .isTrue();
                assertThat(top.lo()).as("%s(∞)", name).isGreaterThan(0.999);
                assertThat(top.hi() - bottom.lo()).as("between the limits of %s", name).isLessThan(2 * limit + 1e-4);
            }
        }

        @Test
        void unknownApproximationsAreRefused() {
            assertThat(Calls.evaluate("Gelu", 20, Map.of("approximate", new Attribute.Text("fast")), floats(1)))
                .isEqualTo(new Evaluation.Invalid("Gelu: approximate is neither none nor tanh"));
        }
    }

    @Nested
    class SpecialValues {
        @Test
        void reluOfNanMayBeNanOrZero() {
            Interval y = real("Relu", Map.of(), Double.NaN);
            assertThat(y.contains(Double.NaN) && y.contains(0)).isTrue();
            assertThat(y.contains(1)).isFalse();
        }

        @Test
        void gatedOnesGoToZeroOrNanAtMinusInfinity() {
            for (String name : List.of("HardSwish", "Gelu", "Mish")) {
                Interval y = real(name, Map.of(), -INF);
                assertThat(y.contains(0) && y.contains(Double.NaN)).as(name).isTrue();
                assertThat(y.contains(1)).as(name).isFalse();
                assertThat(real(name, Map.of(), INF).contains(INF)).as(name).isTrue();
            }
        }

        @Test
        void softplusDoesNotLoseLargeArguments() {
            assertThat(real("Softplus", Map.of(), 80).contains(80)).isTrue();
            assertThat(real("Softplus", Map.of(), 80).contains(INF)).isFalse();
            assertThat(real("Softplus", Map.of(), -1000).contains(0)).isTrue();
        }
    }

    @Nested
    class Clips {
        @Test
        void boundsAreOptional() {
            Tensor x = floats(-5, 0.5, 5);
            Tensor two = Tensor.scalar(DType.FLOAT, 2);
            assertThat(Calls.reals("Clip", 13, Map.of(), x, null, two)).containsExactly(
                Interval.of(-5), Interval.of(0.5), Interval.of(2));
            assertThat(Calls.reals("Clip", 13, Map.of(), x, two)).containsExactly(
                Interval.of(2), Interval.of(2), Interval.of(5));
            assertThat(Calls.reals("Clip", 13, Map.of(), x)).containsExactly(
                Interval.of(-5), Interval.of(0.5), Interval.of(5));
        }

        @Test
        void unsignedBoundsCompareUnsigned() {
            assertThat(integers("Clip", 13, Map.of(), whole(DType.UINT64, -1, 3), Tensor.ofLongs(DType.UINT64,
                Shape.SCALAR, _ -> 5))).containsExactly("18446744073709551615", "5");
        }

        @Test
        void crossedBoundsLeaveItOpenBetweenThem() {
            Interval y = Calls.reals("Clip", 13, Map.of(), floats(0), Tensor.scalar(DType.FLOAT, 2),
                Tensor.scalar(DType.FLOAT, 1))[0];
            assertThat(y).isEqualTo(Interval.of(1, 2));
        }

        @Test
        void aBoundThatIsNoScalarIsRefused() {
            assertThat(Calls.evaluate("Clip", 13, Map.of(), floats(1, 2), floats(0, 0)))
                .isEqualTo(new Evaluation.Invalid("Clip: bound is no scalar"));
        }

        @Test
        void preluSlopesBroadcastOneWayOnly() {
            Tensor x = Tensor.of(DType.FLOAT, Shape.of(2, 2), i -> i - 2);
            assertThat(Calls.reals("PRelu", 16, Map.of(), x, floats(0.5, 2))).containsExactly(
                Interval.of(-1), Interval.of(-2), Interval.ZERO, Interval.of(1));
            assertThat(Calls.evaluate("PRelu", 16, Map.of(), floats(1, 2), x)).isInstanceOf(Evaluation.Invalid.class);
        }
    }

    /// What float programs that follow the formulas to the letter return.
    private static Map<String, DoubleUnaryOperator> naive() {
        Map<String, DoubleUnaryOperator> f = new LinkedHashMap<>();
        f.put("Sigmoid", x -> 1f / (1f + (float) Math.exp((float) -x)));
        f.put("Softplus", x -> (float) Math.log(1f + (float) Math.exp(x)));
        f.put("Softsign", x -> (float) x / (1f + Math.abs((float) x)));
        f.put("Elu", x -> x < 0 ? (float) Math.exp(x) - 1f : (float) x);
        f.put("Celu", x -> Math.max(0f, (float) x) + Math.min(0f, (float) Math.exp(x) - 1f));
        f.put("HardSwish", x -> (float) x * Math.max(0f, Math.min(1f, (float) x * (1 / 6f) + 0.5f)));
        f.put("Gelu", x -> 0.5f * (float) x * (1f + (float) org.plumbline.graph.bound.Special.erf(
            (float) x / (float) Math.sqrt(2))));
        f.put("Mish", x -> (float) x * (float) Math.tanh((float) Math.log(1f + (float) Math.exp(x))));
        f.put("Tanh", Math::tanh);
        f.put("LeakyRelu", x -> x < 0 ? 0.01f * (float) x : x);
        return f;
    }

    @Test
    void naiveFloatProgramsStayInsideTheBounds() {
        Rng rng = Rng.of(7);
        naive().forEach((name, f) -> {
            for (int i = 0; i < 4000; i++) {
                float x = (float) (rng.chance(0.5) ? rng.uniform(-9, 9) : rng.uniform(-1, 1) * Math.exp(
                    rng.uniform(-20, 3)));
                assertThat(real(name, Map.of(), x).contains((float) f.applyAsDouble(x))).as(name + " at " + x).isTrue();
            }
        });
    }

    @Test
    void theImageOfAnIntervalHoldsTheImagesOfItsPoints() {
        Rng rng = Rng.of(8);
        for (String name : naive().keySet()) {
            for (int i = 0; i < 500; i++) {
                double a = rng.uniform(-6, 6);
                double b = a + rng.uniform(0, 3);
                double inside = rng.uniform(a, b);
                Interval wide = image(name, Interval.of(a, b));
                Interval point = image(name, Interval.of((float) inside));
                boolean kept = (float) inside < a || (float) inside > b
                    || wide.lo() <= point.lo() + 1e-12 && wide.hi() >= point.hi() - 1e-12;
                assertThat(kept).as(name + " on [" + a + ", " + b + "] at " + inside).isTrue();
            }
        }
    }

    private static Interval image(String name, Interval x) {
        Enclosure e = Reals.of(DType.FLOAT, Shape.SCALAR, _ -> x);
        Call call = new Call(22, Map.of(), List.of(java.util.Optional.of(e)), 1, Accuracy.CPU);
        return switch (Operators.named(name).orElseThrow().evaluate(call)) {
            case Evaluation.Enclosed(List<Enclosure> y) -> ((Reals) y.getFirst()).at(0);
            case Evaluation.Undetermined u -> throw new AssertionError(u);
            case Evaluation.Invalid v -> throw new AssertionError(v);
        };
    }
}
