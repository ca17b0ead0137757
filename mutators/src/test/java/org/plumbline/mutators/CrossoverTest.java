package org.plumbline.mutators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.plumbline.generator.Generator;
import org.plumbline.generator.Options;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Rng;
import org.plumbline.graph.edit.CompilePlan;
import org.plumbline.graph.edit.InputPlan;
import org.plumbline.graph.edit.Realizer;
import org.plumbline.graph.edit.Recipe;
import org.plumbline.graph.edit.RecipeJson;

class CrossoverTest {
    private static final List<Recipe> RECIPES = LongStream.range(0, 80)
        .mapToObj(new Generator(Options.DEFAULT.withNodes(2, 6))::generate).map(g -> g.recipe()).toList();

    private static Recipe crossed(int i) {
        return Mutators.crossover(RECIPES.get(i), RECIPES.get((i + 1) % RECIPES.size()), Rng.of(4, i));
    }

    private static Model model(Recipe recipe) {
        return Realizer.realize(recipe).model();
    }

    private static List<String> operators(Recipe recipe) {
        return model(recipe).graph().nodes().stream().map(Node::operator).toList();
    }

    @Test
    void mostPairsGiveAModelWithNodesOfBoth() {
        long grown = IntStream.range(0, RECIPES.size())
            .filter(i -> model(crossed(i)).graph().nodes().size() > model(RECIPES.get(i)).graph().nodes().size())
            .count();
        assertThat(grown).isGreaterThan(RECIPES.size() * 8L / 10);
    }

    @Test
    void theFirstRecipeStaysAndOperatorsOfTheSecondJoin() {
        Set<String> joins = Set.of("Add", "ReduceMax");
        for (int i = 0; i < RECIPES.size(); i++) {
            Recipe crossed = crossed(i);
            List<?> first = RECIPES.get(i).edits();
            assertThat(crossed.edits().subList(0, first.size())).isEqualTo(first);
            Set<String> both = new HashSet<>(joins);
            both.addAll(operators(RECIPES.get(i)));
            both.addAll(operators(RECIPES.get((i + 1) % RECIPES.size())));
            assertThat(both).containsAll(operators(crossed));
        }
    }

    @Test
    void everyEditThatIsAddedApplies() {
        for (int i = 0; i < RECIPES.size(); i++) {
            int before = Realizer.realize(RECIPES.get(i)).skipped().size();
            assertThat(Realizer.realize(crossed(i)).skipped()).hasSize(before);
        }
    }

    @Test
    void somePartsAreFedFromTheFirstRecipeAndSomeFeedIt() {
        Set<String> kinds = new HashSet<>();
        for (int i = 0; i < RECIPES.size(); i++) {
            Recipe first = RECIPES.get(i);
            Set<String> own = Realizer.draft(first).values().keySet();
            List<Node> old = Realizer.draft(first).nodes();
            for (Node n : Realizer.draft(crossed(i)).nodes()) {
                boolean added = !own.contains(Spots.key(n));
                if (added && n.inputs().stream().anyMatch(own::contains)) {
                    kinds.add("fed");
                }
                if (!added && !old.contains(n)) {
                    kinds.add("feeds");
                }
            }
        }
        assertThat(kinds).containsExactlyInAnyOrder("fed", "feeds");
    }

    @Test
    void equalStreamsGiveEqualRecipes() {
        for (int i = 0; i < 20; i++) {
            assertThat(crossed(i)).isEqualTo(crossed(i));
        }
    }

    @Test
    void crossingSurvivesTheRoundTripThroughJson() {
        for (int i = 0; i < 20; i++) {
            assertThat(RecipeJson.read(RecipeJson.write(crossed(i)))).isEqualTo(new RecipeJson.Parsed.Read(crossed(i)));
        }
    }

    @Test
    void aRecipeWithoutNodesTakesPartsAndGivesNone() {
        Recipe empty = new Recipe("test", 1, 17, List.of(), InputPlan.ordinary(1), CompilePlan.DEFAULT);
        assertThat(Mutators.crossover(RECIPES.getFirst(), empty, Rng.of(1))).isEqualTo(RECIPES.getFirst());
        assertThat(IntStream.range(0, 10).mapToObj(i -> Mutators.crossover(empty, RECIPES.get(i), Rng.of(1, i)))
            .filter(r -> !model(r).graph().nodes().isEmpty()).count()).isGreaterThanOrEqualTo(8);
    }
}
