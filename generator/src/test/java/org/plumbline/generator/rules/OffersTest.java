package org.plumbline.generator.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.DType;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.rule.Expr;

class OffersTest {
    private static final int OPSET = 22;

    private static boolean offers(String operator, int opset, Map<String, Integer> since) {
        PartialOperator.Builder b = PartialOperator.builder(operator);
        List<Expr> dims = b.dims("x", 1);
        Learned rule = new Learned(b.in(DType.FLOAT, dims).out(DType.FLOAT, dims).build(), Learned.Status.SOLVED, "", 1,
            0, List.of());
        Rulebook book = new Rulebook("fake", "1", OPSET, Map.of(operator, List.of(rule)));
        return new Offers(new Rules(book, Mix.INFERRED, since), opset, Map.of()).has(Way.INFERRED);
    }

    @Test
    void anOperatorIsOfferedAtTheOpsetOfTheBook() {
        assertThat(offers("Relu", OPSET, Map.of())).isTrue();
        assertThat(offers("Relu", OPSET - 1, Map.of())).isFalse();
    }

    @Test
    void anOperatorIsOfferedFromWhereItLastChanged() {
        assertThat(offers("Relu", 14, Map.of("Relu", 14))).isTrue();
        assertThat(offers("Relu", 13, Map.of("Relu", 14))).isFalse();
        assertThat(offers("Relu", OPSET + 1, Map.of("Relu", 14))).isFalse();
    }

    @Test
    void anOperatorOfAnotherDomainIsOfferedAtEveryOpset() {
        assertThat(offers("com.microsoft::Gelu", 13, Map.of())).isTrue();
    }
}
