package org.plumbline.graph.bound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.DType;
import org.plumbline.graph.Node;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.operator.Evaluation;
import org.plumbline.graph.operators.Evaluator;

/// Sums that a later addend may join: float evaluations of the fused form lie inside the bound of the unfused one.
class AccumulationTest {
    private static final Arithmetic FLOAT = Arithmetic.of(DType.FLOAT, Accuracy.CPU);

    /// Runs nodes one after the other and gives the last one's element 0.
    private static Enclosure.Reals last(Map<String, Tensor> inputs, Node... nodes) {
        Map<String, Enclosure> values = new HashMap<>();
        inputs.forEach((name, t) -> values.put(name, Enclosure.of(t)));
        for (Node node : nodes) {
            switch (Evaluator.evaluate(node, 18, values, Accuracy.CPU)) {
                case Evaluation.Enclosed(List<Enclosure> y) -> values.put(node.outputs().getFirst(), y.getFirst());
                case Evaluation.Undetermined u -> throw new AssertionError(u);
                case Evaluation.Invalid i -> throw new AssertionError(i);
            }
        }
        return (Enclosure.Reals) values.get(nodes[nodes.length - 1].outputs().getFirst());
    }

    private static Node node(String operator, String output, String... inputs) {
        return Node.of(operator, List.of(inputs), List.of(output), Map.of());
    }

    private static Tensor tensor(Shape shape, float[] values) {
        return Tensor.of(DType.FLOAT, shape, i -> values[i]);
    }

    private static float[] draw(Rng rng, int n) {
        float[] v = new float[n];
        for (int i = 0; i < n; i++) {
            v[i] = (float) rng.uniform(-2, 2);
        }
        return v;
    }

    private static float from(float start, float[] a, float[] b, Rng rng) {
        float sum = start;
        boolean fma = rng.chance(0.5);
        for (int i : rng.permutation(a.length)) {
            sum = fma ? Math.fma(a[i], b[i], sum) : sum + a[i] * b[i];
        }
        return sum;
    }

    @Property(tries = 300)
    void aProductThatAccumulatesOnTopOfALargeBiasLiesInside(@ForAll long seed,
        @ForAll @IntRange(min = 1, max = 40) int n) {
        Rng rng = Rng.of(seed);
        float[] a = draw(rng, n);
        float[] b = draw(rng, n);
        float bias = (float) (rng.uniform(-1, 1) * Math.pow(10, rng.between(0, 6)));
        Enclosure.Reals y = last(Map.of("a", tensor(Shape.of(1, n), a), "b", tensor(Shape.of(n, 1), b), "c",
            Tensor.scalar(DType.FLOAT, bias)), node("MatMul", "p", "a", "b"), node("Add", "y", "p", "c"));
        assertThat(y.at(0).contains(from(bias, a, b, rng))).isTrue();
        assertThat(y.at(0).contains(from(0, a, b, rng) + bias)).isTrue();
    }

    @Property(tries = 300)
    void soDoesAConvolutionWithScaleAndTwoAddendsFoldedIntoIt(@ForAll long seed,
        @ForAll @IntRange(min = 1, max = 20) int n) {
        Rng rng = Rng.of(seed);
        float[] x = draw(rng, n);
        float[] w = draw(rng, n);
        float scale = (float) rng.uniform(0.5, 2);
        float first = (float) rng.uniform(-3000, 3000);
        float second = (float) rng.uniform(-3000, 3000);
        float[] folded = w.clone();
        for (int i = 0; i < n; i++) {
            folded[i] *= scale;
        }
        Enclosure.Reals y = last(Map.of("x", tensor(Shape.of(1, n, 1), x), "w", tensor(Shape.of(1, n, 1), w), "s",
            Tensor.scalar(DType.FLOAT, scale), "c", Tensor.scalar(DType.FLOAT, first), "d",
            Tensor.scalar(DType.FLOAT, second)), node("Conv", "p", "x", "w"), node("Mul", "q", "s", "p"),
            node("Sub", "r", "q", "c"), node("Add", "y", "d", "r"));
        assertThat(y.at(0).contains(from(second - first, x, folded, rng))).isTrue();
    }

    @Property(tries = 300)
    void soDoesABatchNormalizationFoldedIntoAConvolution(@ForAll long seed,
        @ForAll @IntRange(min = 1, max = 20) int n) {
        Rng rng = Rng.of(seed);
        float[] x = draw(rng, n);
        float[] w = draw(rng, n);
        float[] p = {(float) rng.uniform(0.5, 2), (float) rng.uniform(-3000, 3000), (float) rng.uniform(-3000, 3000),
            (float) rng.uniform(0.5, 2)};
        float factor = p[0] / (float) Math.sqrt(p[3] + 1e-5f);
        float[] folded = w.clone();
        for (int i = 0; i < n; i++) {
            folded[i] *= factor;
        }
        Map<String, Tensor> inputs = new HashMap<>(Map.of("x", tensor(Shape.of(1, n, 1), x), "w",
            tensor(Shape.of(1, n, 1), w)));
        for (int i = 0; i < 4; i++) {
            inputs.put("p" + i, tensor(Shape.of(1), new float[] {p[i]}));
        }
        Enclosure.Reals y = last(inputs, node("Conv", "c", "x", "w"),
            node("BatchNormalization", "y", "c", "p0", "p1", "p2", "p3"));
        assertThat(y.at(0).contains(from(p[1] - p[2] * factor, x, folded, rng))).isTrue();
    }

    @Test
    void theBoundGrowsByOneRoundingOfTheAddendForEachTerm() {
        Interval sum = new Sum(FLOAT).fusable(FLOAT, 1).hull(Interval.of(1, 1 + 0x1p-20));
        Interval alone = FLOAT.add(sum, Interval.of(1 << 20));
        Interval joined = Accumulation.joined(FLOAT, alone, sum, Interval.of(1 << 20), 10);
        assertThat(joined.hi() - alone.hi()).isBetween(10 * 0.5 * 0.125 * 0.999, 10 * 0.5 * 0.125 * 1.001);
        assertThat(alone.lo() - joined.lo()).isBetween(10 * 0.5 * 0.125 * 0.999, 10 * 0.5 * 0.125 * 1.001);
    }

    @Test
    void aSumOfNothingButZerosStaysExactWhereverItStarts() {
        Interval total = Accumulation.joined(FLOAT, Interval.of(7), Interval.ZERO, Interval.of(7), 10);
        assertThat(total).isEqualTo(Interval.of(7));
    }

    @Test
    void aClosedSumIsNotWidened() {
        Interval sum = Interval.of(1, 2);
        Interval total = FLOAT.add(sum, Interval.of(100));
        assertThat(Accumulation.joined(FLOAT, total, sum, Interval.of(100), 0)).isEqualTo(total);
        Enclosure.Reals y = last(Map.of("x", tensor(Shape.of(1, 2), new float[] {1, 3}), "t",
            tensor(Shape.of(2, 1), new float[] {1, 3})), node("MatMul", "p", "x", "t"),
            node("Relu", "y", "p"));
        assertThat(y.terms()).as("nothing passes an activation").isZero();
    }

    @Test
    void whereAnAddendOverflowsPartialSumsNothingIsSaid() {
        Interval sum = Interval.of(-1e38, -1e38 * (1 - 1e-3));
        Interval addend = Interval.of(3.3e38);
        assertThat(Accumulation.joined(FLOAT, FLOAT.add(sum, addend), sum, addend, 100)).isEqualTo(Interval.ANY);
    }
}
