package org.plumbline.targets.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Kills a whole campaign in the middle of a case.
class SupervisorDeathTest {
    @TempDir
    Path directory;

    /// A campaign of one case that hangs; its arguments are the folder and the variants.
    public static final class Campaign {
        public static void main(String[] arguments) {
            WorkerExecutor executor = WorkerExecutor.open(Fakes.launch(), Limits.DEFAULT, Path.of(arguments[0]));
            executor.execute(Fakes.execution(1, "echo"));
            executor.execute(Fakes.execution(1, "echo", "hang"));
        }
    }

    @Test
    @Timeout(60)
    void theCaseIsInTheJournalAndNoWorkerIsLeftOver() throws Exception {
        String classPath = String.join(":", Fakes.classPath().stream().map(Path::toString).toList());
        Process campaign = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
            classPath, "--enable-native-access=ALL-UNNAMED", Campaign.class.getName(), directory.toString())
            .redirectErrorStream(true).redirectOutput(directory.resolve("campaign.log").toFile()).start();
        while (Files.list(directory).noneMatch(f -> f.toString().endsWith(Journal.SUFFIX) && hangs(f))) {
            assertThat(campaign.isAlive()).as(Files.readString(directory.resolve("campaign.log"))).isTrue();
            Thread.sleep(20);
        }
        List<ProcessHandle> workers = campaign.descendants().toList();
        campaign.destroyForcibly().waitFor();
        assertThat(workers).isNotEmpty();
        for (ProcessHandle worker : workers) {
            worker.onExit().get(30, TimeUnit.SECONDS);
        }
        List<Journal> hanging = Journal.in(directory).stream().map(Journal::read)
            .filter(Journal.Found.class::isInstance).map(r -> ((Journal.Found) r).journal()).toList();
        assertThat(hanging).singleElement().satisfies(journal -> {
            assertThat(journal.running()).isTrue();
            assertThat(journal.variant()).isOne();
            assertThat(journal.execution().recipe()).isEqualTo(Fakes.RECIPE);
            assertThat(journal.execution().source().onnx()).containsExactly(1, 2, 3);
            assertThat(journal.execution().inputs()).isEqualTo(Fakes.INPUTS);
        });
    }

    private static boolean hangs(Path journal) {
        return Journal.read(journal) instanceof Journal.Found(Journal j) && j.running() && j.variant() == 1;
    }
}
