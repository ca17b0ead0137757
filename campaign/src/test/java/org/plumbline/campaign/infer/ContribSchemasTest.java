package org.plumbline.campaign.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.campaign.infer.Inferred.Kernel;
import org.plumbline.generator.check.OperatorSchema;
import org.plumbline.generator.check.OperatorSchema.AttributeSchema;
import org.plumbline.generator.check.OperatorSchema.Option;
import org.plumbline.generator.check.OperatorSchema.Parameter;
import org.plumbline.targets.Outcome;

/// Every schema that a registry of our own has is found again from its refusals.
class ContribSchemasTest {
    private static final String FLOATS = "tensor(float) tensor(double)";

    private static Parameter parameter(String name, Option option, String variable, String types) {
        return SchemaFile.parameter(name, option, !variable.equals(name) || option != Option.VARIADIC,
            option == Option.OPTIONAL ? 0 : 1, variable, new TreeSet<>(Set.of(types.split(" "))));
    }

    private static AttributeSchema attribute(String name, String type, boolean required) {
        return new AttributeSchema(name, type, required, Optional.empty());
    }

    private static OperatorSchema schema(String name, int minInputs, int maxInputs, List<Parameter> inputs,
        List<Parameter> outputs, Map<String, AttributeSchema> attributes) {
        return new OperatorSchema("com.fake", name, 1, false, minInputs, maxInputs, outputs.size(), outputs.size(),
            inputs, outputs, attributes, false, false);
    }

    private static List<Inferred> infer(Respondent respondent) {
        return ContribSchemas.of(respondent, "com.fake", new Words(new TreeSet<>(Set.of("Fused", "Gone", "Joined")),
            new TreeSet<>(Set.of("alpha", "axis", "beta", "heads"))));
    }

    private static void isFoundAgain(OperatorSchema schema) {
        assertThat(infer(new FakeRegistry(List.of(schema), Set.of("Fused"))))
            .containsExactly(new Inferred(schema, Kernel.PRESENT));
    }

    @Nested
    class AnOperator {
        @Test
        void isFoundWithItsTypeVariables() {
            isFoundAgain(schema("Fused", 3, 3, List.of(parameter("x0", Option.SINGLE, "T", FLOATS),
                parameter("x1", Option.SINGLE, "x1", "tensor(int32) tensor(int64)"),
                parameter("x2", Option.SINGLE, "T", FLOATS)), List.of(parameter("y0", Option.SINGLE, "T", FLOATS)),
                Map.of()));
        }

        @Test
        void keepsTwoVariablesOfTheSameTypesApart() {
            isFoundAgain(schema("Fused", 4, 4, List.of(parameter("x0", Option.SINGLE, "T1", FLOATS),
                parameter("x1", Option.SINGLE, "T2", FLOATS), parameter("x2", Option.SINGLE, "T2", FLOATS),
                parameter("x3", Option.SINGLE, "T1", FLOATS)), List.of(parameter("y0", Option.SINGLE, "T2", FLOATS)),
                Map.of()));
        }

        @Test
        void isFoundWithWhatMayBeLeftOut() {
            isFoundAgain(schema("Fused", 3, 4, List.of(parameter("x0", Option.SINGLE, "T", FLOATS),
                parameter("x1", Option.OPTIONAL, "tensor(int32)", "tensor(int32)"),
                parameter("x2", Option.SINGLE, "T", FLOATS), parameter("x3", Option.OPTIONAL, "T", FLOATS)),
                List.of(parameter("y0", Option.SINGLE, "tensor(bool)", "tensor(bool)")), Map.of()));
        }

        @Test
        void isFoundWithItsAttributes() {
            isFoundAgain(schema("Fused", 1, 1, List.of(parameter("x0", Option.SINGLE, "x0", FLOATS)),
                List.of(parameter("y0", Option.SINGLE, "x0", FLOATS)), Map.of("alpha",
                    attribute("alpha", "FLOAT", false), "axis", attribute("axis", "INTS", false), "heads",
                    attribute("heads", "INT", true))));
        }

        @Test
        void isFoundWithARequiredAttributeOfNoCandidatesName() {
            isFoundAgain(schema("Fused", 1, 1, List.of(parameter("x0", Option.SINGLE, "x0", FLOATS)),
                List.of(parameter("y0", Option.SINGLE, "x0", FLOATS)), Map.of("secret",
                    attribute("secret", "STRING", true))));
        }

        @Test
        void isFoundThatTakesAnyNumberOfInputs() {
            isFoundAgain(schema("Fused", 1, Integer.MAX_VALUE, List.of(parameter("x0", Option.VARIADIC, "x0", FLOATS)),
                List.of(parameter("y0", Option.SINGLE, "tensor(bool)", "tensor(bool)")), Map.of()));
        }

        @Test
        void withoutAKernelIsFoundAndMarked() {
            OperatorSchema joined = schema("Joined", 1, 1, List.of(parameter("x0", Option.SINGLE, "x0", FLOATS)),
                List.of(parameter("y0", Option.SINGLE, "x0", FLOATS)), Map.of());
            assertThat(infer(new FakeRegistry(List.of(joined), Set.of()))).containsExactly(new Inferred(joined,
                Kernel.MISSING));
        }

        @Test
        void thatIsRefusedWithOtherWordsIsNone() {
            assertThat(infer(_ -> new Outcome.Crashed("SIGSEGV", List.of()))).isEmpty();
        }
    }

    @Nested
    class AFileOfSchemas {
        private final List<Inferred> some = List.of(new Inferred(schema("Fused", 1, Integer.MAX_VALUE,
            List.of(parameter("x0", Option.VARIADIC, "x0", FLOATS)), List.of(parameter("y0", Option.SINGLE, "x0",
                FLOATS)),
            Map.of("axis", attribute("axis", "INT", true))), Kernel.UNKNOWN));

        @Test
        void isReadAsItWasWritten() {
            assertThat(SchemaFile.read(SchemaFile.write(some))).isEqualTo(new SchemaFile.Ok(some));
        }

        @Test
        void thatIsDamagedIsToldInOneLine() {
            for (String bad : List.of("", "{}", "[{}]", "[null]", SchemaFile.write(some).substring(9))) {
                assertThat(SchemaFile.read(bad)).isInstanceOfSatisfying(SchemaFile.Malformed.class, m -> assertThat(m
                    .why()).startsWith("no list of schemas").hasLineCount(1));
            }
        }
    }

    @Nested
    class ALibrarysWords {
        @TempDir
        Path folder;

        @Test
        void areTailsOfNamesAndWordsOfProse() throws Exception {
            Path library = folder.resolve("lib.so");
            Files.write(library, "\0BiasGelu\0num_heads\0\1\2the alpha of a tensor, and k too\0file_name.cc\0"
                .getBytes(StandardCharsets.ISO_8859_1));
            Words words = Words.in(library);
            assertThat(words.operators()).contains("BiasGelu", "Gelu");
            assertThat(words.attributes()).contains("num_heads", "alpha", "k").doesNotContain("file_name");
        }
    }
}
