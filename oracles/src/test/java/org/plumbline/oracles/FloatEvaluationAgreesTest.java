package org.plumbline.oracles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.bound.Enclosure;

/// Whole models through all oracles: honest binary32 arithmetic in any order agrees, a result just outside does not.
class FloatEvaluationAgreesTest {
    /// y = relu(a · b + c) summed over its columns; a is 2×k, b is k×3, c is a row.
    private static Model model(int k) {
        return Model.of(18, Graph.of(
            List.of(ValueInfo.of("a", TensorType.of(DType.FLOAT, 2, k)),
                ValueInfo.of("b", TensorType.of(DType.FLOAT, k, 3)), ValueInfo.of("c", TensorType.of(DType.FLOAT, 3))),
            List.of(ValueInfo.of("y", TensorType.of(DType.FLOAT, 2))), Map.of("axes", Tensor.ofLongs(1)),
            List.of(Node.of("MatMul", List.of("a", "b"), List.of("p"), Map.of()),
                Node.of("Add", List.of("p", "c"), List.of("s"), Map.of()),
                Node.of("Relu", List.of("s"), List.of("r"), Map.of()),
                Node.of("ReduceSum", List.of("r", "axes"), List.of("y"), Map.of("keepdims", new Attribute.Int(0))))));
    }

    private static Tensor draw(Rng rng, long... dims) {
        double scale = Math.scalb(1.0, rng.between(-8, 8));
        return Tensor.of(DType.FLOAT, Shape.of(dims), _ -> rng.uniform(-1, 1) * scale);
    }

    private static float sum(Rng rng, float... x) {
        float s = 0;
        for (int i : rng.permutation(x.length)) {
            s += x[i];
        }
        return s;
    }

    private static Tensor evaluate(Rng rng, int k, Tensor a, Tensor b, Tensor c) {
        float[] y = new float[2];
        for (int i = 0; i < 2; i++) {
            float[] row = new float[3];
            for (int j = 0; j < 3; j++) {
                float dot = rng.chance(0.5) ? (float) c.getDouble(j) : 0;
                boolean biased = dot != 0;
                for (int l : rng.permutation(k)) {
                    float u = (float) a.getDouble(i * k + l);
                    float v = (float) b.getDouble(l * 3 + j);
                    dot = rng.chance(0.5) ? Math.fma(u, v, dot) : dot + u * v;
                }
                row[j] = Math.max(0, biased ? dot : dot + (float) c.getDouble(j));
            }
            y[i] = sum(rng, row);
        }
        return Tensor.of(DType.FLOAT, Shape.of(2), i -> y[i]);
    }

    @Property(tries = 300)
    void anyOrderAgreesAndOneUnitOutsideTheBoundDoesNot(@ForAll long seed, @ForAll @IntRange(min = 1, max = 24) int k) {
        Rng rng = Rng.of(seed);
        List<Tensor> inputs = List.of(draw(rng, 2, k), draw(rng, k, 3), draw(rng, 3));
        Tensor plain = evaluate(rng, k, inputs.get(0), inputs.get(1), inputs.get(2));
        Tensor other = evaluate(rng, k, inputs.get(0), inputs.get(1), inputs.get(2));
        Trial honest = Trials.of(model(k), inputs, Trials.once(Trials.values(plain), Trials.values(other)));
        assertThat(Oracles.judge(honest)).isInstanceOf(Verdict.Agrees.class);

        Enclosure.Reals bound = (Enclosure.Reals) honest.reference().values().get("y");
        int at = rng.below(2);
        float edge = rng.chance(0.5) ? Math.nextUp((float) bound.hi()[at]) : Math.nextDown((float) bound.lo()[at]);
        Tensor wrong = Tensor.of(DType.FLOAT, Shape.of(2), i -> i == at ? edge : plain.getDouble(i));
        Evidence e = Trials.disagreement(Oracles.judge(
            Trials.of(model(k), inputs, Trials.once(Trials.values(plain), Trials.values(wrong)))));
        assertThat(e.kind()).isEqualTo(Kind.WRONG_RESULT);
        assertThat(e.guilty()).containsExactly("v1");
        assertThat(e.seen()).startsWith("element " + at + " is ");
        assertThat(e.margin()).isBetween(0.5, 1.0);
    }
}
