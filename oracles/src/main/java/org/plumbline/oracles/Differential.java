package org.plumbline.oracles;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.bound.Arithmetic;
import org.plumbline.graph.onnx.RandomValues;
import org.plumbline.targets.Outcome;

/// Variant against plain variant, for outputs that no reference reaches.
///
/// Equal results agree. Results contradict each other where no rounding can be the reason: another number of outputs,
/// another type, a shape that is not the declared one, and any difference in what is computed from integers alone
/// (see [Ancestry]). Every other difference is undecided. It may be a bug, but without a reference nothing bounds
/// what correct implementations may return: an unknown operator may cancel all digits, so that 0 against 10⁻⁹, or 1
/// against −1 behind a normalisation, are both right; it may amplify a rounding past a threshold, so that an index, a
/// count of boxes, a NaN or an infinity differ. Any limit on the difference of reals would be a tolerance set by hand,
/// too wide for one operator and a false alarm for the next. The verdict then says how far apart the results are, in
/// units of the last place, and where: whoever asked about this very model can tell noise from nonsense. Outputs that
/// depend on random numbers are left out.
final class Differential implements Oracle {
    @Override
    public Verdict judge(Trial trial) {
        if (trial.runs().isEmpty() || !(trial.runs().getFirst().first() instanceof Outcome.Values plain)) {
            return new Verdict.Agrees(0, 0);
        }
        Ancestry ancestry = Ancestry.of(trial.model().graph(), trial.reference());
        Trial.Run first = trial.runs().getFirst();
        long compared = 0;
        Doubt doubt = null;
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
                compared += a.size();
                Optional<Difference> difference = Difference.between(a, b);
                if (difference.isEmpty() || RandomValues.of(trial.model()).contains(name)) {
                    continue;
                }
                if (isContradiction(trial.model().graph(), i, a, b, ancestry.isFreeOfRounding(name))) {
                    return disagree(run, first, name, difference.get().seen());
                }
                doubt = Doubt.larger(doubt, new Doubt(run.variant().name(), name, difference.get()));
            }
        }
        return doubt == null ? new Verdict.Agrees(compared, 0) : new Verdict.Undecided(doubt.why(trial));
    }

    private static boolean isContradiction(Graph graph, int output, Tensor a, Tensor b, boolean freeOfRounding) {
        if (freeOfRounding || a.dtype() != b.dtype()) {
            return true;
        }
        return output < graph.outputs().size() && !a.shape().equals(b.shape())
            && !(isDeclared(graph.outputs().get(output), a.shape())
                && isDeclared(graph.outputs().get(output), b.shape()));
    }

    /// Whether a shape is one of those that the model states.
    private static boolean isDeclared(ValueInfo output, Shape shape) {
        if (!(output.type() instanceof ValueInfo.OfTensor(_, Optional<List<ValueInfo.Dim>> dims)) || dims.isEmpty()) {
            return true;
        }
        boolean fits = dims.get().size() == shape.rank();
        for (int i = 0; fits && i < shape.rank(); i++) {
            fits = !(dims.get().get(i) instanceof ValueInfo.Known(long size)) || size < 0 || size == shape.dim(i);
        }
        return fits;
    }

    private static Verdict disagree(Trial.Run run, Trial.Run plain, String output, String seen) {
        return new Verdict.Disagrees(new Evidence(Kind.INCONSISTENT, List.of(run.variant().name()),
            List.of(plain.variant().name()), output, seen, "", Double.POSITIVE_INFINITY));
    }

    /// What separates two tensors most: where, and by how many units of the last place (integers: the difference).
    private record Difference(String seen, double distance) {
        /// Empty where the two are equal; NaN equals NaN, and −0 equals 0.
        static Optional<Difference> between(Tensor a, Tensor b) {
            if (!a.type().equals(b.type())) {
                return Optional.of(new Difference(a.type() + " and " + b.type(), Double.POSITIVE_INFINITY));
            }
            if (a.equals(b)) {
                return Optional.empty();
            }
            if (a.dtype().kind() == DType.Kind.OPAQUE) {
                return Optional.of(new Difference("the bits differ", Double.POSITIVE_INFINITY));
            }
            int worst = 0;
            double largest = 0;
            for (int i = 0; i < a.size(); i++) {
                double distance = a.dtype().isReal() ? ulps(a.dtype(), a.getDouble(i), b.getDouble(i))
                    : Math.abs((double) a.getLong(i) - (double) b.getLong(i));
                boolean differs = distance > 0 || !a.dtype().isReal() && a.getLong(i) != b.getLong(i);
                if (differs && (largest == 0 || distance > largest)) {
                    worst = i;
                    largest = Math.max(distance, Double.MIN_VALUE);
                }
            }
            return largest == 0 ? Optional.empty() : Optional.of(new Difference("element " + worst + " is "
                + shown(a, worst) + " and " + shown(b, worst), largest));
        }

        private static String shown(Tensor t, int i) {
            return t.dtype().isReal() ? Double.toString(t.getDouble(i)) : t.dtype() == DType.UINT64
                ? Long.toUnsignedString(t.getLong(i)) : Long.toString(t.getLong(i));
        }

        private static double ulps(DType dtype, double x, double y) {
            if (x == y || Double.isNaN(x) && Double.isNaN(y)) {
                return 0;
            }
            if (!Double.isFinite(x) || !Double.isFinite(y)) {
                return Double.POSITIVE_INFINITY;
            }
            Arithmetic m = Arithmetic.of(dtype, Accuracy.CPU);
            double magnitude = Math.max(m.minNormal(), Math.max(Math.abs(x), Math.abs(y)));
            return Math.abs(x - y) / Math.scalb(m.epsilon(), Math.getExponent(magnitude));
        }
    }

    /// A difference that rounding might explain.
    private record Doubt(String variant, String output, Difference difference) {
        static Doubt larger(Doubt a, Doubt b) {
            return a == null || b.difference.distance > a.difference.distance ? b : a;
        }

        String why(Trial trial) {
            String operator = trial.reference().unreferenced().stream().findFirst().map(Node::qualifiedOperator)
                .map(o -> "no reference knows " + o).orElse("no reference");
            String far = Double.isFinite(difference.distance) && difference.distance >= 1
                ? String.format(Locale.ROOT, ", %.3g units in the last place apart", difference.distance) : "";
            return operator + ", and output " + output + " of " + trial.runs().getFirst().variant().name() + " and "
                + variant + " differs: " + difference.seen + far;
        }
    }
}
