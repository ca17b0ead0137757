package org.plumbline.graph.operators;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.bound.Interval;

/// Honest binary32 evaluations, in whatever order of summation, lie inside the enclosures, and these are not so wide
/// that everything would.
class FloatEvaluationLiesInsideTest {
    private static float[] draw(Rng rng, int n, double mean, double deviation) {
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (float) (mean + deviation * rng.uniform(-1, 1));
        }
        return x;
    }

    private static NodeUnderTest with(NodeUnderTest node, Shape shape, float... x) {
        return node.in(Tensor.of(DType.FLOAT, shape, i -> x[i]));
    }

    private static float sum(Rng rng, float... x) {
        float s = 0;
        for (int i : rng.permutation(x.length)) {
            s += x[i];
        }
        return s;
    }

    @Property(tries = 300)
    void sumsInRandomOrder(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int n) {
        Rng rng = Rng.of(seed);
        float[] x = draw(rng, n, rng.uniform(-5, 5), rng.uniform(0.1, 100));
        Interval y = with(NodeUnderTest.of("ReduceSum", 13), Shape.of(n), x).reals().at(0);
        assertThat(y.contains(sum(rng, x))).isTrue();
        double magnitude = 0;
        for (float v : x) {
            magnitude += Math.abs(v);
        }
        assertThat(y.hi() - y.lo()).as("n − 1 roundings to either side, and change")
            .isLessThanOrEqualTo(2 * (n + 2) * 0x1p-24 * magnitude);
    }

    @Property(tries = 300)
    void softmaxWithTheMaximumSubtracted(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int n) {
        Rng rng = Rng.of(seed);
        float[] x = draw(rng, n, rng.uniform(-50, 50), rng.uniform(0.1, 40));
        float max = Float.NEGATIVE_INFINITY;
        for (float v : x) {
            max = Math.max(max, v);
        }
        float[] e = new float[n];
        for (int i = 0; i < n; i++) {
            e[i] = (float) Math.exp(x[i] - max);
        }
        float total = sum(rng, e);
        float reciprocal = 1 / total;
        var y = with(NodeUnderTest.of("Softmax", 13), Shape.of(n), x).reals();
        var log = with(NodeUnderTest.of("LogSoftmax", 13), Shape.of(n), x).reals();
        for (int i = 0; i < n; i++) {
            assertThat(y.at(i).contains(rng.chance(0.5) ? e[i] / total : e[i] * reciprocal)).isTrue();
            assertThat(log.at(i).contains(x[i] - max - (float) Math.log(total))).isTrue();
            assertThat(y.hi()[i] - y.lo()[i]).isLessThan(1e-4);
        }
    }

    @Property(tries = 300)
    void layerNormalizationInTwoPassesAndByUpdating(@ForAll long seed, @ForAll @IntRange(min = 2, max = 40) int n) {
        Rng rng = Rng.of(seed);
        float[] x = draw(rng, n, rng.uniform(-50, 50), rng.uniform(0.1, 4));
        float[] ones = draw(rng, n, 1, 0);
        var y = with(with(NodeUnderTest.of("LayerNormalization", 17), Shape.of(n), x), Shape.of(n), ones).reals();
        float mean = sum(rng, x) / n;
        float[] squares = new float[n];
        float updatedMean = 0;
        float updatedSquares = 0;
        for (int i = 0; i < n; i++) {
            squares[i] = (x[i] - mean) * (x[i] - mean);
            float before = x[i] - updatedMean;
            updatedMean += before / (i + 1);
            updatedSquares += before * (x[i] - updatedMean);
        }
        float deviation = (float) Math.sqrt(sum(rng, squares) / n + 1e-5f);
        float updated = (float) Math.sqrt(updatedSquares / n + 1e-5f);
        for (int i = 0; i < n; i++) {
            assertThat(y.at(i).contains((x[i] - mean) / deviation)).isTrue();
            assertThat(y.at(i).contains((x[i] - updatedMean) * (1 / updated))).isTrue();
        }
    }

    @Property(tries = 200)
    void matrixProductsWithAndWithoutFma(@ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int k) {
        Rng rng = Rng.of(seed);
        float[] a = draw(rng, k, 0, 3);
        float[] b = draw(rng, k, 0, 3);
        float s = 0;
        for (int i : rng.permutation(k)) {
            s = rng.chance(0.5) ? Math.fma(a[i], b[i], s) : s + a[i] * b[i];
        }
        var y = with(with(NodeUnderTest.of("MatMul", 13), Shape.of(1, k), a), Shape.of(k, 1), b).reals().at(0);
        assertThat(y.contains(s)).isTrue();
        assertThat(y.hi() - y.lo()).isLessThan((k + 2) * k * 9 * 2e-7);
    }

    @Property(tries = 200)
    void productsInRandomOrder(@ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int n) {
        Rng rng = Rng.of(seed);
        float[] x = draw(rng, n, 0, 3);
        float p = 1;
        for (int i : rng.permutation(n)) {
            p *= x[i];
        }
        var y = with(NodeUnderTest.of("ReduceProd", 18), Shape.of(n), x).reals().at(0);
        assertThat(y.contains(p)).isTrue();
        assertThat(y.hi() - y.lo()).isLessThanOrEqualTo(Math.abs((double) p) * n * 1e-6 + 1e-30);
    }
}
