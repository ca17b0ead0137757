package org.plumbline.graph.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.bound.Enclosure;

class DraftTest {
    private static final Edit X = new Edit.AddInput("x", DType.FLOAT, Shape.of(2, 3), Bounds.POSITIVE);

    private static Edit node(String operator, String in, String out) {
        return new Edit.InsertNode(Node.of(operator, List.of(in), List.of(out), Map.of()));
    }

    private static Case realize(Edit... edits) {
        return Realizer.realize(new Recipe("here", 0, 17, List.of(edits), InputPlan.ordinary(1), CompilePlan.DEFAULT));
    }

    private static List<String> operators(Case c) {
        return c.model().graph().nodes().stream().map(Node::operator).toList();
    }

    private static List<String> names(List<ValueInfo> values) {
        return values.stream().map(ValueInfo::name).toList();
    }

    @Test
    void valuesThatNobodyConsumesAreOutputs() {
        Case c = realize(X, node("Log", "x", "y"), node("Sqrt", "x", "z"), node("Exp", "y", "u"));
        assertThat(names(c.model().graph().outputs())).containsExactly("z", "u");
        assertThat(c.model().graph().outputs().get(0).concrete()).contains(TensorType.of(DType.FLOAT, 2, 3));
    }

    @Test
    void inputsThatNobodyConsumesAreLeftOut() {
        Case c = realize(X, new Edit.AddInput("unused", DType.INT8, Shape.of(4), Bounds.ANY), node("Log", "x", "y"));
        assertThat(names(c.model().graph().inputs())).containsExactly("x");
        assertThat(c.inputs()).hasSize(1);
    }

    @Test
    void aMarkedValueIsAnOutputThoughConsumed() {
        Case c = realize(X, node("Log", "x", "y"), node("Exp", "y", "u"), new Edit.MarkOutput("y"));
        assertThat(names(c.model().graph().outputs())).containsExactly("y", "u");
    }

    @Test
    void hiddenShapesBecomeSymbolic() {
        Case c = realize(X, node("Log", "x", "y"), new Edit.HideShape("x"));
        assertThat(c.model().graph().inputs().get(0).concrete()).isEmpty();
        assertThat(c.model().graph().outputs().get(0).type()).isEqualTo(new ValueInfo.OfTensor(DType.FLOAT,
            Optional.of(List.of(new ValueInfo.Symbolic("y_d0"), new ValueInfo.Symbolic("y_d1")))));
    }

    @Test
    void aNodeInFrontProducesTheInput() {
        Case c = realize(X, node("Log", "x", "y"), new Edit.AddInput("n", DType.FLOAT, Shape.of(2, 3), Bounds.ANY),
            new Edit.ProduceInput(Node.of("Exp", List.of("n"), List.of("x"), Map.of())));
        assertThat(operators(c)).containsExactly("Exp", "Log");
        assertThat(names(c.model().graph().inputs())).containsExactly("n");
    }

    @Test
    void rewiringPutsNodesInOrder() {
        Case c = realize(X, node("Log", "x", "y"), node("Sqrt", "x", "z"), new Edit.Rewire("y", 0, "z"));
        assertThat(operators(c)).containsExactly("Sqrt", "Log");
    }

    @Test
    void eachTensorDependsOnItsOwnNameOnly() {
        Case both = realize(X, new Edit.AddInput("a", DType.FLOAT, Shape.of(9), Bounds.ANY), node("Log", "x", "y"),
            node("Exp", "a", "b"));
        assertThat(realize(X, node("Log", "x", "y")).inputs().get(0)).isEqualTo(both.inputs().get(0));
    }

    @Test
    void fixedTensorsAreNotDrawn() {
        Tensor t = Tensor.of(DType.FLOAT, Shape.of(2, 3), i -> i);
        Recipe recipe = new Recipe("here", 0, 17, List.of(X, node("Exp", "x", "y")),
            InputPlan.ordinary(1).fixing("x", t), CompilePlan.DEFAULT);
        assertThat(Realizer.realize(recipe).inputs()).containsExactly(t);
    }

    @Nested
    class AnEditThatDoesNotApply {
        private static void skipped(String reason, Edit... edits) {
            Case c = realize(edits);
            assertThat(c.skipped()).singleElement().satisfies(s -> {
                assertThat(s.index()).isEqualTo(edits.length - 1);
                assertThat(s.reason()).contains(reason);
            });
        }

        @Test
        void isSkippedForATakenName() {
            skipped("'x' is taken", X, X);
        }

        @Test
        void isSkippedForAMissingValue() {
            skipped("no value 'q'", X, node("Log", "q", "y"));
        }

        @Test
        void isSkippedWhereTheReferenceRefuses() {
            skipped("", new Edit.AddInput("n", DType.INT32, Shape.of(2), Bounds.ANY), node("Log", "n", "y"));
        }

