package org.plumbline.mutators;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.plumbline.graph.Rng;
import org.plumbline.graph.edit.Draft;
import org.plumbline.graph.edit.Edit;
import org.plumbline.graph.edit.Realizer;
import org.plumbline.graph.edit.Recipe;
import org.plumbline.graph.edit.Step;

/// The registry of mutators.
public final class Mutators {
    private static final List<Mutator> ALL = Stream.of(
        ParameterMutators.all(),
        PairMutators.all(),
        StructureMutators.all())
        .flatMap(List::stream).toList();
    private static final int TRIES = 12;

    private Mutators() {
    }

    public static List<Mutator> all() {
        return ALL;
    }

    /// The recipe with `count` more mutations, each proposed by a random mutator and kept only if it applies as a
    /// whole; fewer where nothing applies.
    public static Recipe mutate(Recipe recipe, int count, Rng rng) {
        Draft draft = Realizer.draft(recipe);
        List<Edit> added = new ArrayList<>();
        int done = 0;
        for (int tries = TRIES * count; done < count && tries > 0; tries--) {
            List<Edit> proposal = rng.pick(ALL).propose(draft, rng);
            if (!proposal.isEmpty() && draft.applyAll(proposal) instanceof Step.Applied(Draft next)) {
                draft = next;
                added.addAll(proposal);
                done++;
            }
        }
        return recipe.plus(added);
    }

    /// The first recipe with a part of the second spliced in: some of its nodes, with what they need, fed from values of
    /// the first where the types match. The first recipe itself where no part fits.
    public static Recipe crossover(Recipe recipe, Recipe other, Rng rng) {
        Draft draft = Realizer.draft(recipe);
        Draft donor = Realizer.draft(other);
        for (int tries = TRIES; tries > 0; tries--) {
            List<Edit> proposal = new Splice(draft, donor, rng).propose();
            if (!proposal.isEmpty() && draft.applyAll(proposal) instanceof Step.Applied) {
                return recipe.plus(proposal);
            }
        }
        return recipe;
    }
}
