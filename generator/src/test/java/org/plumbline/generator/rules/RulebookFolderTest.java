package org.plumbline.generator.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.rule.Sym;

class RulebookFolderTest {
    @TempDir
    Path folder;

    @Property(tries = 300)
    void everyRulebookReadsBackAsItIs(@ForAll long seed) {
        Rulebook book = new RandomRules(seed).book();
        Map<String, String> files = RulebookFiles.write(book);
        assertThat(RulebookFiles.read("rules", name -> Optional.ofNullable(files.get(name)).map(t -> t.getBytes(
            StandardCharsets.UTF_8)))).isEqualTo(new RulebookFolder.Read.Ok(book));
    }

    @Property(tries = 2000)
    void aSlipOfThePenIsReadOrTold(@ForAll long seed, @ForAll @CharRange(from = ' ', to = '~') char key) {
        Map<String, String> files = RulebookFiles.write(Examples.book());
        Rng rng = Rng.of(seed);
        String name = rng.pick(List.of("Conv.json", "rulebook.json"));
        String text = files.get(name);
        int at = rng.below(text.length());
        String slip = text.substring(0, at) + rng.pick("", "" + key, "" + key + text.charAt(at))
            + text.substring(at + 1);
        files.put(name, slip);
        RulebookFolder.Read read = RulebookFiles.read("rules", file -> Optional.ofNullable(files.get(file))
            .map(t -> t.getBytes(StandardCharsets.UTF_8)));
        assertThat(read).satisfiesAnyOf(
            r -> assertThat(r).isInstanceOf(RulebookFolder.Read.Ok.class),
            r -> assertThat(((RulebookFolder.Read.Unreadable) r).why()).matches(
                "rules/[a-zA-Z]+\\.json line \\d+: .+"));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @Nested
    class AFolder {
        @Test
        void hasAFilePerOperator() throws IOException {
            RulebookFolder.write(folder, Examples.book());
            assertThat(names()).containsExactly("Conv.json", "Relu.json", "com.microsoft.BiasGelu.json",
                "rulebook.json");
            assertThat(RulebookFolder.read(folder)).isEqualTo(new RulebookFolder.Read.Ok(Examples.book()));
        }

        @Test
        void namesNoDeadlyOperatorThatItHasNot() throws IOException {
            RulebookFolder.write(folder, Examples.book());
            Path index = folder.resolve("rulebook.json");
            Files.writeString(index, Files.readString(index).replaceFirst("\\{", "{\"deadly\": [\"Rleu\"],"));
            assertThat(((RulebookFolder.Read.Unreadable) RulebookFolder.read(folder)).why()).contains(
                "rulebook.json line 1", "'Rleu' is none of the operators; delete this line");
        }

        @Test
        void hasALinePerCondition() throws IOException {
            RulebookFolder.write(folder, Examples.book());
            assertThat(Files.readAllLines(folder.resolve("Conv.json"))).contains(
                "        \"x1 = w1 * group\",", "        \"x2 ≥ w2\"",
                "        {\"dtype\": \"float\", \"dims\": [\"x0\", \"w0\", \"(x2 - w2) / stride + 1\"]}",
                "        \"group\": {\"rule\": \"group\"},");
        }

        @Test
        void losesTheFilesOfOperatorsThatAreGone() throws IOException {
            RulebookFolder.write(folder, Examples.book());
            Files.writeString(folder.resolve("notes.txt"), "mine");
            Rulebook smaller = Examples.book("1.22.0", Map.of("Relu", List.of(Examples.relu(DType.FLOAT))));
            RulebookFolder.write(folder, smaller);
            assertThat(names()).containsExactly("Relu.json", "notes.txt", "rulebook.json");
            assertThat(RulebookFolder.read(folder)).isEqualTo(new RulebookFolder.Read.Ok(smaller));
        }

        @Test
        void canComeFromTheClassPath() throws IOException {
            RulebookFolder.write(folder.resolve("some/rules"), Examples.book());
            try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
                assertThat(RulebookFolder.read(loader, "some/rules"))
                    .isEqualTo(new RulebookFolder.Read.Ok(Examples.book()));
            }
        }
    }

    @Test
    void everyBitOfAGivenTensorIsKept() throws IOException {
        Tensor strange = Tensor.ofBytes(DType.FLOAT, Shape.of(2), new byte[] {1, 0, -64, 127, 0, 0, 0, -128});
        Learned rule = Examples.learned(PartialOperator.builder("Relu").given(strange).build());
        Rulebook book = Examples.book("1", Map.of("Relu", List.of(rule)));
        RulebookFolder.write(folder, book);
        assertThat(RulebookFolder.read(folder)).isEqualTo(new RulebookFolder.Read.Ok(book));
    }

