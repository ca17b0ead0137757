package org.plumbline.corpus;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.graph.DType;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.edit.Bounds;
import org.plumbline.graph.edit.Case;
import org.plumbline.graph.edit.CompilePlan;
import org.plumbline.graph.edit.Edit;
import org.plumbline.graph.edit.InputPlan;
import org.plumbline.graph.edit.Recipe;
import org.plumbline.graph.edit.RecipeJson;
import org.plumbline.graph.operators.Evaluator.Evaluated;

/// Small recipes to keep.
final class Chains {
    private Chains() {
    }

    /// A chain of unary operators over an input of this type.
    static Recipe chain(DType dtype, Shape shape, String... operators) {
        List<Edit> edits = new ArrayList<>(List.of(new Edit.AddInput("x", dtype, shape, Bounds.ANY)));
        String last = "x";
        for (int i = 0; i < operators.length; i++) {
            edits.add(new Edit.InsertNode(Node.of(operators[i], List.of(last), List.of("v" + i), Map.of())));
            last = "v" + i;
        }
        return new Recipe("test", 1, 18, edits, InputPlan.ordinary(1), CompilePlan.DEFAULT);
    }

    static Recipe of(Edit... edits) {
        return new Recipe("test", 1, 18, List.of(edits), InputPlan.ordinary(1), CompilePlan.DEFAULT);
    }

    static Edit node(String operator, String output, String... inputs) {
        return new Edit.InsertNode(Node.of(operator, List.of(inputs), List.of(output), Map.of()));
    }

    static Evaluated reference(Case c) {
        return new Evaluated(c.values(), List.of(), Optional.empty());
    }

    static Entry.Good entry(Recipe recipe) {
        return (Entry.Good) Entry.of(RecipeJson.write(recipe).getBytes(StandardCharsets.UTF_8));
    }
}
