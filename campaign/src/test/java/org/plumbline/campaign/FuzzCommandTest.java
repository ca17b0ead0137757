package org.plumbline.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.corpus.CorpusFolder;

/// `plumbline fuzz`, on targets of our own.
class FuzzCommandTest {
    private static final String CLEAN = "planted:clean";
    private static final String FAULTY = "planted:conv-bias-shifted";

    @TempDir
    Path folder;

    private Cli fuzz(Object... more) {
        return Cli.run(Stream.concat(Stream.of("fuzz", "--operators", "Conv,Relu", "--nodes", "1..3"),
            Stream.of(more)).toArray());
    }

    private Path out() {
        return folder.resolve("out");
    }

    private JsonNode summary() throws IOException {
        return Cli.json(Files.readString(out().resolve("summary.json")));
    }

    private static void refused(Cli cli, String... words) {
        assertThat(cli.code()).as(cli.out() + cli.err()).isEqualTo(2);
        assertThat(cli.err().lines()).as(cli.err()).hasSize(1);
        assertThat(cli.err()).startsWith("plumbline: ").contains(words);
        assertThat(cli.out()).isEmpty();
    }

    @Nested
    class ACampaign {
        @Test
        void withoutFindingsEndsWithZero() throws IOException {
            Cli cli = fuzz("--target", CLEAN, "--cases", 60, "--out", out());
            assertThat(cli.code()).as(cli.out() + cli.err()).isZero();
            assertThat(cli.out()).contains("60 cases in", "no findings", "report: " + out());
            assertThat(summary().get("cases").asLong()).isEqualTo(60);
            assertThat(out().resolve("findings")).doesNotExist();
            assertThat(out().resolve("workers")).doesNotExist();
        }

        @Test
        void withFindingsEndsWithOne() throws IOException {
            Cli cli = fuzz("--target", FAULTY, "--cases", 60, "--out", out());
            assertThat(cli.code()).isEqualTo(1);
            assertThat(cli.out()).contains("distinct findings:", "wrong-result");
            assertThat(summary().get("findingsByKind").get("wrong-result").asLong()).isPositive();
            assertThat(findings(out())).isNotEmpty();
        }

        @Test
        void sumsUpWhatTheIssueAsksFor() throws IOException {
            fuzz("--target", FAULTY, "--cases", 20, "--seed", 3, "--out", out());
            JsonNode s = summary();
            assertThat(s.fieldNames()).toIterable().contains("schema", "cases", "cpuSeconds", "casesPerCpuSecond",
                "generatedPerCpuSecond", "findingsByKind", "findingsBySignature", "decidedShare", "operators", "dtypes",
                "dimensions", "nonFiniteShare", "seed", "versions");
            assertThat(s.get("seed").asLong()).isEqualTo(3);
            assertThat(s.get("operators").fieldNames()).toIterable().isSubsetOf("Conv", "Relu", "Constant");
            assertThat(s.get("versions").fieldNames()).toIterable().contains("plumbline", "java", FAULTY);
        }

        @Test
        void isTheSameWithAnyNumberOfWorkers() throws IOException {
            fuzz("--target", FAULTY, "--cases", 40, "--workers", 1, "--out", out());
            String one = summary().get("digest").asText();
            fuzz("--target", FAULTY, "--cases", 40, "--workers", 3, "--out", folder.resolve("three"));
            assertThat(Cli.json(Files.readString(folder.resolve("three/summary.json"))).get("digest").asText())
                .isEqualTo(one);
        }

        @Test
        void isAnotherWithAnotherSeed() throws IOException {
            fuzz("--target", CLEAN, "--cases", 10, "--seed", 1, "--out", out());
            String one = summary().get("digest").asText();
            fuzz("--target", CLEAN, "--cases", 10, "--seed", 2, "--out", folder.resolve("two"));
            assertThat(Cli.json(Files.readString(folder.resolve("two/summary.json"))).get("digest").asText())
                .isNotEqualTo(one);
        }
    }

    @Nested
    class AResumedCampaign {
        @Test
        void isTheOneThatWasNeverInterrupted() throws IOException {
            Path whole = folder.resolve("whole");
            fuzz("--target", FAULTY, "--cases", 80, "--workers", 1, "--out", whole);
            fuzz("--target", FAULTY, "--cases", 30, "--workers", 1, "--out", out());
            assertThat(Cli.run("fuzz", "--resume", out(), "--cases", 80).code()).isEqualTo(1);
            JsonNode expected = Cli.json(Files.readString(whole.resolve("summary.json")));
            for (String field : List.of("digest", "cases", "findingsBySignature", "operators", "dimensions")) {
                assertThat(summary().get(field)).as(field).isEqualTo(expected.get(field));
            }
            assertThat(findings(out())).isEqualTo(findings(whole));
            assertThat(corpus(out())).isNotEmpty().isEqualTo(corpus(whole));
        }

        @Test
        void setsDamagedCorpusEntriesAside() throws IOException {
            fuzz("--target", CLEAN, "--cases", 30, "--workers", 1, "--out", out());
            List<String> good = corpus(out());
            Files.writeString(out().resolve("corpus/cut-off"), "{\"version\":1,\"orig");
            Files.writeString(out().resolve("corpus/zeros"), "\0\0\0\0");
            Cli cli = Cli.run("fuzz", "--resume", out(), "--cases", 30);
            assertThat(cli.code()).isZero();
            assertThat(cli.err()).contains("2 damaged corpus entries set aside in " + out().resolve("corpus.bad"));
            assertThat(corpus(out())).isEqualTo(good);
            assertThat(out().resolve("corpus.bad")).isDirectoryContaining("glob:**/cut-off.reason.txt")
                .isDirectoryContaining("glob:**/zeros");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', value = {"{|not a campaign's state", "''|schema", "[]|schema",
            "{\"schema\":99}|schema is 99",
            "{\"schema\":1}|settings", "{\"schema\":1,\"settings\":7}|state",
            "{\"schema\":1,\"settings\":{\"target\":\"planted:clean\",\"seed\":1,\"minNodes\":1,\"maxNodes\":2,"
                + "\"workers\":2},\"next\":[0]}|next"})
        void whoseStateIsDamagedIsRefused(String state, String word) throws IOException {
            Files.createDirectories(out());
            Files.writeString(out().resolve("state.json"), state);
            refused(Cli.run("fuzz", "--resume", out(), "--cases", 5), "state.json", word, "--out");
            assertThat(Files.readString(out().resolve("state.json"))).isEqualTo(state);
        }

