package org.plumbline.campaign.guided;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.plumbline.campaign.engine.Assay;
import org.plumbline.campaign.engine.Diagnoses;
import org.plumbline.campaign.engine.Drawn;
import org.plumbline.campaign.engine.FindingStore;
import org.plumbline.campaign.engine.VariantPlan;
import org.plumbline.corpus.CorpusFolder;
import org.plumbline.graph.Rng;
import org.plumbline.graph.edit.Case;
import org.plumbline.graph.edit.Realizer;
import org.plumbline.graph.edit.RecipeJson;
import org.plumbline.targets.watch.Probe;
import org.plumbline.targets.worker.Executor;

/// Runs the entries of a corpus once more, to see how much of a target they reach.
public final class CorpusReplay {
    private CorpusReplay() {
    }

    /// The probes that the entries reach, each in the variants that it had in its campaign; entries that cannot be run any
    /// more are left out. Throws [IOException] where the corpus cannot be read.
    public static Set<Probe> reached(Path campaign, Executor executor) throws IOException {
        Sight sight = new Sight(executor);
        Assay assay = new Assay(executor, new FindingStore(campaign, Diagnoses.NONE), 0);
        VariantPlan plan = new VariantPlan(executor.variants());
        Set<Probe> reached = new HashSet<>();
        for (Path file : new CorpusFolder(campaign).files()) {
            byte[] input = Files.readAllBytes(file);
            if (RecipeJson.read(new String(input,
                StandardCharsets.UTF_8)) instanceof RecipeJson.Parsed.Read(var recipe)) {
                Case realized = Realizer.realize(recipe);
                if (!realized.model().graph().nodes().isEmpty()) {
                    assay.runAgain(Drawn.changed(recipe, realized, Rng.of(Arrays.hashCode(input)), plan, executor
                        .feeds()));
                    reached.addAll(sight.fresh());
                }
            }
        }
        return reached;
    }
}