        @Test
        void isSkippedForACycle() {
            skipped("cycle", X, node("Log", "x", "y"), node("Exp", "y", "z"), new Edit.Rewire("y", 0, "z"));
        }

        @Test
        void isSkippedForAnUnknownNode() {
            skipped("no node", X, new Edit.ChangeAttribute("y", "axis", Optional.of(new Attribute.Int(0))));
        }

        @Test
        void isSkippedForAnUnknownOperatorWithoutDeclaredTypes() {
            skipped("Nonesuch", X, node("Nonesuch", "x", "y"));
        }
    }

    @Test
    void anUnknownOperatorIsTakenAtItsDeclaredType() {
        Case c = realize(X, new Edit.InsertNode(Node.of("Nonesuch", List.of("x"), List.of("y"), Map.of()),
            List.of(Declared.of(TensorType.of(DType.FLOAT, 5)))), node("Exp", "y", "z"));
        assertThat(c.skipped()).isEmpty();
        assertThat(c.model().graph().outputs().get(0).concrete()).contains(TensorType.of(DType.FLOAT, 5));
    }

    @Nested
    class AnOperatorOfAnotherDomain {
        private static Node gelu(String in, String out) {
            return Node.ofQualified("com.microsoft::FastGelu", List.of(in), List.of(out), Map.of());
        }

        @Test
        void hasItsDomainImported() {
            Case c = realize(X, new Edit.InsertNode(gelu("x", "y"), List.of(Declared.of(TensorType.of(DType.FLOAT,
                5)))));
            assertThat(c.model().graph().nodes().getFirst().qualifiedOperator()).isEqualTo("com.microsoft::FastGelu");
            assertThat(c.model().opsets()).isEqualTo(Map.of("", c.model().opset(), "com.microsoft", 1));
        }

        @Test
        void canProduceAnInputWhereItsTypeIsDeclared() {
            Case c = realize(X, node("Exp", "x", "y"), new Edit.AddInput("n", DType.FLOAT, Shape.of(5), Bounds.ANY),
                new Edit.ProduceInput(gelu("n", "x"), List.of(Declared.of(TensorType.of(DType.FLOAT, 5)))));
            assertThat(c.skipped()).isEmpty();
            assertThat(c.model().graph().nodes()).extracting(Node::operator).containsExactly("FastGelu", "Exp");
            assertThat(c.values().get("y").knownShape()).contains(Shape.of(5));
        }

        @Test
        void mayGiveAShapeThatNobodyKnows() {
            Case c = realize(X, new Edit.InsertNode(gelu("x", "y"), List.of(Declared.ofUnknownShape(DType.FLOAT))));
            assertThat(c.skipped()).isEmpty();
            assertThat(c.values().get("y")).isEqualTo(new Enclosure.Unknown(DType.FLOAT));
            assertThat(c.model().graph().outputs().getFirst().concrete()).isEmpty();
        }
    }

    @Nested
    class RemovingANode {
        @Test
        void feedsItsConsumersFromWhatIsGivenInstead() {
            Case c = realize(X, node("Log", "x", "y"), node("Exp", "y", "z"), new Edit.RemoveNode("y", List.of("x")));
            assertThat(c.skipped()).isEmpty();
            assertThat(c.model().graph().nodes()).containsExactly(Node.of("Exp", List.of("x"), List.of("z"), Map.of()));
        }

        @Test
        void mayPutALaterNodeInItsPlace() {
            Case c = realize(X, node("Log", "x", "y"), node("Exp", "y", "z"), node("Sqrt", "x", "s"),
                new Edit.RemoveNode("y", List.of("s")));
            assertThat(operators(c)).containsExactly("Sqrt", "Exp");
        }

        @Test
        void dropsAMarkAndAnOutput() {
            Case c = realize(X, node("Log", "x", "y"), node("Exp", "x", "z"), new Edit.MarkOutput("y"),
                new Edit.RemoveNode("y", List.of("")));
            assertThat(names(c.model().graph().outputs())).containsExactly("z");
        }

        @Test
        void isSkippedForTheLastNodeACycleAndAConsumerWithNothing() {
            assertThat(realize(X, node("Log", "x", "y"), new Edit.RemoveNode("y", List.of(""))).skipped().getFirst()
                .reason()).isEqualTo("the last node stays");
            assertThat(realize(X, node("Log", "x", "y"), node("Exp", "y", "z"), new Edit.RemoveNode("y", List.of("z")))
                .skipped().getFirst().reason()).contains("cycle");
            assertThat(realize(X, node("Log", "x", "y"), node("Exp", "y", "z"), new Edit.RemoveNode("y", List.of("")))
                .skipped().getFirst().reason()).contains("consumed");
            assertThat(realize(X, new Edit.RemoveNode("y", List.of())).skipped()).hasSize(1);
        }
    }

