package org.plumbline.targets.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.targets.Outcome;

class LimitsTest {
    @TempDir
    Path directory;

    @Test
    void recycledWorkersAreReplacedByTheSpare() {
        try (WorkerExecutor executor =
            WorkerExecutor.open(Fakes.launch(), Fakes.LIMITS.withRecycleAfter(2), directory)) {
            long first = executor.pid();
            executor.execute(Fakes.execution(1, "echo"));
            assertThat(executor.pid()).isEqualTo(first);
            executor.execute(Fakes.execution(1, "echo"));
            assertThat(executor.pid()).isNotEqualTo(first);
            assertThat(executor.execute(Fakes.execution(1, "echo")).getFirst()).hasSize(1);
        }
    }

    @Test
    void whatExceedsTheJournalIsRefusedWithTheNumbers() {
        try (WorkerExecutor executor =
            WorkerExecutor.open(Fakes.launch(), Fakes.LIMITS.withJournal(1 << 20), directory)) {
            Execution big = Execution.ofBytes(new byte[2 << 20], List.of(), List.of(FakeTarget.doing("echo")), 1,
                Fakes.RECIPE);
            assertThat(executor.execute(big)).satisfiesExactly(o -> assertThat(o).singleElement().asString()
                .contains("COMPILE", "unsupported=true", "2097", "1048576"));
            assertThat(executor.execute(Fakes.execution(2, "large", "echo"))).satisfiesExactly(
                o -> assertThat(o).singleElement().asString().contains("RUN", "unsupported=true", "outputs of 3145"),
                o -> assertThat(o).hasOnlyElementsOfType(Outcome.Values.class).hasSize(2));
        }
    }

    @Test
    void aWorkerThatCannotStartSaysWhy() {
        Launch wrong = new Launch("nobody", Fakes.launch().classPath(), List.of(), Map.of());
        assertThatThrownBy(() -> WorkerExecutor.open(wrong, Fakes.LIMITS, directory)).isInstanceOf(WorkerFault.class)
            .hasMessageContaining("0 targets are named nobody");
        Limits tight = Fakes.LIMITS.withAddressSpace(64 << 20);
        assertThatThrownBy(() -> WorkerExecutor.open(Fakes.launch(), tight, directory)).isInstanceOf(WorkerFault.class)
            .hasMessageContaining("did not start");
    }
}
