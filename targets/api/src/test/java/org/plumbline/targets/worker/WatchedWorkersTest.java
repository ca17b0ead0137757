package org.plumbline.targets.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.targets.watch.Arming;
import org.plumbline.targets.watch.Coverage;
import org.plumbline.targets.watch.Probe;
import org.plumbline.targets.watch.Watch;

class WatchedWorkersTest {
    @TempDir
    Path directory;

    @TempDir
    Path services;

    private FakeWatch watch;
    private WorkerExecutor executor;

    private void open(Limits limits, boolean refuses) throws IOException {
        watch = new FakeWatch(services, refuses);
        executor = WorkerExecutor.open(Fakes.launch(), limits, directory, new Watch.Watching(watch));
    }

    @AfterEach
    void close() {
        if (executor != null) {
            executor.close();
            assertThat(directory).as("files after an orderly end").isEmptyDirectory();
        }
    }

    private Coverage.Seen seen() {
        return (Coverage.Seen) executor.coverage();
    }

    private List<Probe> freshAfter(String... variants) {
        executor.execute(Fakes.execution(1, variants));
        return seen().fresh();
    }

    @Test
    void theSupervisorLearnsHowTheWorkerWasArmed() throws IOException {
        open(Fakes.LIMITS, false);
        assertThat(seen().armed()).isEqualTo(new Arming.Armed(5, Duration.ofNanos(7)));
    }

    @Test
    void whatAnExecutionHitsIsFreshOnce() throws IOException {
        open(Fakes.LIMITS, false);
        assertThat(freshAfter("echo", "echo")).containsExactly(FakeWatch.probe(0));
        assertThat(seen().fresh()).isEmpty();
        assertThat(freshAfter("echo")).containsExactly(FakeWatch.probe(1));
    }

    @Test
    void aWorkerThatDiesLeavesWhatItHit() throws IOException {
        open(Fakes.LIMITS, false);
        assertThat(freshAfter("kill")).containsExactly(FakeWatch.probe(0));
    }

    @Test
    void whatAnEarlierWorkerHitIsNotFreshInALaterOne() throws IOException {
        open(Fakes.LIMITS, false);
        assertThat(freshAfter("exit", "echo")).containsExactly(FakeWatch.probe(0));
        assertThat(freshAfter("echo")).isSubsetOf(FakeWatch.probe(1));
        assertThat(freshAfter("exit")).isSubsetOf(FakeWatch.probe(1), FakeWatch.probe(2));
        assertThat(watch.knownAtStart).first().isEqualTo(Set.of());
        assertThat(watch.knownAtStart).last().satisfies(k -> assertThat(k).contains(FakeWatch.probe(0)));
    }

    @Test
    void probesCanBeForgottenSoThatTheyAreFreshAgain() throws IOException {
        open(Fakes.LIMITS.withRecycleAfter(1), false);
        assertThat(freshAfter("echo")).containsExactly(FakeWatch.probe(0));
        assertThat(freshAfter("echo")).isEmpty();
        seen().again(List.of(FakeWatch.probe(0)));
        assertThat(watch.again).containsExactly(FakeWatch.probe(0));
        assertThat(freshAfter("echo")).containsExactly(FakeWatch.probe(0));
    }

    @Test
    void aWorkerThatCannotBeArmedWorksAllTheSame() throws IOException {
        open(Fakes.LIMITS, true);
        assertThat(executor.coverage()).isEqualTo(new Coverage.Unseen("fake – no"));
        assertThat(executor.execute(Fakes.execution(1, "echo"))).hasSize(1);
    }

    @Test
    void withoutAWatchTheReasonIsThere() {
        try (WorkerExecutor blind = WorkerExecutor.open(Fakes.launch(), Fakes.LIMITS, directory,
            new Watch.Blind("no library"))) {
            assertThat(blind.coverage()).isEqualTo(new Coverage.Unseen("no library"));
        }
        try (WorkerExecutor plain = WorkerExecutor.open(Fakes.launch(), Fakes.LIMITS, directory)) {
            assertThat(plain.coverage()).isEqualTo(new Coverage.Unseen("nobody asked for it"));
        }
    }
}
