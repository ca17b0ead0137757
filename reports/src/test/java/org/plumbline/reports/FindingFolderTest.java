package org.plumbline.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.plumbline.reports.Subjects.tower;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.onnx.BackendTestCase;
import org.plumbline.graph.onnx.CaseRead;
import org.plumbline.graph.operators.Evaluator;
import org.plumbline.oracles.Judge;
import org.plumbline.reports.reduce.Reducer;

class FindingFolderTest {
    private static final Finding FINDING = new Finding(Finding.SCHEMA, "wrong-result optimised Conv (float)",
        "wrong-result", "planted:axis", "1", List.of("all"), List.of("plain"), "b", "element 0 is 1.0", "[2.0, 3.0]",
        Double.POSITIVE_INFINITY, 42, 7, Triage.NONE);
    private static final Subject REDUCED =
        Reducer.quickly(tower(), s -> Subjects.operators(s).contains("Conv"), 100);

    @TempDir
    Path temporary;
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        folder = temporary.resolve("a/b");
        FindingFolder.write(folder, FINDING, REDUCED, tower(), "{}");
    }

    @Test
    void whatIsWrittenIsRead() {
        assertThat(FindingFolder.read(folder)).isEqualTo(new FindingFolder.Found(FINDING, REDUCED));
    }

    @Test
    void whatWasLearnedIsReadToo() throws IOException {
        Finding learned = FINDING.with(new Triage("key", new Culprit(Culprit.Part.PASS, "ConvAddFusion",
            List.of("all: wrong", "without it: agrees")), List.of(new Triage.Release("1.20.0", Triage.Shown.SHOWS,
                "3.0"),
                new Triage.Release("1.29.0", Triage.Shown.GONE, "agrees")), List.of(new Triage.Known("1", "https://x")),
            4));
        FindingFolder.write(folder, learned, REDUCED, tower(), "{}");
        assertThat(FindingFolder.read(folder)).isEqualTo(new FindingFolder.Found(learned, REDUCED));
    }

    @Test
    void findingsOfTheFirstLayoutAreRead() throws IOException {
        Path json = folder.resolve("finding.json");
        String old = Files.readString(json).replaceFirst("(?s),\\s*\"triage\" : \\{.*\\}", "\n}")
            .replace("\"schema\" : 2", "\"schema\" : 1");
        Files.writeString(json, old);
        assertThat(FindingFolder.read(folder)).isInstanceOfSatisfying(FindingFolder.Found.class,
            found -> assertThat(found.finding().triage()).isEqualTo(Triage.NONE));
    }

    @Test
    void theOriginalStandsBesideTheReducedOne() {
        assertThat(BackendTestCase.read(folder.resolve("original"))).isInstanceOfSatisfying(CaseRead.Ok.class,
            ok -> assertThat(Subject.of(ok.testCase().model(), ok.testCase().dataSets().getFirst().inputs()))
                .isEqualTo(tower()));
    }

    @Test
    void expectedOutputsAreWhatTheReferenceAdmits() {
        var values = Evaluator.evaluate(REDUCED.model(), REDUCED.feeds(), Accuracy.CPU).values();
        assertThat(BackendTestCase.read(folder)).isInstanceOfSatisfying(CaseRead.Ok.class, ok -> {
            var outputs = ok.testCase().dataSets().getFirst().outputs();
            assertThat(outputs).containsOnlyKeys("b");
            assertThat(Judge.judge(outputs.get("b"), values.get("b")).agrees()).isTrue();
        });
    }

    @Test
    void theTextForPeopleSaysWhatAndHow() throws IOException {
        assertThat(Files.readString(folder.resolve("README.md"))).contains(FINDING.signature(), "target: planted:axis",
            "shown by: all", "not shown by: plain", "element 0 is 1.0", "[2.0, 3.0]", "plumbline replay", "Conv");
    }

    @Test
    void theRecipeIsKeptWhereThereIsOne() throws IOException {
        assertThat(folder.resolve("recipe.json")).hasContent("{}");
        FindingFolder.write(temporary.resolve("c"), FINDING, REDUCED, tower(), "");
        assertThat(temporary.resolve("c/recipe.json")).doesNotExist();
    }

    @Nested
    class WhatIsLearnedLater {
        private final Triage learned = Triage.NONE.withReleases(List.of(new Triage.Release("1.2", Triage.Shown.GONE,
            "agrees")));

        @Test
        void isReadBack() throws IOException {
            FindingFolder.learn(folder, FINDING.with(learned));
            assertThat(FindingFolder.read(folder)).isInstanceOfSatisfying(FindingFolder.Found.class, f -> assertThat(f
                .finding()).isEqualTo(FINDING.with(learned)));
            assertThat(folder.resolve("finding.json.new")).doesNotExist();
        }

        @Test
        void leavesTheOldFileWhereTheDiskRefuses() throws IOException {
            String before = Files.readString(folder.resolve("finding.json"));
            Files.createDirectories(folder.resolve("finding.json.new/in the way"));
            assertThatThrownBy(() -> FindingFolder.learn(folder, FINDING.with(learned)))
                .isInstanceOf(IOException.class);
            assertThat(folder.resolve("finding.json")).hasContent(before);
        }
    }

    @Nested
    class UnreadableFoldersAreNamedInOneLine {
        private String why() {
            return switch (FindingFolder.read(folder)) {
                case FindingFolder.Unreadable(String why) -> why;
                case FindingFolder.Found f -> throw new AssertionError("read " + f);
            };
        }

        @Test
        void noSuchFolder() {
            folder = temporary.resolve("nowhere");
            assertThat(why()).isEqualTo(folder.resolve("finding.json")
                + ": cannot be read; name a finding's folder");
        }

        @Test
        void aFolderOfSeveralFindings() throws IOException {
            folder = temporary.resolve("several");
            for (String name : List.of("case-2", "case-1")) {
                Files.createDirectories(folder.resolve(name));
                Files.writeString(folder.resolve(name).resolve("finding.json"), "{}");
            }
            assertThat(why()).endsWith("name a finding's folder, such as " + folder.resolve("case-1"));
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ~~                                      | field schema is no number, not 1 to 2
            null                                    | field schema is no number, not 1 to 2
            []                                      | field schema is no number, not 1 to 2
            {"schema": 3, "of the": "future"}       | field schema is 3, not 1 to 2
            {"schema": 1                            | no finding (
            {"schema": 1}                           | no finding (
            {"schema": 1, "guilty": 3}              | no finding (
            {"schema": 1, "guilty": [null]}         | no finding (
            {"schema": 1]                            | no finding (
            {"schema": 1, "kind": "odd", "guilty": [], "innocent": []} | field kind is no symptom
            """)
        void damagedOrForeignJson(String json, String said) throws IOException {
            Files.writeString(folder.resolve("finding.json"), json);
            assertThat(why()).startsWith(folder.resolve("finding.json") + ": " + said).contains("; ")
                .doesNotContain("\n");
        }

        @Test
        void aFolderOfBytes() throws IOException {
            Files.write(folder.resolve("finding.json"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
            assertThat(why()).startsWith(folder.resolve("finding.json") + ": ").doesNotContain("\n");
        }

        @Test
        void aModelThatIsMissingOrCutOff() throws IOException {
            Path model = folder.resolve("model.onnx");
            Files.write(model, Arrays.copyOf(Files.readAllBytes(model), 40));
            assertThat(why()).contains("model.onnx").doesNotContain("\n");
            Files.delete(model);
            assertThat(why()).contains(folder.toString()).doesNotContain("\n");
        }

        @Test
        void inputsThatAreMissing() throws IOException {
            Files.delete(folder.resolve("test_data_set_0/input_0.pb"));
            assertThat(why()).contains("test_data_set_0", "input").doesNotContain("\n");
        }

        @Test
        void allDataMissing() throws IOException {
            Path data = folder.resolve("test_data_set_0");
            for (String file : List.of("input_0.pb", "input_1.pb", "output_0.pb")) {
                Files.delete(data.resolve(file));
            }
            Files.delete(data);
            assertThat(why()).contains("test_data_set_0").doesNotContain("\n");
        }
    }
}
