package org.plumbline.oracles;

import java.util.List;
import java.util.stream.IntStream;
import org.plumbline.graph.DType;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.bound.Arithmetic;
import org.plumbline.graph.onnx.RandomValues;
import org.plumbline.targets.Outcome;

/// Variant against plain variant, for outputs that no reference reaches. Types, shapes, integers and the places of
/// NaN and infinities have to be equal. Reals have to agree to half of the significand's bits, relative to the largest
/// magnitude in the tensor: without a reference no rigorous bound exists, and losing half of all digits between two
/// compilations of one model is what a user would call wrong. Outputs that depend on random numbers are left out.
final class Differential implements Oracle {
    @Override
    public Verdict judge(Trial trial) {
        if (trial.runs().isEmpty() || !(trial.runs().getFirst().first() instanceof Outcome.Values plain)) {
            return new Verdict.Agrees(0, 0);
        }
        Trial.Run first = trial.runs().getFirst();
        long compared = 0;
        for (Trial.Run run : trial.runs().subList(1, trial.runs().size())) {
            if (!(run.first() instanceof Outcome.Values values)) {
                continue;
            }
            if (values.outputs().size() != plain.outputs().size()) {
                return disagree(run, first, "",
                    plain.outputs().size() + " outputs and " + values.outputs().size());
            }
            for (int i = 0; i < values.outputs().size(); i++) {
                String name = trial.outputName(i);
                if (trial.reference().values().containsKey(name)) {
                    continue;
                }
                Tensor a = plain.outputs().get(i);
                Tensor b = values.outputs().get(i);
                String difference = difference(a, b);
                if (!difference.isEmpty() && RandomValues.of(trial.model()).contains(name)) {
                    continue;
                }
                if (!difference.isEmpty()) {
                    return disagree(run, first, name, difference);
                }
                compared += a.size();
            }
        }
        return new Verdict.Agrees(compared, 0);
    }

    private static Verdict disagree(Trial.Run run, Trial.Run plain, String output, String seen) {
        return new Verdict.Disagrees(new Evidence(Kind.INCONSISTENT, List.of(run.variant().name()),
            List.of(plain.variant().name()), output, seen, "", Double.POSITIVE_INFINITY));
    }

    /// What separates the two; "" when nothing does.
    static String difference(Tensor a, Tensor b) {
        if (!a.type().equals(b.type())) {
            return a.type() + " and " + b.type();
        }
        if (a.equals(b)) {
            return "";
        }
        if (a.dtype().kind() != DType.Kind.REAL) {
            return a + " and " + b;
        }
        double scale = IntStream.range(0, a.size()).mapToDouble(a::getDouble).filter(Double::isFinite).map(Math::abs)
            .max().orElse(0);
        double allowed = scale * Math.sqrt(Arithmetic.of(a.dtype(), Accuracy.CPU).epsilon());
        return IntStream.range(0, a.size()).filter(i -> differ(a.getDouble(i), b.getDouble(i), allowed)).boxed()
            .findFirst().map(i -> "element " + i + " is " + a.getDouble(i) + " and " + b.getDouble(i)).orElse("");
    }

    private static boolean differ(double x, double y, double allowed) {
        if (!Double.isFinite(x) || !Double.isFinite(y)) {
            return Double.compare(x, y) != 0;
        }
        return Math.abs(x - y) > allowed;
    }
}
