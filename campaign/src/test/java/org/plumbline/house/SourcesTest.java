package org.plumbline.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SourcesTest {
    private Sources house;

    @BeforeAll
    void readTheSources() {
        Repository repository = Repository.here();
        house = Sources.of(repository.javaSources(false).stream()
            .filter(f -> !repository.relative(f).startsWith("benchmarks/")).toList());
    }

    private static Sources planted(Path folder, String... sources) {
        return Sources.of(new Planted(folder).write(sources));
    }

    @Nested
    class ASwitchOverASealedType {
        private static final String SEALED = """
            package org.plumbline.graph;

            sealed interface Fruit {
                record Apple(int pips) implements Fruit { }

                record Pear() implements Fruit { }
            }
            """;

        private static List<String> found(Path folder, String method) {
            return planted(folder, SEALED, "package org.plumbline.graph; class Bad { " + method + " }")
                .catchAllsOverSealedTypes();
        }

        @Test
        void hasNoDefault() {
            assertThat(house.catchAllsOverSealedTypes()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {
            "int f(Fruit f) { return switch (f) { case Fruit.Apple _ -> 1; default -> 2; }; }",
            "int f(Fruit f) { switch (f) { case Fruit.Apple _: return 1; default: return 2; } }",
            "void f(Fruit f) { switch ((f)) { case Fruit.Apple(int p) when p > 3 -> { } default -> { } } }",
            "int f(Fruit f) { return switch (f) { case Fruit.Apple _ -> 1; case null, default -> 2; }; }",
            "int f(Fruit f) { return switch (f) { case Fruit.Apple _ -> 1; case Fruit _ -> 2; }; }",
            "int f(Fruit f) { return switch (f) { case Fruit.Apple _ -> 1; case Object o -> 2; }; }",
            "<F extends Fruit> int f(F f) { return switch (f) { case Fruit.Apple _ -> 1; default -> 2; }; }",
            "Runnable f(Fruit f) { return () -> { switch (f) { case Fruit.Apple _ -> { } default -> { } } }; }"})
        void thatSwallowsNewMembersIsFound(String method, @TempDir Path folder) {
            assertThat(found(folder, method)).singleElement().asString().startsWith("Bad.java:1 over ");
        }

        @ParameterizedTest
        @ValueSource(strings = {
            "int f(Fruit f) { return switch (f) { case Fruit.Apple(var p) when p > 3 -> 3; case Fruit.Apple _ -> 1; "
                + "case Fruit.Pear _ -> 2; }; }",
            "int f(Fruit f) { return switch (f) { case Fruit.Apple _, Fruit.Pear _ -> 2; }; }",
            "int f(String s) { return switch (s) { case \"a\" -> 1; default -> 2; }; }",
            "int f(Object o) { return switch (o) { case Fruit.Apple _ -> 1; default -> 2; }; }",
            "enum E { A { } , B } int f(E e) { return switch (e) { case A -> 1; default -> 2; }; }",
            "int f(Fruit.Apple a) { return switch (a) { case Fruit.Apple(int p) -> p; }; }"})
        void thatNamesItsMembersIsWelcomeAndSoIsAnyOther(String method, @TempDir Path folder) {
            assertThat(found(folder, method)).isEmpty();
        }
    }

    @Nested
    class APublicType {
        @Test
        void hasDocs() {
            assertThat(house.publicTypesWithoutDocs()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"public class Bad { }", "// a remark\npublic record Bad(int x) { }",
            "/** The old form. */\npublic interface Bad { }", "@Deprecated\npublic enum Bad { A }"})
        void withoutDocsIsFound(String type, @TempDir Path folder) {
            assertThat(planted(folder, "package org.plumbline.graph;\n" + type).publicTypesWithoutDocs())
                .singleElement().asString().contains("org.plumbline.graph.Bad");
        }

        @ParameterizedTest
        @ValueSource(strings = {"/// Good.\npublic class Good { }", "class Good { }",
            "/// Good.\n@Deprecated\npublic interface Good { }"})
        void withDocsIsWelcome(String type, @TempDir Path folder) {
            assertThat(planted(folder, "package org.plumbline.graph;\n" + type).publicTypesWithoutDocs()).isEmpty();
        }
    }
}
