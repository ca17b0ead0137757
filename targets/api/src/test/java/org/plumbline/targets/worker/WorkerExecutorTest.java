package org.plumbline.targets.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.targets.Outcome;
import org.plumbline.targets.Source;

class WorkerExecutorTest {
    private static final Outcome ECHO = new Outcome.Values(Fakes.INPUTS);

    @TempDir
    Path directory;

    private WorkerExecutor executor;

    @BeforeEach
    void open() {
        executor = WorkerExecutor.open(Fakes.launch(), Fakes.LIMITS, directory);
    }

    @AfterEach
    void close() {
        executor.close();
        assertThat(directory).as("journals after an orderly end").isEmptyDirectory();
    }

    private List<List<Outcome>> execute(String... variants) {
        return executor.execute(Fakes.execution(1, variants));
    }

    @Nested
    class WhenAllIsWell {
        @Test
        void theSupervisorLearnsWhatTheTargetSaysOfItself() {
            assertThat(executor.target()).isEqualTo("fake");
            assertThat(executor.version()).isEqualTo("1.0-fake");
            assertThat(executor.variants()).containsExactly(FakeTarget.doing("echo"), FakeTarget.doing("hang"));
            assertThat(executor.feeds()).containsExactlyInAnyOrder(DType.FLOAT, DType.BOOL);
        }

        @Test
        void inputsComeBackBitForBitOncePerRepeat() {
            assertThat(executor.execute(Fakes.execution(3, "echo", "echo")))
                .containsExactly(List.of(ECHO, ECHO, ECHO), List.of(ECHO, ECHO, ECHO));
        }

        @Test
        void refusalsAreOneEntryWhateverTheRepeats() {
            assertThat(executor.execute(Fakes.execution(2, "decline", "wrong", "echo"))).containsExactly(
                List.of(new Outcome.Refused(Outcome.Stage.COMPILE, true, "nein – no")),
                List.of(new Outcome.Refused(Outcome.Stage.RUN, false, "wrong model")), List.of(ECHO, ECHO));
        }

        @Test
        void garbageOnStandardOutputDoesNoHarm() {
            for (int i = 0; i < 3; i++) {
                assertThat(execute("garbage", "echo")).containsExactly(List.of(ECHO), List.of(ECHO));
            }
        }

        @Test
        void journalsGrowForLargeResponses() {
            assertThat(execute("large", "echo")).satisfiesExactly(
                large -> assertThat(((Outcome.Values) large.getFirst()).outputs().getFirst().getLong(257)).isOne(),
                echo -> assertThat(echo).containsExactly(ECHO));
        }

        @Test
        void targetsThatAskForTheDecodedModelGetIt() {
            Graph graph = new Graph("the graph", List.of(), List.of(), Map.of(), List.of(), Graph.NOTHING);
            Execution execution = new Execution(Source.of(Model.of(17, graph)), List.of(),
                List.of(FakeTarget.doing("decode")), 1, Fakes.RECIPE);
            assertThat(executor.execute(execution)).containsExactly(
                List.of(new Outcome.Refused(Outcome.Stage.COMPILE, true, "the graph")));
        }

        @Test
        void inProcessGivesTheSameOutcomes() {
            try (Executor other = new InProcess(new FakeTarget())) {
                Execution execution = Fakes.execution(2, "echo", "decline", "wrong");
                assertThat(other.execute(execution)).isEqualTo(executor.execute(execution));
            }
        }
    }

    @Nested
    class WhenTheWorkerDies {
        @Test
        void otherVariantsAreRunAllTheSame() {
            assertThat(execute("echo", "exit", "echo", "kill", "decline")).satisfiesExactly(
                o -> assertThat(o).containsExactly(ECHO),
                o -> assertThat(o).containsExactly(new Outcome.Crashed("exit 3", List.of())),
                o -> assertThat(o).containsExactly(ECHO),
                o -> assertThat(o).containsExactly(new Outcome.Crashed("SIGKILL", List.of())),
                o -> assertThat(o).hasOnlyElementsOfType(Outcome.Refused.class));
            assertThat(execute("echo")).containsExactly(List.of(ECHO));
        }

        @Test
        void segmentationFaultsCarryTheirFrames() {
            assertThat(execute("segv")).satisfiesExactly(o -> assertThat(o).satisfiesExactly(
                crash -> assertThat(crash).isInstanceOfSatisfying(Outcome.Crashed.class, c -> {
                    assertThat(c.symptom()).isEqualTo("SIGSEGV");
                    assertThat(c.frames()).isNotEmpty().first().asString().startsWith("[libc.so");
                })));
        }

        @Test
        void abortsAndExhaustedHeapsAreNamed() {
            assertThat(execute("abort", "heap")).containsExactly(
                List.of(new Outcome.Crashed("SIGABRT", List.of())),
                List.of(new Outcome.Crashed("out of memory", List.of())));
        }

        @Test
        void hangsEndAtTheWallClockLimitAndHideNothing() {
            assertThat(execute("echo", "hang", "echo")).containsExactly(List.of(ECHO),
                List.of(new Outcome.Hung(Fakes.LIMITS.wallClock().toMillis())), List.of(ECHO));
        }

        @Test
        void killingItFromOutsideInTheMiddleIsACrashOfThatCase() throws Exception {
            long victim = executor.pid();
            CompletableFuture<List<List<Outcome>>> running =
                CompletableFuture.supplyAsync(() -> execute("echo", "hang"));
            Path journal = Journal.in(directory).getFirst();
            while (!(Journal.read(journal) instanceof Journal.Found(Journal j) && j.variant() == 1)) {
                Thread.sleep(10);
            }
            ProcessHandle.of(victim).orElseThrow().destroyForcibly();
            assertThat(running.get()).containsExactly(List.of(ECHO),
                List.of(new Outcome.Crashed("SIGKILL", List.of())));
            assertThat(execute("echo")).containsExactly(List.of(ECHO));
        }

        @Test
        void theTerminalsInterruptDoesNotReachIt() throws Exception {
            long worker = executor.pid();
            assertThat(new ProcessBuilder("kill", "-INT", Long.toString(worker)).start().waitFor()).isZero();
            assertThat(execute("echo", "echo")).containsExactly(List.of(ECHO), List.of(ECHO));
            assertThat(executor.pid()).isEqualTo(worker);
        }

        @Test
        void killingItWhileIdleBlamesNoCase() {
            ProcessHandle.of(executor.pid()).orElseThrow().destroyForcibly();
            assertThat(execute("echo")).containsExactly(List.of(ECHO));
        }

        @Test
        void itsJournalKeepsTheCaseUntilTheNextOne() throws Exception {
            execute("exit");
            assertThat(Journal.in(directory)).anySatisfy(path -> assertThat(Journal.read(path))
                .isInstanceOfSatisfying(Journal.Found.class, f -> {
                    assertThat(f.journal().execution().recipe()).isEqualTo(Fakes.RECIPE);
                    assertThat(f.journal().running()).isTrue();
                }));
        }
    }

    @Nested
    class WhenOurOwnCodeFails {
        @Test
        void theSupervisorThrowsTheStackTraceAndTheNextCaseRuns() {
            assertThatThrownBy(() -> execute("fail")).isInstanceOf(WorkerFault.class)
                .hasMessageContaining("adapter bug 4711").hasMessageContaining("FakeTarget.compile");
            assertThat(execute("echo")).containsExactly(List.of(ECHO));
        }
    }
}
