package org.plumbline.corpus;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.graph.Model;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.edit.Bounds;
import org.plumbline.graph.edit.Draft;
import org.plumbline.graph.edit.Drawing;
import org.plumbline.graph.edit.Realizer;
import org.plumbline.graph.edit.Recipe;
import org.plumbline.graph.operators.Evaluator;
import org.plumbline.graph.operators.Evaluator.Evaluated;

/// What a model computes, as a hash: of the types of its inputs and of what the reference gives for its outputs on fixed
/// inputs, rounded ("Unified Functional Hashing in AutoML", 2023). Names and the order of nodes do not matter, nor how
/// a value is arrived at.
///
/// An optimiser may well treat models differently that compute the same: equal hashes make duplicates only of models
/// that also look alike (see [Merge]).
public final class FunctionalHash {
    private static final int DRAWS = 2;
    private static final long SEED = 0x756e6966696564L;

    private FunctionalHash() {
    }

    /// The hash, 40 hexadecimal digits; none where the reference does not determine every output well enough.
    public static Optional<String> of(Recipe recipe) {
        return of(Realizer.draft(recipe));
    }

    /// The same for a draft.
    public static Optional<String> of(Draft draft) {
        Model model = draft.toModel();
        List<String> words = new ArrayList<>();
        for (int i = 0; i < DRAWS; i++) {
            Map<String, Tensor> fed = new LinkedHashMap<>();
            for (ValueInfo input : model.graph().fed()) {
                Tensor t = draft.inputs().get(input.name());
                Bounds bounds = draft.bounds().getOrDefault(input.name(), Bounds.ANY);
                words.add(t.dtype() + " " + t.shape());
                fed.put(input.name(), Drawing.tensor(Rng.of(SEED + i, fed.size()), t.dtype(), t.shape(), bounds,
                    false));
            }
            Evaluated evaluated = Evaluator.evaluate(model, fed, Accuracy.CPU);
            for (ValueInfo output : model.graph().outputs()) {
                Enclosure e = evaluated.values().get(output.name());
                if (e == null || evaluated.invalid().isPresent() || !Rounded.add(e, words)) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(hash(words));
    }

    private static String hash(List<String> words) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            words.forEach(w -> digest.update((w + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Values, rounded to a power of two that follows from the largest of a tensor, so that another order of operations
    /// does not matter (where it does, a duplicate is missed, which costs one execution).
    private static final class Rounded {
        private Rounded() {
        }

        /// False where an element is not determined to that quantum.
        static boolean add(Enclosure e, List<String> words) {
            words.add(e.dtype() + " " + e.knownShape());
            return switch (e) {
                case Enclosure.Unknown _ -> false;
                case Enclosure.Carried(Tensor t) -> words.add(Integer.toHexString(t.hashCode()));
                case Enclosure.Integers n -> {
                    for (int i = 0; i < n.value().length; i++) {
                        words.add(Long.toString(n.value()[i]));
                    }
                    yield n.isExact();
                }
                case Enclosure.Reals r -> reals(r, words);
            };
        }

        private static boolean reals(Enclosure.Reals r, List<String> words) {
            double largest = Double.MIN_NORMAL;
            for (int i = 0; i < r.lo().length; i++) {
                double m = Math.max(Math.abs(r.lo()[i]), Math.abs(r.hi()[i]));
                largest = Double.isFinite(m) ? Math.max(largest, m) : largest;
            }
            double quantum = Math.scalb(1.0, Math.getExponent(largest) - digits(r));
            for (int i = 0; i < r.lo().length; i++) {
                boolean onlyNan = r.nan()[i] && r.lo()[i] > r.hi()[i];
                boolean infinite = r.lo()[i] == r.hi()[i] && Double.isInfinite(r.lo()[i]);
                if (!onlyNan && (r.nan()[i] || !infinite && !(r.hi()[i] - r.lo()[i] <= quantum))) {
                    return false;
                }
                words.add(onlyNan ? "NaN" : infinite ? Double.toString(r.lo()[i])
                    : Long.toString(Math.round((r.lo()[i] / 2 + r.hi()[i] / 2) / quantum)));
            }
            return true;
        }

        private static int digits(Enclosure.Reals r) {
            return switch (r.dtype()) {
                case BFLOAT16 -> 3;
                case FLOAT16 -> 6;
                default -> 11;
            };
        }
    }
}
