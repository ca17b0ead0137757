package org.plumbline.mutators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.generator.Generator;
import org.plumbline.generator.Options;
import org.plumbline.generator.check.Confirmation;
import org.plumbline.generator.check.Specification;
import org.plumbline.graph.Rng;
import org.plumbline.graph.edit.Draft;
import org.plumbline.graph.edit.Edit;
import org.plumbline.graph.edit.InputPlan;
import org.plumbline.graph.edit.Realizer;
import org.plumbline.graph.edit.Recipe;
import org.plumbline.graph.edit.RecipeJson;
import org.plumbline.graph.edit.Step;
import org.plumbline.graph.onnx.ModelPrinter;
import org.plumbline.graph.onnx.OnnxCodec;

class MutatorContractTest {
    private static final List<Recipe> RECIPES = LongStream.range(0, 120)
        .mapToObj(new Generator(Options.DEFAULT.withNodes(2, 6))::generate).map(g -> g.recipe()).toList();

    static List<Mutator> mutators() {
        return Mutators.all();
    }

    @Test
    void namesDiffer() {
        assertThat(new HashSet<>(Mutators.all().stream().map(Mutator::name).toList())).hasSameSizeAs(Mutators.all());
    }

    @ParameterizedTest
    @MethodSource("mutators")
    void equalStreamsGiveEqualProposals(Mutator mutator) {
        for (Recipe r : RECIPES) {
            Draft draft = Realizer.draft(r);
            assertThat(mutator.propose(draft, Rng.of(5))).isEqualTo(mutator.propose(draft, Rng.of(5)));
        }
    }

    @ParameterizedTest
    @MethodSource("mutators")
    void someProposalsApplyAndChangeTheModel(Mutator mutator) {
        int changed = 0;
        for (int i = 0; i < RECIPES.size(); i++) {
            Draft draft = Realizer.draft(RECIPES.get(i));
            List<Edit> proposal = mutator.propose(draft, Rng.of(9, i));
            if (Mutators.apply(draft, proposal) instanceof Step.Applied(Draft next)
                && !next.toModel().equals(draft.toModel())) {
                changed++;
            }
        }
        assertThat(changed).as(mutator.name()).isGreaterThanOrEqualTo(3);
    }

    /// Rules and references let through what the specification's own checker and shape inference let through.
    @ParameterizedTest
    @MethodSource("mutators")
    void whatAppliesIsConfirmedByTheSpecification(Mutator mutator) {
        for (int i = 0; i < RECIPES.size(); i++) {
            Draft draft = Realizer.draft(RECIPES.get(i));
            for (int k = 0; k < 4; k++) {
                if (Mutators.apply(draft, mutator.propose(draft, Rng.of(9 + k,
                    i))) instanceof Step.Applied(Draft next)) {
                    assertThat(Specification.confirm(next.toModel(), OnnxCodec.write(next.toModel()), next.values()))
                        .as(() -> ModelPrinter.print(next.toModel())).isInstanceOf(Confirmation.Confirmed.class);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("mutators")
    void anEmptyDraftIsBorne(Mutator mutator) {
        assertThat(mutator.propose(Draft.empty(17, InputPlan.ordinary(1)), Rng.of(1))).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("mutators")
    void proposalsSurviveTheRoundTripThroughJson(Mutator mutator) {
        for (int i = 0; i < 20; i++) {
            Recipe mutated = RECIPES.get(i).plus(mutator.propose(Realizer.draft(RECIPES.get(i)), Rng.of(3, i)));
            assertThat(RecipeJson.read(RecipeJson.write(mutated))).isEqualTo(new RecipeJson.Parsed.Read(mutated));
        }
    }

    @Test
    void everySubsetOfEditsRealises() {
        for (int i = 0; i < RECIPES.size(); i++) {
            Rng rng = Rng.of(11, i);
            Recipe mutated = Mutators.mutate(RECIPES.get(i), 4, rng);
            List<Edit> some = new ArrayList<>(mutated.edits());
            some.removeIf(_ -> rng.trueInOneOutOf(3));
            assertThat(Realizer.realize(mutated.withEdits(some)).model()).isNotNull();
        }
    }

    @Test
    void mutationAddsWhatItWasAskedFor() {
        long grown = RECIPES.stream()
            .filter(r -> Mutators.mutate(r, 3, Rng.of(2)).edits().size() >= r.edits().size() + 3)
            .count();
        assertThat(grown).isGreaterThan(RECIPES.size() * 9 / 10);
    }
}
