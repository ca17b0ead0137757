package org.plumbline.graph.bound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.graph.DType;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.bound.Accuracy.Function;
import org.plumbline.graph.operator.Evaluation;
import org.plumbline.graph.operators.Evaluator;

/// The numbers of the WGSL specification, § 15.7, as bounds.
class WgslTest {
    private static final Arithmetic CPU = Arithmetic.of(DType.FLOAT, Accuracy.CPU);
    private static final Arithmetic WGSL = Arithmetic.of(DType.FLOAT, Accuracy.WGSL);
    private static final double EPSILON = 0x1p-23;

    static Stream<Arguments> functions() {
        return Stream.of(of("exp", Arithmetic::exp, Math::exp), of("log", Arithmetic::log, Math::log),
            of("sqrt", Arithmetic::sqrt, Math::sqrt), of("sin", Arithmetic::sin, Math::sin),
            of("cos", Arithmetic::cos, Math::cos), of("tanh", Arithmetic::tanh, Math::tanh),
            of("sigmoid", Arithmetic::sigmoid, x -> 1 / (1 + Math.exp(-x))), of("erf", Arithmetic::erf, Special::erf),
            of("tan", Function.TAN, Math::tan), of("asin", Function.ASIN, Math::asin),
            of("atan", Function.ATAN, Math::atan), of("sinh", Function.SINH, Math::sinh),
            of("cosh", Function.COSH, Math::cosh), of("asinh", Function.ASINH, Special::asinh),
            of("atanh", Function.ATANH, Special::atanh));
    }

    private static Arguments of(String name, Function function, DoubleUnaryOperator f) {
        return of(name, (m, x) -> m.increasing(function, x, f), f);
    }

