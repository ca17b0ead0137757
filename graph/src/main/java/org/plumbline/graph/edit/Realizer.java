package org.plumbline.graph.edit;

import java.util.ArrayList;
import java.util.List;
import org.plumbline.graph.edit.Case.SkippedEdit;

/// Turns recipes into cases: pure, deterministic, total.
public final class Realizer {
    private Realizer() {
    }

    public static Case realize(Recipe recipe) {
        Draft draft = Draft.empty(recipe.opset(), recipe.inputs());
        List<SkippedEdit> skipped = new ArrayList<>();
        for (int i = 0; i < recipe.edits().size(); i++) {
            switch (draft.apply(recipe.edits().get(i))) {
                case Step.Applied(Draft next) -> draft = next;
                case Step.Skipped(String reason) -> skipped.add(new SkippedEdit(i, reason));
            }
        }
        return draft.toCase(skipped);
    }

    /// The draft that a recipe leads to, skipping what does not apply.
    public static Draft draft(Recipe recipe) {
        Draft draft = Draft.empty(recipe.opset(), recipe.inputs());
        for (Edit edit : recipe.edits()) {
            draft = draft.apply(edit) instanceof Step.Applied(Draft next) ? next : draft;
        }
        return draft;
    }
}
