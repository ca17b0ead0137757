package org.plumbline.reports.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.ValueInfo;
import org.plumbline.oracles.Evidence;
import org.plumbline.oracles.Kind;
import org.plumbline.reports.Culprit;
import org.plumbline.reports.Subject;
import org.plumbline.reports.Subjects;

class PatternTest {
    private static Subject of(Tensor x, Map<String, Tensor> constants, Node... nodes) {
        return new Subject(Model.of(18, Graph.of(List.of(ValueInfo.of("x", x.type())), List.of(Subjects.floats("y", 1)),
            constants, List.of(nodes))), List.of(x));
    }

    private static Tensor floats(double... values) {
        return Tensor.of(DType.FLOAT, Shape.of(values.length), i -> values[i]);
    }

    @Test
    void namesOperatorsAttributesConstantsAndTypes() {
        Subject s = of(floats(1), Map.of("k", Tensor.ofLongs(3)), Node.of("Softmax", List.of("x"), List.of("a"),
            Map.of("axis", new Attribute.Int(1))), Node.of("Pad", List.of("a", "k"), List.of("y"), Map.of("mode",
                new Attribute.Text("wrap"))));
        assertThat(Pattern.of(s, "y")).isEqualTo("Softmax{axis} > Pad{mode=wrap}[xc] (float, int64)");
    }

    @Test
    void namesWhichOutputIsGuiltyUnlessItIsTheFirst() {
        Subject s = of(floats(1), Map.of(), Node.of("TopK", List.of("x", "x"), List.of("y", "i"), Map.of()));
        assertThat(Pattern.of(s, "y")).isEqualTo("TopK (float)");
        assertThat(Pattern.of(s, "i")).isEqualTo("TopK[1] (float)");
    }

    @ParameterizedTest
    @CsvSource({"0, ''", "3, ''", "-1, negative", "NaN, NaN", "-Infinity, infinite", "-0.0, −0", "1e-40, subnormal",
        "1000, large", "-1000, large", "0.25, fraction"})
    void saysWhatIsSpecialInTheContents(double value, String word) {
        assertThat(Pattern.special(floats(0, value, 1))).isEqualTo(word.isEmpty() ? java.util.Set.of() : java.util.Set
            .of(
                word));
    }

    @Test
    void saysThatATensorIsEmpty() {
        assertThat(Pattern.special(floats())).containsExactly("empty");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        SIGFPE in [libx.so+0x12ab]  ns::Kernel<float, std::less<int>>::run(int, char**)+0x40 | crash SIGFPE in ns::Kernel::run
        SIGSEGV in [libx.so+0x12ab] | crash SIGSEGV
        SIGABRT in free(): invalid pointer | crash SIGABRT in free: invalid pointer
        """)
    void crashesAreToldByTheFunctionAlone(String seen, String said) {
        Evidence e = new Evidence(Kind.CRASH, List.of("all"), List.of(), "", seen, "", 0);
        Subject s = of(floats(1), Map.of(), Node.of("Relu", List.of("x"), List.of("y"), Map.of()));
        assertThat(RootCause.key(e, Culprit.UNKNOWN, s)).isEqualTo(said + " | Relu (float)");
    }
}
