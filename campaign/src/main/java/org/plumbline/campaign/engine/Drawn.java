package org.plumbline.campaign.engine;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.plumbline.generator.Generated;
import org.plumbline.generator.Generator;
import org.plumbline.graph.Rng;
import org.plumbline.graph.edit.RecipeJson;
import org.plumbline.graph.onnx.OnnxCodec;
import org.plumbline.graph.operators.Evaluator.Evaluated;
import org.plumbline.reports.Subject;
import org.plumbline.targets.Variant;

/// The case of a campaign that belongs to a seed and an index, ready to be run on targets that share their variants:
/// what it is depends on the two and on the generator's options alone, so it is drawn once for all of them.
public record Drawn(Subject subject, byte[] onnx, Evaluated reference, List<Variant> variants, byte[] recipe) {
    /// Draws the case as a campaign's lane does.
    public static Drawn of(long seed, long index, Generator generator, VariantPlan plan) {
        Rng rng = Rng.of(seed, index);
        Generated generated = generator.generate(rng.nextLong());
        var realized = generated.realized();
        return new Drawn(new Subject(realized.model(), realized.inputs()), OnnxCodec.write(realized.model()),
            new Evaluated(realized.values(), List.of(), Optional.empty()), plan.draw(rng),
            RecipeJson.write(generated.recipe()).getBytes(StandardCharsets.UTF_8));
    }
}
