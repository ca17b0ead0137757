package org.plumbline.campaign.engine;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.plumbline.generator.Generated;
import org.plumbline.generator.Generator;
import org.plumbline.generator.rules.Ways;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.edit.Case;
import org.plumbline.graph.edit.Recipe;
import org.plumbline.graph.edit.RecipeJson;
import org.plumbline.graph.onnx.OnnxCodec;
import org.plumbline.graph.operators.Evaluator.Evaluated;
import org.plumbline.reports.Subject;
import org.plumbline.targets.Variant;

/// The case of a campaign that belongs to a seed and an index, ready to be run on targets that share their variants:
/// what it is depends on the two and on the generator's options alone, so it is drawn once for all of them. `specials`
/// says that its inputs hold special values on purpose; `recipe` is one line of JSON; `gaps` names the known errors of
/// the specification's own inference that the model meets; `ways` counts by what its nodes came to be.
public record Drawn(Subject subject, byte[] onnx, Evaluated reference, List<Variant> variants, String recipe,
    boolean specials, List<String> gaps, Ways ways) {
    /// Draws the case; inputs of types other than `feeds` become initializers. Throws [IllegalStateException] when the
    /// specification's own checker or inference contradicts the model: an error of ours. What it contradicts in a learned
    /// rule makes the case invalid instead.
    public static Drawn of(long seed, long index, Generator generator, VariantPlan plan, Set<DType> feeds) {
        return of(seed, index, 1, generator, plan, feeds);
    }

    /// The same where `inputsPerModel` cases in a row share their model and variants, and only what they are fed with
    /// differs.
    public static Drawn of(long seed, long index, int inputsPerModel, Generator generator, VariantPlan plan,
        Set<DType> feeds) {
        Rng rng = Rng.of(seed, index / inputsPerModel);
        return of(generator.generate(rng.nextLong()).fedAnew((int) (index % inputsPerModel)), rng, plan, feeds);
    }

    /// The case that was generated, with variants drawn from `rng`.
    public static Drawn of(Generated generated, Rng rng, VariantPlan plan, Set<DType> feeds) {
        var realized = generated.realized();
        Subject subject = new Subject(realized.model(), realized.inputs()).feedable(feeds);
        byte[] onnx = OnnxCodec.write(subject.model());
        String recipe = RecipeJson.write(generated.recipe());
        List<String> gaps = Validity.confirm(subject.model(), onnx, generated);
        Evaluated known = generated.reference();
        Evaluated reference = Validity.isLearnedWrong(gaps) ? new Evaluated(known.values(), known.unreferenced(),
            Optional.of("the specification contradicts a learned rule")) : known;
        return new Drawn(subject, onnx, reference, plan.draw(rng),
            recipe, generated.recipe().inputs().specials(), gaps, generated.ways());
    }

    /// The case that a changed recipe gives. What the specification contradicts in it makes it invalid.
    public static Drawn changed(Recipe recipe, Case realized, Rng rng, VariantPlan plan, Set<DType> feeds) {
        Subject subject = new Subject(realized.model(), realized.inputs()).feedable(feeds);
        byte[] onnx = OnnxCodec.write(subject.model());
        List<String> gaps = Validity.confirm(subject.model(), onnx, realized.values());
        Evaluated known = new Generated(recipe, realized, Ways.NONE).reference();
        Evaluated reference = Validity.isChangedWrong(gaps) ? new Evaluated(known.values(), known.unreferenced(),
            Optional.of("the specification contradicts the changed model")) : known;
        return new Drawn(subject, onnx, reference, plan.draw(rng), RecipeJson.write(recipe), recipe.inputs().specials(),
            gaps, Ways.NONE);
    }

    /// The same case in other variants.
    public Drawn in(List<Variant> others) {
        return new Drawn(subject, onnx, reference, others, recipe, specials, gaps, ways);
    }
}
