package org.plumbline.generator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plumbline.generator.rules.Ways;
import org.plumbline.graph.Model;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.edit.Case;
import org.plumbline.graph.edit.InputPlan;
import org.plumbline.graph.edit.Realizer;
import org.plumbline.graph.edit.Recipe;
import org.plumbline.graph.operators.Evaluator.Evaluated;

/// A recipe with what it realises to, so that judging needs no second evaluation; `ways` counts by what its nodes came
/// to be.
public record Generated(Recipe recipe, Case realized, Ways ways) {
    /// What the reference says of every value, by name.
    public Map<String, Enclosure> values() {
        return realized.values();
    }

    /// What the reference says, for judging: where a node has none, neither has what rests on it. That a learned rule
    /// gives such values a shape binds nobody.
    public Evaluated reference() {
        Model model = realized.model();
        Set<String> unjudged = Unjudged.values(model.graph().nodes(), model.opset());
        Map<String, Enclosure> judged = new LinkedHashMap<>(values());
        judged.keySet().removeAll(unjudged);
        return new Evaluated(judged, model.graph().nodes().stream()
            .filter(n -> n.outputs().stream().anyMatch(unjudged::contains)).toList(), Optional.empty());
    }

    /// The same model fed with other real numbers, the `draw`-th ones; 0 stands for those that it was generated with. What
    /// may fix a shape (integers, and the constants `k…`) stays. Where the new numbers make another model of the recipe,
    /// this one itself.
    public Generated fedAnew(int draw) {
        if (draw == 0) {
            return this;
        }
        Map<String, Tensor> fixed = new LinkedHashMap<>(realized.model().graph().initializers());
        realized.feeds().forEach((name, t) -> {
            if (!t.dtype().isReal() || name.startsWith("k")) {
                fixed.put(name, t);
            }
        });
        InputPlan plan = recipe.inputs();
        Recipe other = recipe.withInputs(new InputPlan(Rng.of(plan.seed(), draw).nextLong(), plan.specials(), fixed));
        Case fed = Realizer.realize(other);
        return fed.skipped().isEmpty() && fed.model().equals(realized.model()) ? new Generated(other, fed, ways) : this;
    }
}
