package org.plumbline.graph.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.Bytes;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Node;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.ValueInfo;

class RecipeJsonTest {
    private static final Tensor NANS = Tensor.of(DType.FLOAT, Shape.of(3), i -> i == 0 ? Double.NaN : -0.0);

    private static Map<String, Attribute> attributes() {
        Map<String, Attribute> all = new LinkedHashMap<>();
        all.put("int", new Attribute.Int(Long.MIN_VALUE));
        all.put("real", new Attribute.Real(0.1f));
        all.put("nan", new Attribute.Real(Float.NaN));
        all.put("infinity", new Attribute.Real(Float.NEGATIVE_INFINITY));
        all.put("text", new Attribute.Text("SAME_UPPER \"ä\"\n"));
        all.put("ints", Attribute.ints(1, -2));
        all.put("none", Attribute.ints());
        all.put("reals", new Attribute.Reals(List.of(1e-45f, 3e38f)));
        all.put("texts", new Attribute.Texts(List.of("a", "")));
        all.put("value", new Attribute.Value(NANS));
        all.put("opaque", new Attribute.Opaque(Bytes.of(new byte[] {1, -1})));
        ValueInfo symbolic = new ValueInfo("x", new ValueInfo.OfTensor(DType.INT8,
            Optional.of(List.of(new ValueInfo.Known(2), new ValueInfo.Symbolic("n")))));
        all.put("graph", new Attribute.Subgraph(Graph.of(List.of(symbolic),
            List.of(new ValueInfo("y", new ValueInfo.OfTensor(DType.BOOL, Optional.empty()))), Map.of("k", NANS),
            List.of(Node.of("Identity", List.of("x"), List.of("y"), Map.of())))));
        return all;
    }

    private static Recipe recipe() {
        Node node = new Node("a.domain", "Op", "name", List.of("x", ""), List.of("y", "", "z"), attributes());
        return new Recipe("pattern:x", -7, 18, List.of(
            new Edit.AddInput("x", DType.FLOAT16, Shape.of(2, 0), Bounds.ANY),
            new Edit.AddWeights("w", DType.INT64, Shape.SCALAR, Bounds.whole(-3, 9)),
            new Edit.AddInput("p", DType.DOUBLE, Shape.of(1), Bounds.range(0.1, Double.POSITIVE_INFINITY)),
            new Edit.AddInitializer("k", NANS),
            new Edit.InsertNode(node, List.of(Declared.of(TensorType.of(DType.FLOAT, 3, 4)))),
            new Edit.InsertNode(node), new Edit.ProduceInput(node),
            new Edit.ChangeAttribute("y", "axis", Optional.of(new Attribute.Int(1))),
            new Edit.ChangeAttribute("y", "axis", Optional.empty()), new Edit.ReplaceOperator("y", "Sub"),
            new Edit.Rewire("y", 1, "w"), new Edit.ReplaceInitializer("k", NANS), new Edit.MarkOutput("y"),
            new Edit.HideShape("x"), new Edit.RemoveNode("y", List.of("x", "", "w")),
            new Edit.Retype(Map.of("x", TensorType.of(DType.BFLOAT16, 2, 0))), new Edit.Feed("k"), new Edit.Freeze("x"),
            new Edit.ProduceInput(node, List.of(Declared.ofUnknownShape(DType.BOOL)))), new InputPlan(Long.MAX_VALUE,
                true, Map.of("x", NANS)),
            new CompilePlan(List.of("all", "basic")));
    }

    @Test
    void everyKindOfEditAndAttributeSurvivesTheRoundTrip() {
        assertThat(RecipeJson.read(RecipeJson.write(recipe()))).isEqualTo(new RecipeJson.Parsed.Read(recipe()));
    }

    @Test
    void aRecipeIsOneLine() {
        assertThat(RecipeJson.write(recipe())).doesNotContain("\n");
    }

    @Test
    void aMissingFieldIsNamed() {
        assertThat(RecipeJson.read("{\"version\":1,\"origin\":\"x\"}"))
            .isEqualTo(new RecipeJson.Parsed.Malformed("recipe.inputs: missing"));
    }

    @Test
    void aFieldOfTheWrongKindIsNamed() {
        String broken = RecipeJson.write(recipe()).replace("\"input\":1", "\"input\":\"one\"");
        assertThat(RecipeJson.read(broken))
            .isEqualTo(new RecipeJson.Parsed.Malformed("recipe.edits[10].input: wanted a 64-bit integer"));
    }

    @Test
    void anotherVersionIsRefused() {
        String other = RecipeJson.write(recipe()).replace("\"version\":1", "\"version\":99");
        assertThat(RecipeJson.read(other)).isInstanceOfSatisfying(RecipeJson.Parsed.Malformed.class,
            m -> assertThat(m.why()).contains("version 1").contains("99"));
    }

    @Test
    void noDamageMakesTheReaderThrow() {
        String good = RecipeJson.write(recipe());
        Rng rng = Rng.of(1);
        for (int i = 0; i < 3000; i++) {
            StringBuilder damaged = new StringBuilder(good);
            for (int k = rng.between(1, 4); k > 0; k--) {
                damaged.setCharAt(rng.below(damaged.length()), rng.pick('0', '"', '}', '[', 'x', '-', ',', '9'));
            }
            RecipeJson.read(rng.trueInOneOutOf(4) ? damaged.substring(0, rng.below(damaged.length()))
                : damaged.toString());
        }
    }
}