        @Test
        void thatIsNotThereIsRefused() {
            refused(Cli.run("fuzz", "--resume", folder.resolve("gone")), "gone", "name the folder of a campaign");
        }

        @Test
        void keepsItsSettings() throws IOException {
            fuzz("--target", CLEAN, "--cases", 5, "--out", out());
            refused(Cli.run("fuzz", "--resume", out(), "--seed", 7), "--seed");
        }
    }

    @Nested
    class BadWords {
        @ParameterizedTest
        @CsvSource({"--cases,0", "--cases,-3", "--cases,many", "--budget,nonsense", "--budget,0s", "--nodes,0..3",
            "--nodes,7..3", "--nodes,1..2..3", "--workers,0", "--seed,x", "--operators,Conf", "--target,planted:nope",
            "--target,tensorflaw", "--target,onnxruntime@", "--target,planted:clean@7", "--colour,red"})
        void areRefusedByName(String option, String value) {
            Cli cli = Cli.run("fuzz", option, value, "--out", out());
            assertThat(cli.code()).isEqualTo(2);
            assertThat(cli.err().lines()).as(cli.err()).hasSize(1);
            assertThat(cli.err()).contains(option.equals("--target") ? "target" : option);
            assertThat(out()).doesNotExist();
        }

        @Test
        void areRefusedWhereTwoExcludeEachOther() {
            refused(Cli.run("fuzz", "--cases", 3, "--budget", "3s"), "--cases", "--budget");
        }

        @Test
        void ofAnOperatorNameTheNearest() {
            refused(Cli.run("fuzz", "--operators", "Conf", "--out", out()), "Conv");
        }
    }

    @Nested
    class AFolder {
        @Test
        void thatCannotBeMadeIsRefused() throws IOException {
            Path file = Files.writeString(folder.resolve("file"), "");
            refused(fuzz("--target", CLEAN, "--cases", 5, "--out", file.resolve("below")), "below", "--out");
            refused(fuzz("--target", CLEAN, "--cases", 5, "--out", file), "file", "--out");
        }

        @Test
        void withACampaignIsNotOverwritten() {
            fuzz("--target", CLEAN, "--cases", 5, "--out", out());
            refused(fuzz("--target", CLEAN, "--cases", 5, "--out", out()), "--resume", "--out");
        }

        @Test
        void inUseIsRefused() {
            try (CampaignFolder held = CampaignFolder.open(out())) {
                assertThat(held.path()).isEqualTo(out());
                refused(fuzz("--target", CLEAN, "--cases", 5, "--out", out()), "another campaign is running");
            }
            assertThat(fuzz("--target", CLEAN, "--cases", 5, "--out", out()).code()).isZero();
        }

        @ParameterizedTest
        @ValueSource(strings = {"state.json.new", "summary.json.new", "findings"})
        void onAFullDiskStopsTheCampaignUntilThereIsRoom(String full) throws IOException {
            fuzz("--target", CLEAN, "--cases", 5, "--out", out());
            Path link = Files.createSymbolicLink(out().resolve(full), Path.of("/dev/full"));
            Files.writeString(out().resolve("state.json"),
                Files.readString(out().resolve("state.json")).replace(CLEAN, FAULTY));
            refused(Cli.run("fuzz", "--resume", out(), "--cases", 60), "out: cannot be written", "--resume");
            Files.deleteIfExists(link);
            assertThat(Cli.run("fuzz", "--resume", out(), "--cases", 60).code()).isEqualTo(1);
            assertThat(summary().get("cases").asLong()).isEqualTo(60);
        }

        @Test
        void onADiskThatRefusesTheCorpusToo() throws IOException {
            Path inTheWay = Files.writeString(Files.createDirectories(out()).resolve("corpus.new"), "no folder");
            Cli fuzz = Cli.run("fuzz", "--target", FAULTY, "--workers", 1, "--cases", 60, "--out", out());
            assertThat(fuzz.code()).as(fuzz.err()).isEqualTo(2);
            assertThat(fuzz.err().lines()).as("what is said").hasSize(1).first().asString()
                .startsWith("plumbline: " + out() + ": cannot be written").contains("--resume");
            assertThat(out().resolve("summary.json")).doesNotExist();
            Files.delete(inTheWay);
            assertThat(Cli.run("fuzz", "--resume", out(), "--cases", 60).code()).isLessThan(2);
            assertThat(summary().get("cases").asLong()).isEqualTo(60);
        }
    }

    /// The names of the entries of the corpus, which are hashes of what they hold.
    static List<String> corpus(Path campaign) throws IOException {
        return new CorpusFolder(campaign).files().stream().map(f -> f.getFileName().toString()).toList();
    }

    /// The folders of findings and of their examples.
    static List<String> findings(Path campaign) throws IOException {
        Path home = campaign.resolve("findings");
        try (Stream<Path> files = Files.walk(home, 2)) {
            return files.filter(f -> !f.equals(home)).map(f -> home.relativize(f).toString()).sorted().toList();
        }
    }
}
