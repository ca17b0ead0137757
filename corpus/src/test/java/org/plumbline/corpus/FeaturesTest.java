package org.plumbline.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plumbline.corpus.Chains.chain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.corpus.Features.Family;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.edit.Case;
import org.plumbline.graph.edit.Realizer;
import org.plumbline.graph.operators.Evaluator.Evaluated;

class FeaturesTest {
    private static final Evaluated NOTHING = new Evaluated(Map.of(), List.of(), Optional.empty());

    private static Model model(Node... nodes) {
        return Model.of(18, Graph.of(List.of(), List.of(), Map.of(), List.of(nodes)));
    }

    @Test
    void areNeighboursAndOperatorsWithDtypeAndRank() {
        Case c = Realizer.realize(chain(DType.FLOAT, Shape.of(2, 3), "Neg", "Abs"));
        assertThat(Features.of(c.model(), Chains.reference(c)))
            .containsExactlyInAnyOrder("Neg:float:2", "Abs:float:2", "Neg>Abs");
    }

    @Test
    void ofValuesThatNoReferenceReachesAreNeighboursOnly() {
        Case c = Realizer.realize(chain(DType.FLOAT, Shape.of(2), "Neg", "Abs"));
        assertThat(Features.of(c.model(), NOTHING)).containsExactly("Neg>Abs");
    }

    @ParameterizedTest
    @CsvSource({"EDGES, Neg>Elu", "TYPES, Neg:float:1 Elu:float:1", "ATTRIBUTES, Elu.alpha=+"})
    void ofEachFamilyCanBeSwitchedOff(Family family, String expected) {
        Model model = model(Node.of("Neg", List.of("x"), List.of("y"), Map.of()),
            Node.of("Elu", List.of("y"), List.of("z"), Map.of("alpha", new Attribute.Real(2))));
        Case c = Realizer.realize(chain(DType.FLOAT, Shape.of(2), "Neg", "Abs"));
        Evaluated values = new Evaluated(Map.of("y", c.values().get("v0"), "z", c.values().get("v1")), List.of(),
            Optional.empty());
        assertThat(Features.of(model, values, Set.of(family))).containsExactlyInAnyOrder(expected.split(" "));
        assertThat(Features.of(model, values)).contains(expected.split(" "));
        assertThat(Features.of(model, values, Set.of())).isEmpty();
    }

    @Test
    void lookIntoControlFlow() {
        Graph body = Graph.of(List.of(), List.of(), Map.of(),
            List.of(Node.of("Abs", List.of("y"), List.of("z"), Map.of())));
        Model model = model(Node.of("Neg", List.of("x"), List.of("y"), Map.of()),
            Node.of("If", List.of("c"), List.of("o"), Map.of("then_branch", new Attribute.Subgraph(body))));
        assertThat(Features.of(model, NOTHING)).containsExactlyInAnyOrder("If/Abs", "Neg>Abs", "If.then_branch=graph");
    }

    @Nested
    class AnAttribute {
        @ParameterizedTest
        @CsvSource({"-7, -", "0, 0", "1, 1", "2, +", "99, +"})
        void thatIsANumberFallsIntoOneOfFourClasses(long value, String expected) {
            assertThat(AttributeClass.of(new Attribute.Int(value))).isEqualTo(expected);
            assertThat(AttributeClass.of(new Attribute.Real(value))).isEqualTo(expected);
        }

        @Test
        void thatIsAListHasItsLengthAndTheClassesOfItsElements() {
            assertThat(AttributeClass.of(Attribute.ints(1, 1, 2, 3, 0))).isEqualTo("4[+, 0, 1]");
            assertThat(AttributeClass.of(Attribute.ints())).isEqualTo("0[]");
            assertThat(AttributeClass.of(new Attribute.Reals(List.of(Float.NaN, -1f)))).isEqualTo("2[-, nan]");
        }

        @Test
        void thatIsATextStandsForItselfUnlessItIsLong() {
            assertThat(AttributeClass.of(new Attribute.Text("SAME_UPPER"))).isEqualTo("SAME_UPPER");
            assertThat(AttributeClass.of(new Attribute.Text("x".repeat(99)))).hasSize(32);
        }

        @Test
        void thatIsATensorHasDtypeAndRank() {
            assertThat(AttributeClass.of(new Attribute.Value(Tensor.ofLongs(1, 2)))).isEqualTo("int64:1");
        }
    }
}
