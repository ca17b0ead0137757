package org.plumbline.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.generator.rules.Learned;
import org.plumbline.generator.rules.Rulebook;
import org.plumbline.generator.rules.RulebookFolder;
import org.plumbline.graph.DType;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.rule.Expr;

class ExplainCommandTest {
    @TempDir
    Path rules;

    private static Learned add(String operator, DType dtype) {
        PartialOperator.Builder b = PartialOperator.builder(operator);
        Expr a = b.dim("a");
        Expr c = b.dim("b");
        b.in(dtype, List.of(a)).in(dtype, List.of(c)).out(dtype, List.of(a.max(c)));
        b.require(a.eq(c));
        return new Learned(b.build(), Learned.Status.PARTLY, "broadcasting", 3, 4, List.of());
    }

    @BeforeEach
    void write() throws IOException {
        RulebookFolder.write(rules, new Rulebook("onnxruntime", "1.22.0", 21, Map.of("Add", List.of(add("Add",
            DType.FLOAT),
            add("Add", DType.INT32)), "com.microsoft::BiasGelu", List.of(add("com.microsoft::BiasGelu",
                DType.FLOAT)))));
    }

    private static void refused(Cli cli, String... parts) {
        assertThat(cli.code()).isEqualTo(2);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err().lines()).singleElement().asString().contains(parts);
    }

    @Nested
    class AnOperatorWithRules {
        @Test
        void isExplainedBesideTheSpecification() {
            Cli cli = Cli.run("explain", "Add", "--rules", rules);
            assertThat(cli.code()).as(cli.err()).isZero();
            assertThat(cli.out()).startsWith("ONNX: Add since opset 14\n").contains("    A: T\n",
                "Performs element-wise binary addition",
                "Rule 2 of 2, from onnxruntime 1.22.0 at opset 21\n  status      partly: broadcasting\n",
                "0: int32[a]\n", "valid if    a = b\n", "0: float[max(a, b)]\n", "7 calls: 3 accepted, 4 refused");
        }

        @Test
        void isExplainedWhereTheSpecificationDoesNotKnowIt() {
            assertThat(Cli.run("explain", "com.microsoft::BiasGelu", "--rules", rules).out())
                .startsWith("ONNX: opset 21 has no com.microsoft::BiasGelu\n").contains("a = b");
        }
    }

    @Nested
    class BadInputIsRefusedInOneLine {
        @Test
        void whereTheOperatorIsUnknown() {
            refused(Cli.run("explain", "Adt", "--rules", rules), "Adt", "near are Add");
        }

        @Test
        void whereTheRulebookThatComesWithPlumblineLacksIt() {
            refused(Cli.run("explain", "Reluu"), "the rules of onnxruntime", "near are Relu");
        }

        @Test
        void whereTheFolderHasNone() {
            refused(Cli.run("explain", "Add", "--rules", rules.resolve("x")), "--rules", "no rulebook.json");
        }

        @Test
        void whereARuleWasBrokenByHand() throws IOException {
            Path file = rules.resolve("Add.json");
            Files.writeString(file, Files.readString(file).replace("a = b", "a = d"));
            refused(Cli.run("explain", "Add", "--rules", rules), file + " line ", "no symbol 'd'; near are a, b");
        }
    }
}
