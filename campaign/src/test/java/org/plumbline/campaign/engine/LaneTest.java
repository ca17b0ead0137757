package org.plumbline.campaign.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.corpus.Corpus;
import org.plumbline.generator.Generator;
import org.plumbline.targets.Outcome;
import org.plumbline.targets.Outcome.Stage;
import org.plumbline.targets.planted.PlantedTarget;
import org.plumbline.targets.planted.faults.Faults;
import org.plumbline.targets.worker.Executor;
import org.plumbline.targets.worker.InProcess;

class LaneTest {
    private static final Outcome NOT_SUPPORTED = new Outcome.Refused(Stage.COMPILE, true, "no");

    @TempDir
    Path folder;

    private Lane lane(long first, int stride, Executor executor) throws IOException {
        return new Lane(1, first, stride, new Generator(Cases.only("Conv", "Relu", "Abs")), executor,
            new FindingStore(folder.resolve("findings"), Diagnoses.NONE), Corpus.open(folder));
    }

    private static Executor faulty() {
        return new InProcess(PlantedTarget.with(Faults.named("conv-bias-shifted").orElseThrow()));
    }

    @Test
    void takesEveryNthCaseFromItsOwn() throws IOException {
        List<Long> asked = new ArrayList<>();
        Lane lane = lane(1, 3, Cases.executor(Cases.VARIANTS, _ -> NOT_SUPPORTED));
        lane.work(index -> {
            asked.add(index);
            return index < 12;
        });
        assertThat(asked).containsExactly(1L, 4L, 7L, 10L, 13L);
        assertThat(lane.checkpoint().next()).isEqualTo(13);
        assertThat(lane.checkpoint().tally().cases()).isEqualTo(4);
        assertThat(lane.checkpoint().tally()).isEqualTo(lane.tally());
    }

    @Test
    void aCheckpointHasWholeCasesOnly() throws IOException {
        List<Lane.Done> within = new ArrayList<>();
        List<Long> generated = new ArrayList<>();
        AtomicReference<Lane> self = new AtomicReference<>();
        self.set(lane(0, 2, Cases.executor(Cases.VARIANTS, _ -> {
            within.add(self.get().checkpoint());
            generated.add(self.get().tally().generated());
            return NOT_SUPPORTED;
        })));
        self.get().work(index -> index < 20);
        assertThat(within).hasSizeGreaterThan(10).allSatisfy(d -> {
            assertThat(d.tally().generated()).isEqualTo(d.tally().cases()).isEqualTo(d.next() / 2);
        });
        assertThat(within.getLast().next()).as("what was asked for before").isEqualTo(18);
        assertThat(generated.getLast()).as("the case in hand").isEqualTo(10);
    }

    @Test
    void goesOnWhereItStopped() throws IOException {
        Lane whole = lane(0, 1, faulty());
        whole.work(index -> index < 30);
        Lane parts = lane(0, 1, faulty());
        parts.work(index -> index < 11);
        parts.work(index -> index < 30);
        assertThat(parts.tally().digest()).isEqualTo(whole.tally().digest());
        assertThat(parts.tally().findings()).isEqualTo(whole.tally().findings()).isNotEmpty();
    }

    @Test
    void twoGiveTheDigestOfOne() throws IOException {
        Lane one = lane(0, 1, faulty());
        one.work(index -> index < 30);
        Lane even = lane(0, 2, faulty());
        Lane odd = lane(1, 2, faulty());
        even.work(index -> index < 30);
        odd.work(index -> index < 30);
        Tally two = even.tally().plus(odd.tally());
        assertThat(two.digest()).isEqualTo(one.tally().digest());
        assertThat(two.findings()).isEqualTo(one.tally().findings());
        assertThat(two.operators()).isEqualTo(one.tally().operators());
    }

    @Test
    void aFindingThatCannotBeWrittenEndsItBeforeTheCase() throws IOException {
        Files.writeString(folder.resolve("findings"), "no folder");
        Lane lane = lane(0, 1, faulty());
        assertThatThrownBy(() -> lane.work(index -> index < 100)).isInstanceOf(IOException.class);
        assertThat(lane.checkpoint()).isEqualTo(new Lane.Done(0, Tally.ZERO));
    }
}
