package org.plumbline.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.campaign.guided.LibFuzzer;
import org.plumbline.corpus.CorpusFolder;
import org.plumbline.graph.edit.RecipeJson;
import org.plumbline.reports.FindingFolder;

/// Guided campaigns as users run them. Nothing here is timed: what is waited for comes, or the campaign has ended.
class GuidedCampaignTest {
    private static final String FAULTY = "planted:conv-bias-shifted";
    private static final long FAR_MORE_THAN_CAN_BE_DONE = 100_000_000;
    private static final long MINUTES = 5;

    @TempDir
    Path folder;

    @BeforeEach
    void needsLibFuzzer() {
        assumeTrue(LibFuzzer.hindrance().isEmpty(), "not run: libFuzzer cannot run here");
    }

    private Path out() {
        return folder.resolve("out");
    }

    private JsonNode summary() throws IOException {
        return Cli.json(Files.readString(out().resolve("summary.json")));
    }

    private static List<Object> words(String target, Object... more) {
        List<Object> words = new ArrayList<>(List.of("fuzz", "--guided", "--target", target, "--operators",
            "Conv,Relu,Add,Mul",
            "--nodes", "1..4"));
        words.addAll(List.of(more));
        return words;
    }

    private Cli fuzz(String target, Object... more) {
        return Cli.run(words(target, more).toArray());
    }

    private Set<String> corpus() throws IOException {
        Set<String> names = new TreeSet<>();
        for (Path file : new CorpusFolder(out()).files()) {
            names.add(file.getFileName().toString());
        }
        return names;
    }

    private List<Path> findings() throws IOException {
        Path findings = out().resolve("findings");
        return Files.isDirectory(findings) ? FindingFolder.below(findings) : List.of();
    }

    private void everyEntryIsWhole() throws IOException {
        for (Path file : new CorpusFolder(out()).files()) {
            byte[] content = Files.readAllBytes(file);
            assertThat(file.getFileName()).hasToString(CorpusFolder.name(content));
            assertThat(RecipeJson.read(new String(content, StandardCharsets.UTF_8)))
                .isInstanceOf(RecipeJson.Parsed.Read.class);
        }
    }

