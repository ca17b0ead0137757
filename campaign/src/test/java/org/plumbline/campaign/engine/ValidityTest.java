package org.plumbline.campaign.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.plumbline.generator.Generated;
import org.plumbline.generator.Generator;
import org.plumbline.generator.Options;
import org.plumbline.generator.rules.Learned;
import org.plumbline.generator.rules.Mix;
import org.plumbline.generator.rules.Rulebook;
import org.plumbline.generator.rules.Rules;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.edit.RecipeJson;
import org.plumbline.graph.onnx.OnnxCodec;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.rule.Expr;
import org.plumbline.targets.Variant;

class ValidityTest {
    private static final Options SMALL = Options.DEFAULT.withShares(0, 0, 0).withNodes(2, 2);

    @Test
    void aModelThatStatesAWrongTypeIsAnErrorThatNamesItsRecipe() {
        Generated g = new Generator(SMALL).generate(3);
        Model model = g.realized().model();
        assertThat(Validity.confirm(model, OnnxCodec.write(model), g)).isEmpty();
        Graph graph = model.graph();
        List<ValueInfo> wrong = graph.outputs().stream().map(o -> ValueInfo.of(o.name(), TensorType.of(DType.FLOAT, 97,
            89))).toList();
        Model lie = model.withGraph(new Graph(graph.name(), graph.inputs(), wrong, graph.initializers(), graph.nodes(),
            graph.rest()));
        assertThatThrownBy(() -> Validity.confirm(lie, OnnxCodec.write(lie), g))
            .isInstanceOf(IllegalStateException.class).hasMessageContaining(RecipeJson.write(g.recipe()))
            .hasMessageContaining("differ");
    }

    @Test
    void aLearnedRuleThatTheInferenceContradictsCountsAndIsNoErrorOfOurs() {
        var b = PartialOperator.builder("RandomUniformLike");
        Expr n = b.dim("n", 2, 5);
        PartialOperator wrong = b.in(DType.FLOAT, List.of(n, n)).out(DType.FLOAT, List.of(n)).build();
        Rulebook book = new Rulebook("fake", "1", 17, Map.of("RandomUniformLike", List.of(new Learned(wrong,
            Learned.Status.SOLVED,
            "", 1, 1, List.of()))));
        Generator generator = new Generator(SMALL.withRules(new Rules(book, Mix.INFERRED)));
        Drawn drawn = Drawn.of(1, 0, generator, new VariantPlan(List.of(Cases.variant("plain"))), EnumSet.allOf(
            DType.class));
        assertThat(drawn.gaps()).containsExactly("learned rule");
        assertThat(drawn.reference().unreferenced()).hasSize(2);
        assertThat(drawn.reference().invalid()).isPresent();
    }

    @Test
    void casesThatMeetAnErrorOfTheInferenceNameIt() {
        Generator generator = new Generator(Options.DEFAULT.withNodes(10, 10));
        VariantPlan plan = new VariantPlan(List.of(new Variant("plain", Map.of())));
        Map<String, Integer> gaps = new TreeMap<>();
        for (long i = 0; i < 200; i++) {
            Drawn.of(1, i, generator, plan, EnumSet.allOf(DType.class)).gaps().forEach(g -> gaps.merge(g, 1,
                Integer::sum));
        }
        assertThat(gaps).isNotEmpty();
        assertThat(gaps.values().stream().mapToInt(Integer::intValue).sum()).isLessThan(20);
    }
}
