package org.plumbline.campaign.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.generator.Options;
import org.plumbline.graph.DType;
import org.plumbline.graph.Model;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.targets.Outcome;
import org.plumbline.targets.Variant;
import org.plumbline.targets.watch.Coverage;
import org.plumbline.targets.worker.Device;
import org.plumbline.targets.worker.Execution;
import org.plumbline.targets.worker.Executor;

/// Campaigns on a device where several cases in a row share their model.
class InputsPerModelTest {
    private static final int INPUTS = 3;

    @TempDir
    Path folder;

    @Test
    void aModelStaysInOneWorkerAndEveryCaseIsRunOnce() throws IOException {
        List<Recorder> recorders = List.of(new Recorder(), new Recorder());
        Settings settings = new Settings("fake", 7, 1, 3, 2, List.of());
        Campaign campaign = new Campaign(Campaign.fresh(settings), Options.DEFAULT.withNodes(1, 3),
            List.copyOf(recorders), folder);
        Tally tally = campaign.run(new Budget.Cases(24), _ -> {}).tally();
        assertThat(tally.cases()).isEqualTo(24);
        for (Recorder r : recorders) {
            assertThat(r.models).hasSize(12);
            for (int i = 0; i < r.models.size(); i += INPUTS) {
                assertThat(r.models.subList(i, i + INPUTS)).containsOnly(r.models.get(i));
            }
        }
        assertThat(Stream.concat(recorders.get(0).models.stream(), recorders.get(1).models.stream()).distinct())
            .hasSize(24 / INPUTS);
    }

    /// A target that refuses everything as unsupported and remembers what it was asked.
    private static final class Recorder implements Executor {
        private final List<Model> models = new ArrayList<>();

        @Override
        public String target() {
            return "fake";
        }

        @Override
        public String version() {
            return "1";
        }

        @Override
        public List<Variant> variants() {
            return Cases.VARIANTS.subList(0, 1);
        }

        @Override
        public Set<DType> feeds() {
            return Set.of(DType.values());
        }

        @Override
        public Device device(Variant variant) {
            return new Device(Accuracy.WGSL, INPUTS);
        }

        @Override
        public List<List<Outcome>> execute(Execution execution) {
            models.add(execution.source().model());
            return List.of(List.of(new Outcome.Refused(Outcome.Stage.COMPILE, true, "nothing is implemented")));
        }

        @Override
        public Coverage coverage() {
            return new Coverage.Unseen("a fake");
        }

        @Override
        public void close() {
        }
    }
}