    /// The whole command line; [ProcessHandle.Info] gives up on long ones.
    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"),
                StandardCharsets.ISO_8859_1).replace('\0', ' ');
        } catch (IOException _) {
            return "";
        }
    }

    /// The processes of explorers and workers that name the folder.
    private List<ProcessHandle> left() {
        return ProcessHandle.allProcesses().filter(p -> p.pid() != ProcessHandle.current().pid()).filter(
            p -> commandLine(p).contains(out().toString())).toList();
    }

    @Nested
    class ACampaign {
        @Test
        void findsWhatIsPlantedAndSaysWhatGuidedIt() throws IOException {
            Cli cli = fuzz(FAULTY, "--workers", 2, "--cases", 300, "--out", out());
            assertThat(cli.code()).as(cli.out() + cli.err()).isEqualTo(1);
            assertThat(summary().get("cases").asLong()).isBetween(300L, 302L);
            assertThat(summary().at("/guided/feedback").asText()).isEqualTo("native,rewrites,structure");
            assertThat(summary().at("/guided/reached/structure").asLong()).isGreaterThan(10);
            assertThat(summary().at("/guided/counts/changed").asLong()).isPositive();
            assertThat(summary().at("/guided/explorerDeaths").asLong()).isZero();
            assertThat(findings()).isNotEmpty().allSatisfy(f -> assertThat(FindingFolder.read(f)).isInstanceOf(
                FindingFolder.Found.class));
            assertThat(corpus()).isNotEmpty();
            everyEntryIsWhole();
            assertThat(out().resolve("errors")).doesNotExist();
            assertThat(left()).isEmpty();
        }

        @Test
        void withoutFaultFindsNothing() throws IOException {
            Cli cli = fuzz("planted:clean", "--workers", 1, "--cases", 150, "--out", out());
            assertThat(cli.code()).as(cli.out() + cli.err()).isZero();
            assertThat(findings()).isEmpty();
        }

        @Test
        void withoutFeedbackOnlyGenerates() throws IOException {
            fuzz("planted:clean", "--workers", 1, "--cases", 40, "--feedback", "none", "--out", out());
            assertThat(summary().at("/guided/counts/plain").asLong()).isEqualTo(40);
            assertThat(summary().at("/guided/counts/changed").isMissingNode()).isTrue();
        }

        @Test
        void goesOnWhereItWas() throws IOException {
            fuzz("planted:clean", "--workers", 1, "--cases", 60, "--out", out());
            Set<String> before = corpus();
            Cli cli = Cli.run("fuzz", "--resume", out(), "--cases", 120);
            assertThat(cli.code()).as(cli.out() + cli.err()).isZero();
            assertThat(summary().get("cases").asLong()).isEqualTo(120);
            assertThat(summary().at("/guided/counts/replayed").asLong()).isGreaterThanOrEqualTo(before.size());
            assertThat(corpus()).containsAll(before);
        }

        @Test
        void outlivesItsWorkers() throws IOException {
            Cli cli = Cli.run("fuzz", "--guided", "--target", "planted:crash", "--operators", "Transpose,Erf",
                "--nodes", "2..4",
                "--workers", 1, "--cases", 60, "--out", out());
            assertThat(cli.code()).as(cli.out() + cli.err()).isEqualTo(1);
            assertThat(summary().at("/findingsByKind/crash").asLong()).isPositive();
            assertThat(summary().at("/guided/explorerDeaths").asLong()).isZero();
        }
    }

    @Nested
    class WhatIsKilled {
        private Process campaign(Object... more) throws IOException {
            return Cli.start(folder.resolve("log"), Map.of(), words(FAULTY, more).toArray());
        }

        private void await(Process campaign, Callable<Boolean> event) throws Exception {
            while (campaign.isAlive() && !event.call()) {
                Thread.sleep(20);
            }
            assertThat(campaign.isAlive()).as("the campaign still runs; it said: %s", Files.readString(folder.resolve(
                "log.err"))).isTrue();
        }

        private List<ProcessHandle> explorers(Process campaign) {
            return campaign.toHandle().descendants().filter(p -> commandLine(p).contains(" explore ")).toList();
        }

        @Test
        void anExplorerIsStartedAgainAndLosesNothing() throws Exception {
            Process campaign = campaign("--workers", 1, "--cases", FAR_MORE_THAN_CAN_BE_DONE, "--out", out());
            for (int kill = 1; kill <= 3; kill++) {
                int more = 15 * kill;
                await(campaign, () -> !findings().isEmpty() && corpus().size() > more
                    && !explorers(campaign).isEmpty());
                Set<String> before = corpus();
                List<Path> found = findings();
                List<ProcessHandle> killed = explorers(campaign);
                killed.forEach(ProcessHandle::destroyForcibly);
                await(campaign, () -> explorers(campaign).stream().anyMatch(p -> !killed.contains(p)));
                assertThat(corpus()).containsAll(before);
                assertThat(found).allSatisfy(f -> assertThat(f).exists());
            }
            new ProcessBuilder("kill", "-INT", Long.toString(campaign.pid())).start().waitFor();
            assertThat(campaign.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
            assertThat(campaign.exitValue()).isEqualTo(1);
            assertThat(summary().at("/guided/explorerDeaths").asLong()).isGreaterThanOrEqualTo(3);
            everyEntryIsWhole();
            assertThat(left()).isEmpty();
        }

        @Test
        void aSupervisorLeavesNoProcessAndLosesNothing() throws Exception {
            Process campaign = campaign("--workers", 2, "--cases", FAR_MORE_THAN_CAN_BE_DONE, "--out", out());
            await(campaign, () -> !findings().isEmpty() && corpus().size() > 20);
            Set<String> before = corpus();
            List<ProcessHandle> orphans = campaign.toHandle().descendants().toList();
            campaign.destroyForcibly().waitFor();
            for (ProcessHandle orphan : orphans) {
                orphan.onExit().get(MINUTES, TimeUnit.MINUTES);
            }
            Cli cli = Cli.run("fuzz", "--resume", out(), "--cases", 50);
            assertThat(cli.code()).as(cli.out() + cli.err()).isEqualTo(1);
            assertThat(corpus()).containsAll(before);
            everyEntryIsWhole();
            for (Path finding : findings()) {
                assertThat(FindingFolder.read(finding)).isInstanceOf(FindingFolder.Found.class);
            }
        }

        @Test
        void anEntryThatWasHalfWrittenIsMadeWhole() throws Exception {
            fuzz("planted:clean", "--workers", 1, "--cases", 30, "--out", out());
            byte[] last = lastInput();
            Path entry = new CorpusFolder(out()).entries().resolve(CorpusFolder.name(last));
            Files.write(entry, Arrays.copyOf(last, last.length / 2));
            Cli cli = Cli.run("fuzz", "--resume", out(), "--cases", 40);
            assertThat(cli.err()).doesNotContain("damaged");
            assertThat(entry).hasBinaryContent(last);
        }

        private byte[] lastInput() throws IOException {
            byte[] file = Files.readAllBytes(out().resolve("explorers/0/input"));
            int length = ByteBuffer.wrap(file).order(ByteOrder.nativeOrder()).getInt(0);
            return Arrays.copyOfRange(file, 8, 8 + length);
        }
    }

    @Nested
    class ForeignEntries {
        @Test
        void areSetAsideAndTheCampaignGoesOn() throws IOException {
            fuzz("planted:clean", "--workers", 1, "--cases", 20, "--out", out());
            Files.writeString(new CorpusFolder(out()).entries().resolve("0123456789012345678901234567890123456789"),
                "no recipe");
            Cli cli = Cli.run("fuzz", "--resume", out(), "--cases", 30);
            assertThat(cli.code()).as(cli.out() + cli.err()).isZero();
            assertThat(cli.err()).contains("1 damaged corpus entries set aside");
            everyEntryIsWhole();
        }
    }

    @Nested
    class Options {
        @Test
        void thatMakeNoSenseAreRefused() {
            assertThat(fuzz(FAULTY, "--feedback", "magic", "--out", out()).err()).contains("--feedback magic",
                "native,rewrites,structure").hasLineCount(1);
            assertThat(Cli.run("fuzz", "--target", FAULTY, "--feedback", "none", "--out", out()).err()).contains(
                "add --guided").hasLineCount(1);
            assertThat(Stream.of(out()).filter(Files::exists)).isEmpty();
        }
    }
}
