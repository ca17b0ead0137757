package org.plumbline.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.Model;
import org.plumbline.graph.operators.Operators;

class NothingToGenerateTest {
    private static List<Model> models(Support support) {
        Map<String, Double> relu = new HashMap<>();
        Operators.all().forEach(o -> relu.put(o.name(), o.name().equals("Relu") ? 1.0 : 0));
        Generator generator = new Generator(Options.DEFAULT.withWeights(relu).withShares(0, 0, 0)
            .supporting(support));
        return LongStream.range(0, 30).mapToObj(i -> generator.generate(i).realized().model()).toList();
    }

    @Test
    void anOpsetWithoutTheOperatorIsDrawnAgain() {
        assertThat(models((_, opset, _, _) -> opset == 17)).allSatisfy(m -> {
            assertThat(m.opset()).isEqualTo(17);
            assertThat(m.graph().nodes()).isNotEmpty();
        });
    }

    @Test
    void aTargetWithoutTheOperatorLeavesNothing() {
        assertThat(models((_, _, _, _) -> false)).allSatisfy(m -> assertThat(m.graph().nodes()).isEmpty());
    }
}
