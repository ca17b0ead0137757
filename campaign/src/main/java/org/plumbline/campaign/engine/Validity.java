package org.plumbline.campaign.engine;

import java.util.List;
import java.util.Map;
import org.plumbline.generator.Generated;
import org.plumbline.generator.check.Confirmation;
import org.plumbline.generator.check.Specification;
import org.plumbline.graph.Model;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.edit.RecipeJson;

/// The rule that no model leaves the generator unless the specification's own checker and inference confirm it.
public final class Validity {
    /// The name under which contradictions of models with learned rules count.
    static final String LEARNED_RULE = "learned rule";

    /// The name under which contradictions of changed models count.
    static final String CHANGED_MODEL = "changed model";

    private Validity() {
    }

    /// The names of the inference's known errors that `model` meets, usually none; `onnx` is the model, serialised, and
    /// `generated` what it was made from. Throws [IllegalStateException], which names the recipe, when the
    /// specification contradicts the model or the reference's types and shapes: an error of ours. Where nodes came about by
    /// what was learned, it may contradict that: this counts under a name, too.
    public static List<String> confirm(Model model, byte[] onnx, Generated generated) {
        return switch (Specification.confirm(model, onnx, generated.values())) {
            case Confirmation.Confirmed(List<String> gaps) -> gaps;
            case Confirmation.Contradicted _ when restsOnWhatWasLearned(generated) ->
                List.of(LEARNED_RULE);
            case Confirmation.Contradicted(String why) -> throw new IllegalStateException(
                "generated an invalid model: " + why + "; its recipe: " + RecipeJson.write(generated.recipe()));
        };
    }

    /// The same for a model that came about by changing others, with what the reference says of its values: a
    /// contradiction counts under a name.
    static List<String> confirm(Model model, byte[] onnx, Map<String, Enclosure> values) {
        return switch (Specification.confirm(model, onnx, values)) {
            case Confirmation.Confirmed(List<String> gaps) -> gaps;
            case Confirmation.Contradicted _ -> List.of(CHANGED_MODEL);
        };
    }

    static boolean isChangedWrong(List<String> gaps) {
        return gaps.contains(CHANGED_MODEL);
    }

    /// Whether what [#confirm] gave says that the specification contradicts a learned rule.
    public static boolean isLearnedWrong(List<String> gaps) {
        return gaps.contains(LEARNED_RULE);
    }

    private static boolean restsOnWhatWasLearned(Generated g) {
        return g.ways().inferred() + g.ways().recorded() > 0 || !g.reference().unreferenced().isEmpty();
    }
}
