package org.plumbline.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.reports.Triage.Known;
import org.plumbline.reports.Triage.Release;
import org.plumbline.reports.Triage.Shown;
import org.plumbline.targets.onnxruntime.OnnxRuntimeKind;

/// Asks the releases of ONNX Runtime that other tests use, too.
class BisectCommandTest {
    private static final String NOW = new OnnxRuntimeKind().defaultVersion().orElseThrow();
    private static final String SOME = "1.8.0,1.17.3," + NOW;

    @TempDir
    Path folder;

    private static List<Release> releases(Path finding) {
        return Found.read(finding).finding().triage().releases();
    }

    @Nested
    class AFinding {
        @Test
        void isFollowedBackToTheOldestReleaseThatCanReadIt() throws IOException {
            Path finding = Found.kept("onnxruntime/relu-clip-fusion-throws", folder);
            Cli cli = Cli.run("bisect", "--releases", SOME, finding);
            assertThat(cli.code()).as(cli.err()).isZero();
            assertThat(cli.out()).containsPattern("\\n  1\\.8\\.0 +not applicable ")
                .containsPattern("\\n  1\\.17\\.3 +shows +refused at all: ")
                .contains("\n  first seen in 1.17.3 (not applicable to 1.8.0), still in " + NOW);
            assertThat(cli.err()).contains("relu-clip-fusion-throws: asking onnxruntime@1.17.3");
            assertThat(releases(finding)).extracting(Release::version, Release::shown).containsExactly(
                tuple("1.8.0", Shown.NOT_APPLICABLE),
                tuple("1.17.3", Shown.SHOWS),
                tuple(NOW, Shown.SHOWS));
            assertThat(Found.read(finding).finding().triage().known()).extracting(Known::id).isNotEmpty();
            assertThat(finding.resolve("finding.json.new")).doesNotExist();
        }

        @Test
        void isGoneFromAReleaseThatIsOlderThanTheFault() throws IOException {
            Path finding = Found.kept("onnxruntime/castlike-aborts", folder);
            Cli cli = Cli.run("bisect", "--releases", "1.17.3," + NOW, finding);
            assertThat(cli.out()).containsPattern("\\n  1\\.17\\.3 +gone +agrees")
                .contains("first seen in " + NOW + " (not on 1.17.3)");
        }

        @Test
        void isAskedOnARangeOfReleases() throws IOException {
            Path finding = Found.kept("onnxruntime/mod-min-by-minus-one-sigfpe", folder);
            assertThat(Cli.run("bisect", "--releases", "1.8.0..1.8.0", finding).out())
                .contains("first seen in 1.8.0 (the oldest asked), still in 1.8.0 (the newest asked)");
            assertThat(releases(finding)).singleElement().satisfies(r -> assertThat(r.said()).contains("SIGFPE"));
        }

        @Test
        void keepsWhatEarlierQuestionsTaught() throws IOException {
            Path finding = Found.kept("onnxruntime/mod-min-by-minus-one-sigfpe", folder);
            Found.learn(finding, List.of(new Release("1.17.3", Shown.GONE, "earlier")));
            assertThat(Cli.run("bisect", "--releases", "1.8.0", finding).code()).isZero();
            assertThat(releases(finding)).extracting(Release::version).containsExactly("1.8.0", "1.17.3");
        }

        @Test
        void ofTheFirstLayoutIsReadAndKeptInTodays() throws IOException {
            Path finding = Found.kept("onnxruntime/mod-min-by-minus-one-sigfpe", folder);
            String old = Files.readString(finding.resolve("finding.json")).replaceFirst("\"schema\" : \\d",
                "\"schema\" : 1");
            Files.writeString(finding.resolve("finding.json"), old);
            assertThat(Cli.run("bisect", "--releases", "1.8.0", finding).code()).isZero();
            assertThat(Files.readString(finding.resolve("finding.json"))).contains("\"schema\" : 2", "\"1.8.0\"");
        }
    }

    @Nested
    class ManyFindings {
        @Test
        void areFollowedOneByOneAndBadOnesSetAside() throws IOException {
            Path good = Found.kept("onnxruntime/mod-min-by-minus-one-sigfpe", folder);
            Path bad = Found.copy(good, folder.resolve("bad"));
            Files.writeString(bad.resolve("finding.json"), "{");
            Cli cli = Cli.run("bisect", "--all", "--releases", "1.8.0", folder);
            assertThat(cli.code()).isEqualTo(2);
            assertThat(cli.err()).contains("bad/finding.json: no finding");
            assertThat(releases(good)).hasSize(1);
        }
    }

    @Nested
    class BadInput {
        private static void refused(Cli cli, String... words) {
            assertThat(cli.code()).as(cli.out() + cli.err()).isEqualTo(2);
            assertThat(cli.err().lines()).as(cli.err()).hasSize(1);
            assertThat(cli.err()).contains(words);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
            1.8..       | write A..B
            latest      | write A..B
            1.8...1.9   | write A..B
            ../1.8      | write A..B
            1.8.0,      | write A..B
            1.8.0,9.9.9 | has no such release; known are 1.
            9..latest   | has no such release; known are 1.
            """)
        void areReleasesThatMeanNothing(String range, String said) throws IOException {
            Path finding = Found.kept("onnxruntime/mod-min-by-minus-one-sigfpe", folder);
            refused(Cli.run("bisect", "--releases", range, finding), "--releases " + range, said);
            assertThat(releases(finding)).isEmpty();
        }

        @Test
        void areFoldersThatHoldNoFinding() throws IOException {
            refused(Cli.run("bisect", folder.resolve("nowhere")), "nowhere", "name a finding's folder");
            refused(Cli.run("bisect", "--all", folder), "no finding in it or below it");
            Path half = Found.kept("onnxruntime/mod-min-by-minus-one-sigfpe", folder);
            Files.delete(half.resolve("model.onnx"));
            refused(Cli.run("bisect", half), "mod-min-by-minus-one-sigfpe");
        }

        @Test
        void areTargetsThatCannotBeAsked() throws IOException {
            Path finding = Found.kept("onnxruntime/mod-min-by-minus-one-sigfpe", folder);
            refused(Cli.run("bisect", "--target", "onnxruntime@1.8.0", finding), "name it without a release");
            refused(Cli.run("bisect", "--target", "nonsense", finding), "unknown target 'nonsense'");
            refused(Cli.run("bisect", "--target", Found.FAULTY, finding), "has no releases to choose from");
        }

        @Test
        void isAFindingOfSeveralStacksOfWhichNoneIsChosen() throws IOException {
            Path finding = Found.kept("onnxruntime/mod-min-by-minus-one-sigfpe", folder);
            Found.move(finding, "onnxruntime,torch-djl", NOW + ",2.7.1");
            refused(Cli.run("bisect", finding), "say which with --target, one of onnxruntime, torch-djl");
            refused(Cli.run("bisect", "--target", "torch-djl", finding), "not shown by torch-djl");
        }
    }
}
