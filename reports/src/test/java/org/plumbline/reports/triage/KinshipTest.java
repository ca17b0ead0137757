package org.plumbline.reports.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.ValueInfo;
import org.plumbline.reports.Subject;
import org.plumbline.reports.reduce.Remade;

/// To what form findings of one cause come for their key.
class KinshipTest {
    private static Tensor floats(long... dims) {
        return Tensor.of(DType.FLOAT, Shape.of(dims), i -> i + 1);
    }

    private static Subject of(List<Tensor> inputs, List<String> outputs, Node... nodes) {
        List<ValueInfo> infos = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            infos.add(ValueInfo.of("x" + i, inputs.get(i).type()));
        }
        Subject s = new Subject(Model.of(19, Graph.of(infos, outputs.stream().map(o -> ValueInfo.of(o, inputs.getFirst()
            .type())).toList(), Map.of(), List.of(nodes))), inputs);
        return Remade.of(s, List.of(nodes), s.feeds(), Map.of()).orElse(s);
    }

    private static Node node(String operator, Map<String, Attribute> attributes, String output, String... inputs) {
        return new Node("", operator, "", List.of(inputs), List.of(output), attributes);
    }

    private static boolean has(Subject s, String operator) {
        return s.model().graph().nodes().stream().anyMatch(n -> n.operator().equals(operator));
    }

    private static String ofKernel(Subject s, Predicate<Subject> shows) {
        return Pattern.of(Kinship.generalized(s, new Symptom(shows::test, shows::test, shows::test), false), "");
    }

    private static String ofPass(Subject s, Predicate<Subject> shows) {
        return Pattern.of(Kinship.generalized(s, new Symptom(shows::test, shows::test, shows::test), true), "");
    }

    @Nested
    class OfAKernel {
        private final Subject same = of(List.of(floats(1, 1, 4)), List.of("y"), node("MaxPool", Map.of("auto_pad",
            new Attribute.Text("SAME_LOWER"), "kernel_shape", Attribute.ints(2)), "y", "x0"));
        private final Subject sizes = of(List.of(floats(1, 3), Tensor.ofLongs(1, 9)), List.of("y"), node("Resize", Map
            .of(), "y", "x0", "", "", "x1"));

        @Test
        void eachInputHasThePlainestTypeThatItMayHave() {
            Subject narrow = of(List.of(Tensor.ofLongs(1, 2), Tensor.ofLongs(DType.INT32, Shape.SCALAR, _ -> 0)), List
                .of("y"), node("CumSum", Map.of(), "y", "x0", "x1"));
            assertThat(ofKernel(narrow, s -> has(s, "CumSum"))).isEqualTo("CumSum (float, int64)");
            Subject whole = of(List.of(Tensor.ofLongs(1, 2), Tensor.ofLongs(0, 1), Tensor.ofLongs(0)), List.of("y"),
                node("Pad", Map.of(), "y", "x0", "x1", "", "x2"));
            assertThat(ofKernel(whole, s -> has(s, "Pad") && s.inputs().size() > 2)).isEqualTo("Pad (float, int64)");
        }

        @Test
        void automaticPaddingIsSaidInNumbersWhereBothSidesFail() {
            assertThat(ofKernel(same, s -> has(s, "MaxPool"))).isEqualTo("MaxPool{kernel_shape} (float)");
            Predicate<Subject> padded = s -> s.model().graph().nodes().getFirst().attributes().keySet().stream()
                .anyMatch(k -> k.contains("pad"));
            assertThat(ofKernel(same, padded.and(s -> has(s, "MaxPool")))).isEqualTo(
                "MaxPool{kernel_shape,pads} (float)");
        }

        @Test
        void automaticPaddingStaysWhereItsSideMatters() {
            assertThat(ofKernel(same, s -> has(s, "MaxPool") && new Attribute.Text("SAME_LOWER").equals(s.model()
                .graph()
                .nodes().getFirst().attributes().get("auto_pad"))))
                .isEqualTo("MaxPool{auto_pad=SAME_LOWER,kernel_shape} (float)");
        }

        @Test
        void aResizeToSizesIsOneByFactors() {
            assertThat(ofKernel(sizes, s -> has(s, "Resize"))).isEqualTo("Resize (float)");
        }

        private final Subject conv = of(List.of(floats(1, 1, 3), floats(1, 1, 2)), List.of("y"), node("Conv", Map.of(
            "dilations", Attribute.ints(2), "pads", Attribute.ints(3, 0)), "y", "x0", "x1"));

        private static Predicate<Subject> sets(String... attributes) {
            return s -> has(s, "Conv") && s.model().graph().nodes().getFirst().attributes().keySet().containsAll(List
                .of(attributes));
        }

        @Test
        void anAttributeGoesThatOnlyMadeItsInputsFit() {
            assertThat(ofKernel(conv, sets("dilations"))).isEqualTo("Conv{dilations} (float)");
        }

        @Test
        void allAttributesGoThatAloneCouldAndNoneWhereOneOfThemIsNeeded() {
            assertThat(ofKernel(conv, sets())).isEqualTo("Conv (float)");
            assertThat(ofKernel(conv, sets("dilations").or(sets("pads")))).isEqualTo("Conv{dilations,pads} (float)");
        }

        @Test
        void theAttributeStaysWithWhichTheSymptomIsTheSame() {
            Predicate<Subject> shows = sets("dilations").or(sets("pads"));
            assertThat(Pattern.of(Kinship.generalized(conv, new Symptom(shows::test, sets("dilations")::test,
                shows::test), false), "")).isEqualTo("Conv{dilations} (float)");
        }

        @Test
        void emptyTensorsAreFilledWhereThatDoesNotMatter() {
            Subject gemm = of(List.of(floats(1, 0), floats(0, 1), floats(1)), List.of("y"), node("Gemm", Map.of("beta",
                new Attribute.Real(2)), "y", "x0", "x1", "x2"));
            assertThat(ofKernel(gemm, s -> s.model().graph().nodes().getFirst().attributes().containsKey("beta")))
                .isEqualTo("Gemm{beta} (float)");
        }

        @Test
        void oneOperatorStandsForAllWhereItOnlyMattersWhoReadsWhoseResult() {
            Subject read = of(List.of(Tensor.ofLongs(1, 2), Tensor.ofLongs(0), Tensor.ofLongs(1, 2)), List.of("g", "y"),
                node("Gather", Map.of(), "g", "x0", "x1"), node("Equal", Map.of(), "y", "g", "x2"));
            Predicate<Subject> rereads = s -> s.model().graph().outputs().stream().anyMatch(o -> s.model().graph()
                .nodes().stream().anyMatch(n -> n.inputs().contains(o.name())));
            assertThat(ofKernel(read, rereads)).isEqualTo("Abs > Abs (float)");
        }

        @Test
        void axesAreCountedFromTheFront() {
            Subject flipped = of(List.of(floats(1, 1, 2), Tensor.ofLongs(0, 1, 0, 0), Tensor.ofLongs(1, -1)), List.of(
                "y"),
                node("Pad", Map.of(), "y", "x0", "x1", "", "x2"));
            assertThat(ofKernel(flipped, s -> s.model().graph().nodes().getFirst().inputs().size() == 4 && s.inputs()
                .getLast().getLong(0) == 1 && s.inputs().getLast().getLong(1) != 1)).isEqualTo("Pad (float, int64)");
        }

        @Test
        void aNodeGoesWithoutWhichAnotherShowsTheSame() {
            Subject behind = of(List.of(floats(2)), List.of("y"), node("Neg", Map.of(), "p", "x0"), node("Sin", Map
                .of(), "y", "p"));
            assertThat(ofKernel(behind, s -> has(s, "Sin"))).startsWith("Sin (float");
        }

        @Test
        void anOperatorOfALargeFamilyStaysThoughOneOtherFails() {
            Subject sin = of(List.of(floats(2)), List.of("y"), node("Sin", Map.of(), "y", "x0"));
            assertThat(ofKernel(sin, s -> has(s, "Sin") || has(s, "Cos"))).isEqualTo("Sin (float)");
        }
    }

    @Nested
    class OfAPass {
        @Test
        void twinsComeToOnePair() {
            Subject twins = of(List.of(floats(3)), List.of("y", "z"), node("Softmax", Map.of(), "y", "x0"), node(
                "Softmax",
                Map.of("axis", new Attribute.Int(0)), "z", "x0"));
            Predicate<Subject> merges = s -> s.model().graph().nodes().stream().map(Node::operator).distinct().count()
                == 1
                && s.model().graph().nodes().size() == 2 && s.model().graph().nodes().stream().map(Node::attributes)
                    .distinct().count() == 2;
            assertThat(ofPass(twins, merges)).startsWith("Elu > Elu{alpha} (float");
        }

        @Test
        void nodesInARowComeToOneOrder() {
            Subject chain = of(List.of(floats(2), floats(2), floats(2)), List.of("y"), node("Mul", Map.of(), "p", "x0",
                "x1"), node("Div", Map.of(), "y", "p", "x2"));
            assertThat(ofPass(chain, s -> has(s, "Mul") && has(s, "Div"))).isEqualTo("Div > Mul (float)");
        }
    }
}
