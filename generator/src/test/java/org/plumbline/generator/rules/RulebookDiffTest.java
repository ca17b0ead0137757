package org.plumbline.generator.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.DType;

class RulebookDiffTest {
    private static final Learned CONV = Examples.conv(false);

    private static RulebookDiff diff(Map<String, List<Learned>> old, Map<String, List<Learned>> young) {
        return RulebookDiff.of(Examples.book("1.21.0", old), Examples.book("1.22.0", young));
    }

    @Property(tries = 100)
    void aRulebookDoesNotDifferFromItself(@ForAll long seed) {
        Rulebook book = new RandomRules(seed).book();
        assertThat(RulebookDiff.of(book, book)).matches(RulebookDiff::isEmpty);
    }

    @Test
    void nothingIsSaidToBeNothing() {
        assertThat(diff(Map.of("Conv", List.of(CONV)), Map.of("Conv", List.of(CONV))).render()).isEqualTo("""
            from onnxruntime 1.21.0 at opset 21 to onnxruntime 1.22.0 at opset 21
            no difference
            """);
    }

    @Test
    void operatorsComeAndGo() {
        RulebookDiff diff = diff(Map.of("Conv", List.of(CONV)), Map.of("Relu", List.of()));
        assertThat(diff.added()).containsExactly("Relu");
        assertThat(diff.gone()).containsExactly("Conv");
        assertThat(diff.render().lines().skip(1)).containsExactly("- Conv", "+ Relu");
    }

    @Test
    void partialOperatorsComeAndGo() {
        RulebookDiff diff = diff(Map.of("Relu", List.of(Examples.relu(DType.FLOAT), Examples.relu(DType.INT8))),
            Map.of("Relu", List.of(Examples.relu(DType.DOUBLE), Examples.relu(DType.FLOAT))));
        assertThat(diff.changed().get("Relu")).containsExactly(new RulebookDiff.Change.Gone("(int8 of rank 1)"),
            new RulebookDiff.Change.Added("(double of rank 1)"));
        assertThat(diff.render().lines().skip(1)).containsExactly("- Relu(int8 of rank 1)", "+ Relu(double of rank 1)");
    }

    @Test
    void conditionsAndShapesChange() {
        assertThat(diff(Map.of("Conv", List.of(CONV)), Map.of("Conv", List.of(Examples.conv(true)))).render()
            .lines().skip(1)).containsExactly("  Conv(float of rank 3, float of rank 3, absent) auto_pad = \"VALID\","
                + " group: int, strides: ints[1]", "    - valid if x1 = w1", "    + valid if x1 = w1 * group");
    }

    @Test
    void callsAndTheirNumberAreNoDifference() {
        Learned more = new Learned(CONV.partial(), CONV.status(), CONV.why(), 99, 99, List.of());
        assertThat(diff(Map.of("Conv", List.of(CONV)), Map.of("Conv", List.of(more)))).matches(RulebookDiff::isEmpty);
    }

    @Test
    void rulesOfOneIdentityAreComparedInTheirOrder() {
        assertThat(diff(Map.of("Conv", List.of(CONV)), Map.of("Conv", List.of(CONV, CONV))).changed().get("Conv"))
            .singleElement().isInstanceOfSatisfying(RulebookDiff.Change.Added.class, a -> assertThat(a.rule())
                .endsWith(" #2"));
    }
}
