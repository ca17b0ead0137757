package org.plumbline.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plumbline.reports.Subjects.draw;
import static org.plumbline.reports.Subjects.floats;
import static org.plumbline.reports.Subjects.node;
import static org.plumbline.reports.Subjects.tower;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.operators.Evaluator;

class SubjectTest {
    @Test
    void inputsAndTheirNamesAreTwoViewsOfOneThing() {
        assertThat(tower().feeds()).containsOnlyKeys("x", "unused");
        assertThat(Subject.of(tower().model(), tower().feeds())).isEqualTo(tower());
    }

    @Nested
    class Feedable {
        private final Tensor flags = Tensor.ofLongs(DType.BOOL, Shape.of(2), i -> i);
        private final Subject subject = new Subject(Model.of(18, Graph.of(
            List.of(ValueInfo.of("c", TensorType.of(DType.BOOL, 2)), floats("a", 2), floats("b", 2)),
            List.of(floats("y", 2)), Map.of(), List.of(node("Where", List.of("c", "a", "b"), "y")))),
            List.of(flags, draw(DType.FLOAT, 1, 2), draw(DType.FLOAT, 2, 2)));

        @Test
        void whatCannotBeFedBecomesAnInitializer() {
            Subject other = subject.feedable(Set.of(DType.FLOAT));
            assertThat(other.model().graph().initializers()).containsExactly(Map.entry("c", flags));
            assertThat(other.model().graph().inputs()).extracting(ValueInfo::name).containsExactly("a", "b");
            assertThat(other.inputs()).isEqualTo(subject.inputs().subList(1, 3));
        }

        @Test
        void theResultIsTheSame() {
            Subject other = subject.feedable(Set.of());
            assertThat(other.inputs()).isEmpty();
            assertThat(Midpoint.of(Evaluator.evaluate(other.model(), other.feeds(), Accuracy.CPU).values().get("y")))
                .isEqualTo(Midpoint.of(Evaluator.evaluate(subject.model(), subject.feeds(), Accuracy.CPU).values()
                    .get("y")));
        }

        @Test
        void whatCanBeFedStays() {
            assertThat(subject.feedable(EnumSet.allOf(DType.class))).isSameAs(subject);
        }
    }

    @Nested
    class WithOtherNodesAndOutputs {
        @Test
        void whatNoOutputNeedsIsDropped() {
            Graph g = tower().model().graph();
            Subject less = tower().with(g.nodes(), List.of(floats("a", 1, 2, 4, 4)), tower().feeds());
            assertThat(Subjects.operators(less)).containsExactly("Relu");
            assertThat(less.feeds()).containsOnlyKeys("x");
            assertThat(less.model().graph().initializers()).isEmpty();
        }

        @Test
        void newFeedsBecomeInputsOfTheirType() {
            Graph g = tower().model().graph();
            Map<String, Tensor> feeds = new LinkedHashMap<>(Map.of("c", draw(DType.FLOAT, 4, 1, 2, 2, 2)));
            Subject less = tower().with(List.of(g.nodes().getLast()), List.of(g.outputs().getLast()), feeds);
            assertThat(less.model().graph().inputs()).containsExactly(floats("c", 1, 2, 2, 2));
            assertThat(less.feeds()).isEqualTo(feeds);
        }

        @Test
        void whatASubgraphCapturesIsNeeded() {
            Graph branch = Graph.of(List.of(), List.of(floats("r", 2)), Map.of(),
                List.of(node("Add", List.of("captured", "w"), "r")));
            Node choice = Node.of("If", List.of("c"), List.of("y"), Map.of("then_branch",
                new Attribute.Subgraph(branch), "else_branch", new Attribute.Subgraph(branch)));
            Graph g = Graph.of(List.of(ValueInfo.of("c", TensorType.of(DType.BOOL)), floats("x", 2)),
                List.of(floats("y", 2)), Map.of("w", draw(DType.FLOAT, 1, 2), "v", draw(DType.FLOAT, 2, 2)),
                List.of(node("Neg", List.of("x"), "captured"), node("Abs", List.of("x"), "dead"), choice));
            Subject s = new Subject(Model.of(18, g), List.of(Tensor.scalar(DType.BOOL, 1), draw(DType.FLOAT, 3, 2)));
            Subject same = s.with(g.nodes(), g.outputs(), s.feeds());
            assertThat(Subjects.operators(same)).containsExactly("Neg", "If");
            assertThat(same.model().graph().initializers()).containsOnlyKeys("w");
            assertThat(same.feeds()).containsOnlyKeys("c", "x");
        }
    }
}