    private static Arguments of(String name, BiFunction<Arithmetic, Interval, Interval> bound, DoubleUnaryOperator f) {
        return Arguments.of(name, bound, f);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("functions")
    void boundsHoldTheExactValueAndAllThatACpuMayGive(String name, BiFunction<Arithmetic, Interval, Interval> bound,
        DoubleUnaryOperator f) {
        for (double x : List.of(0.03, 0.25, 0.5, 0.75, 0.875)) {
            Interval wgsl = bound.apply(WGSL, Interval.of(x));
            Interval cpu = bound.apply(CPU, Interval.of(x));
            assertThat(wgsl.contains(f.applyAsDouble(x))).as("%s(%s) in %s", name, x, wgsl).isTrue();
            assertThat(wgsl.hull(cpu)).as("%s(%s)", name, x).isEqualTo(wgsl);
            assertThat(wgsl.hi() - wgsl.lo()).as("%s(%s) is bounded", name, x).isLessThan(4e-3);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 8, 60})
    void expErrsByThreeUlpAndTwoMoreForEachUnitOfItsArgument(double x) {
        double radius = radius(WGSL.exp(Interval.of(x))) / Math.exp(x) / EPSILON;
        assertThat(radius).isBetween(3 + 2 * x, 5 + 2 * x);
    }

    @Test
    void sineIsAbsoluteInsidePiAndOpenOutside() {
        assertThat(radius(WGSL.sin(Interval.of(1)))).isBetween(0x1p-11, 0x1.01p-11);
        assertThat(WGSL.sin(Interval.of(3.2))).isEqualTo(new Interval(Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY, false));
    }

    @Test
    void divisionErrsByTwoAndAHalfUlpWithinItsRangeOfDivisors() {
        double radius = radius(WGSL.div(Interval.of(1), Interval.of(3))) * 3 / EPSILON;
        assertThat(radius).isBetween(2.5, 2.6);
        assertThat(WGSL.div(Interval.ONE, Interval.of(0x1p127)).hi()).isInfinite();
        assertThat(WGSL.div(Interval.of(6), Interval.of(3)).isPoint()).isFalse();
        assertThat(CPU.div(Interval.of(6), Interval.of(3))).isEqualTo(Interval.of(2));
    }

    @Test
    void sumsMayBeRoundedEitherWayButExactOnesAreExact() {
        Interval third = WGSL.add(Interval.of(1), Interval.of(0x1p-30));
        assertThat(third.contains(1 + EPSILON)).isTrue();
        assertThat(CPU.add(Interval.of(1), Interval.of(0x1p-30)).contains(1 + EPSILON)).isFalse();
        assertThat(WGSL.add(Interval.of(1), Interval.of(2))).isEqualTo(Interval.of(3));
    }

    @Test
    void powersErrWithTheirExponent() {
        double near = radius(WGSL.power(8, 8, 3)) / 8 / EPSILON;
        assertThat(near).isBetween(3 + 2.0 * 3, 40.0);
        assertThat(radius(WGSL.power(0x1p60, 0x1p60, 30)) / 0x1p60 / EPSILON).isGreaterThan(3 + 2.0 * 60);
    }

    @Test
    void halvesHaveTheirOwnNumbers() {
        Arithmetic half = Arithmetic.of(DType.FLOAT16, Accuracy.WGSL);
        assertThat(radius(half.cos(Interval.of(1)))).isBetween(0x1p-7, 0x1.1p-7);
    }

    @Nested
    class WhatIsLeftOpen {
        @Test
        void subnormalsMayBeFlushed() {
            Enclosure.Reals held = held(1e-40, -1e-40, 1e-30);
            assertThat(held.at(0)).isEqualTo(Interval.of(0, (float) 1e-40));
            assertThat(held.at(1)).isEqualTo(Interval.of((float) -1e-40, 0));
            assertThat(held.at(2).isPoint()).isTrue();
        }

        @Test
        void aSubnormalThatIsComparedAsZeroMayStandInItsPlace() {
            Enclosure x = Accuracy.WGSL.held(Enclosure.of(Tensor.of(DType.FLOAT, Shape.of(4),
                i -> new double[] {3, 0, -1e-40, 0}[i])));
            Node topK = Node.of("TopK", List.of("x", "k"), List.of("v", "i"), Map.of());
            Enclosure two = Enclosure.of(Tensor.ofLongs(DType.INT64, Shape.of(1), _ -> 2));
            assertThat(evaluated(topK, Map.of("x", x, "k", two)).at(0)).isEqualTo(Interval.of(3));
            assertThat(evaluated(topK, Map.of("x", x, "k", two)).at(1)).isEqualTo(Interval.of((float) -1e-40, 0));
            Node relu = Node.of("Relu", List.of("x"), List.of("y"), Map.of());
            assertThat(evaluated(relu, Map.of("x", x)).at(2)).isEqualTo(Interval.of((float) -1e-40, 0));
        }

        @Test
        void aZeroBesideNoSubnormalStaysExact() {
            Enclosure x = Enclosure.of(Tensor.of(DType.FLOAT, Shape.of(2), i -> i - 1));
            Node relu = Node.of("Relu", List.of("x"), List.of("y"), Map.of());
            assertThat(evaluated(relu, Map.of("x", x)).at(0)).isEqualTo(Interval.ZERO);
        }

        private static Enclosure.Reals evaluated(Node node, Map<String, Enclosure> values) {
            return switch (Evaluator.evaluate(node, 14, values, Accuracy.WGSL)) {
                case Evaluation.Enclosed(List<Enclosure> outputs) -> (Enclosure.Reals) outputs.getFirst();
                case Evaluation.Undetermined u -> throw new AssertionError(u);
                case Evaluation.Invalid v -> throw new AssertionError(v);
            };
        }

        @Test
        void nanAndInfinitiesMayBeAnything() {
            Enclosure.Reals held = held(Double.NaN, Double.POSITIVE_INFINITY, 1);
            assertThat(List.of(held.at(0), held.at(1))).containsOnly(Interval.ANY);
            assertThat(held.at(2)).isEqualTo(Interval.ONE);
        }

        @Test
        void aCpuKeepsAllOfThem() {
            Tensor t = Tensor.of(DType.FLOAT, Shape.of(2), i -> i == 0 ? Double.NaN : 1e-40);
            Enclosure exact = Enclosure.of(t);
            assertThat(Accuracy.CPU.held(exact)).isSameAs(exact);
        }

        @Test
        void resultsThatOverflowMayBeAnything() {
            Node mul = Node.of("Mul", List.of("a", "a"), List.of("b"), Map.of());
            Enclosure big = Enclosure.of(Tensor.scalar(DType.FLOAT, 1e30));
            assertThat(Evaluator.evaluate(mul, 14, Map.of("a", big), Accuracy.WGSL)).isInstanceOfSatisfying(
                Evaluation.Enclosed.class, e -> assertThat(((Enclosure.Reals) e.outputs().getFirst()).at(0))
                    .isEqualTo(Interval.ANY));
        }

        private static Enclosure.Reals held(double... values) {
            Tensor t = Tensor.of(DType.FLOAT, Shape.of(values.length), i -> values[i]);
            return (Enclosure.Reals) Accuracy.WGSL.held(Enclosure.of(t));
        }
    }

    private static double radius(Interval x) {
        return (x.hi() - x.lo()) / 2;
    }
}