    @Nested
    class ARuleThatCannotBeReadBack {
        private void refused(PartialOperator partial, String because) {
            assertThatThrownBy(() -> RulebookFolder.write(folder, Examples.book("1", Map.of("Relu", List.of(Examples
                .learned(partial)))))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(because);
            assertThat(folder).isEmptyDirectory();
        }

        @Test
        void becauseItHasChoicesIsNotWritten() {
            PartialOperator.Builder b = PartialOperator.builder("Relu");
            Sym x = b.dim("x");
            refused(b.choose(List.of(x), List.of(), (_, _) -> new long[1]).build(), "choices are code");
        }

        @Test
        void becauseTwoSymbolsHaveOneNameIsNotWritten() {
            PartialOperator.Builder b = PartialOperator.builder("Relu");
            b.dim("x");
            b.dim("x");
            refused(b.build(), "a second symbol 'x'");
        }

        @Test
        void becauseASymbolsNameIsNoNameIsNotWritten() {
            PartialOperator.Builder b = PartialOperator.builder("Relu");
            b.dim("x.0");
            refused(b.build(), "'x.0' cannot be a symbol's name");
        }

        @Test
        void becauseASymbolIsOfAnotherRuleIsNotWritten() {
            Sym stranger = new Sym(0, "y", Sym.Role.DIMENSION, 0, 1);
            refused(Examples.with(List.of(), List.of(stranger.eq(1))), "no symbol 'y'");
        }

        @Test
        void becauseItIsOfAnotherOperatorIsNotWritten() {
            refused(PartialOperator.builder("Elu").build(), "of another operator, Elu");
        }
    }

    @Nested
    class AnEditByHand {
        @BeforeEach
        void write() throws IOException {
            RulebookFolder.write(folder, Examples.book());
        }

        private void edit(String file, String from, String to) throws IOException {
            String text = Files.readString(folder.resolve(file));
            assertThat(text).contains(from);
            Files.writeString(folder.resolve(file), text.replace(from, to));
        }

        private String why() {
            return switch (RulebookFolder.read(folder)) {
                case RulebookFolder.Read.Ok(Rulebook book) -> throw new AssertionError(book);
                case RulebookFolder.Read.Unreadable(String why) -> why;
            };
        }

        @Test
        void changesTheRule() throws IOException {
            edit("Conv.json", "x1 = w1 * group", "(x1) = w1");
            assertThat(RulebookFolder.read(folder)).isInstanceOfSatisfying(RulebookFolder.Read.Ok.class,
                ok -> assertThat(ok.book().operators().get("Conv")).containsExactly(Examples.conv(false)));
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "* group           | * grup             | 32 | no symbol 'grup'; near are group",
            "* group           | *                  | 32 | column 10: wanted a number, a symbol or '('",
            "\"status\"        | \"state\"          | 5 | state: no such field; near are status",
            "\"refused\": 30,\\n | ``                | 4 | rules[0]: field \"refused\" is missing; add it",
            "\"accepted\": 20  | \"accepted\": \"20\" | 6 | rules[0].accepted: wanted a 64-bit integer",
            "\"solved\"        | \"Solved\"         | 5 | wanted \"solved\" or \"partly\" or \"not\"",
            "\"data\": \"float\" | \"data\": \"floot\" | 19 | no dtype 'floot'; near are float",
            "\"absent\": true  | \"absent\": false  | 21 | wanted a field \"data\", \"elements\"",
            "\"VALID\"         | VALID              | 24 | not JSON",
            "\"text\"          | \"test\"           | 24 | attribute.test: no such kind of attribute",
            "[1, 8]            | [8, 1]             | 15 | is empty; put the smaller number first",
            "\"name\": \"w0\"  | \"name\": \"x0\"   | 12 | a second symbol 'x0'; rename one of the two",
            "1, 1]             | 1]                 | 36 | 7 values for 8 symbols; give one for each",
            "\"x1\", \"x2\"] | \"x1 / 0\", \"x2\"] | 36 | integers cannot be computed",
            "\"x1\", \"x2\"] | \"x1 - 9\", \"x2\"] | 36 | an accepted call with a negative dimension",
            "\"operator\": \"Conv\" | \"operator\": \"Cnov\" | 2 | the file is of operator 'Conv'; write that"})
        void thatBreaksTheRuleIsToldWithFileAndLine(String from, String to, int line, String complaint)
            throws IOException {
            edit("Conv.json", from.replace("\\n", "\n"), to);
            assertThat(why()).startsWith(folder.resolve("Conv.json") + " line " + line + ": ").contains(complaint)
                .doesNotContain("\n");
        }

        @Test
        void ofTheVersionIsToldWithFileAndLine() throws IOException {
            edit("rulebook.json", "\"schema\": 1", "\"schema\": 2");
            assertThat(why()).startsWith(folder.resolve("rulebook.json") + " line 2: schema: this Plumbline reads"
                + " version 1, not 2");
        }

        @Test
        void thatRemovesAFileIsToldWhereItIsListed() throws IOException {
            Files.delete(folder.resolve("Relu.json"));
            assertThat(why()).startsWith(folder.resolve("rulebook.json") + " line 8: ").contains(
                "there is no file Relu.json; restore it or delete this line");
        }

        @Test
        void thatAddsAFileIsTold() throws IOException {
            Files.copy(folder.resolve("Relu.json"), folder.resolve("Elu.json"));
            assertThat(why()).contains("Elu.json: belongs to no operator").contains("list it there or delete the file");
        }

        @Test
        void thatEmptiesAFileIsTold() throws IOException {
            Files.writeString(folder.resolve("Relu.json"), "");
            assertThat(why()).contains("Relu.json: empty");
        }

        @Test
        void thatSaysAThingTwiceIsTold() throws IOException {
            edit("Conv.json", "\"refused\"", "\"accepted\"");
            assertThat(why()).contains("Conv.json line 7: not JSON: Duplicate");
        }
    }

    @Test
    void aFolderWithoutARulebookIsTold() {
        assertThat(RulebookFolder.read(folder.resolve("nowhere"))).isInstanceOfSatisfying(
            RulebookFolder.Read.Unreadable.class, u -> assertThat(u.why()).startsWith(folder.resolve("nowhere")
                + ": no rulebook").contains("name the folder of a rulebook"));
    }
}