    @Nested
    class Retyping {
        private static final Edit W = new Edit.AddInitializer("w", Tensor.of(DType.FLOAT, Shape.of(2, 3), i -> i));
        private static final Edit SUM = new Edit.InsertNode(Node.of("Add", List.of("x", "w"), List.of("y"), Map.of()));

        @Test
        void changesAWholeRegionAtOnce() {
            TensorType half = TensorType.of(DType.DOUBLE, 3, 2);
            Case c = realize(X, W, SUM, new Edit.Retype(Map.of("x", half, "w", half)));
            assertThat(c.skipped()).isEmpty();
            assertThat(c.model().graph().outputs().getFirst().concrete()).contains(half);
            assertThat(c.model().graph().initializers().get("w"))
                .isEqualTo(Tensor.of(DType.DOUBLE, Shape.of(3, 2), i -> i));
        }

        @Test
        void thatBreaksANodeIsSkipped() {
            assertThat(realize(X, W, SUM, new Edit.Retype(Map.of("x", TensorType.of(DType.DOUBLE, 2, 3)))).skipped())
                .hasSize(1);
        }

        @Test
        void isSkippedWhereWhatWasDeclaredWouldNoLongerHold() {
            Edit unknown = new Edit.InsertNode(Node.of("NoSuch", List.of("x"), List.of("u"), Map.of()),
                List.of(Declared.of(TensorType.of(DType.FLOAT, 2, 3))));
            assertThat(realize(X, unknown, new Edit.Retype(Map.of("x", TensorType.of(DType.FLOAT, 7)))).skipped())
                .hasSize(1);
        }

        @Test
        void ofWhatIsNoSourceIsSkipped() {
            assertThat(realize(X, node("Log", "x", "y"), new Edit.Retype(Map.of("y", TensorType.of(DType.FLOAT, 7))))
                .skipped().getFirst().reason()).contains("no graph input or initializer 'y'");
        }
    }

    @Nested
    class MovingBetweenInputsAndInitializers {
        @Test
        void feedsWhatAnInitializerHeld() {
            Tensor held = Tensor.of(DType.FLOAT, Shape.of(2), i -> i + 1);
            Case c = realize(new Edit.AddInitializer("w", held), node("Log", "w", "y"), new Edit.Feed("w"));
            assertThat(c.feeds()).isEqualTo(Map.of("w", held));
            assertThat(c.model().graph().initializers()).isEmpty();
        }

        @Test
        void freezesAnInput() {
            Case c = realize(X, node("Log", "x", "y"), new Edit.HideShape("x"), new Edit.Freeze("x"));
            assertThat(c.inputs()).isEmpty();
            assertThat(c.model().graph().initializers()).containsOnlyKeys("x");
            assertThat(c.model().graph().outputs().getFirst().concrete()).contains(TensorType.of(DType.FLOAT, 2, 3));
        }

        @Test
        void isSkippedForOthers() {
            assertThat(realize(X, node("Log", "x", "y"), new Edit.Feed("x"), new Edit.Freeze("y")).skipped())
                .extracting(Case.SkippedEdit::reason)
                .containsExactly("no initializer 'x'", "no graph input 'y'");
        }
    }

    @Nested
    class AGraphInAnAttribute {
        private static final Edit IF = new Edit.InsertNode(Node.of("If", List.of("c"), List.of("o"),
            Map.of("then_branch", branch("Neg"), "else_branch", branch("Abs"))));
        private static final Edit C = new Edit.AddInitializer("c", Tensor.scalar(DType.BOOL, 1));

        private static Attribute branch(String operator) {
            return new Attribute.Subgraph(org.plumbline.graph.Graph.of(List.of(),
                List.of(ValueInfo.of("inner", TensorType.of(DType.FLOAT, 2, 3))), Map.of(),
                List.of(Node.of(operator, List.of("y"), List.of("inner"), Map.of()))));
        }

        @Test
        void consumesWhatItTakesFromOutside() {
            Case c = realize(X, C, node("Log", "x", "y"), IF);
            assertThat(c.skipped()).isEmpty();
            assertThat(names(c.model().graph().outputs())).containsExactly("o");
        }

        @Test
        void isFedFromOthersWhenItsProducerGoes() {
            Case c = realize(X, C, node("Log", "x", "y"), IF, new Edit.RemoveNode("y", List.of("x")));
            assertThat(c.skipped()).isEmpty();
            assertThat(c.model().graph().nodes()).singleElement().satisfies(n -> assertThat(n.reads())
                .containsExactlyInAnyOrder("c", "x"));
        }

        @Test
        void needsWhatItTakesFromOutside() {
            assertThat(realize(X, C, IF).skipped().getFirst().reason()).isEqualTo("no value 'y'");
        }
    }
}
