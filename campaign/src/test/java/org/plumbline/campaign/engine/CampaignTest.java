package org.plumbline.campaign.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.corpus.CorpusFolder;
import org.plumbline.generator.Options;
import org.plumbline.graph.Node;
import org.plumbline.targets.Outcome;
import org.plumbline.targets.Outcome.Stage;
import org.plumbline.targets.planted.PlantedTarget;
import org.plumbline.targets.planted.faults.Faults;
import org.plumbline.targets.worker.Executor;
import org.plumbline.targets.worker.InProcess;

/// Campaigns within this process.
class CampaignTest {
    private static final Options OPTIONS = Cases.only("Conv", "Relu", "Abs", "Neg");
    private static final long CASES = 120;
    private static final Outcome NOT_SUPPORTED = new Outcome.Refused(Stage.COMPILE, true, "no");

    @TempDir
    Path folder;

    private static Executor faulty() {
        return new InProcess(PlantedTarget.with(Faults.named("conv-bias-shifted").orElseThrow()));
    }

    /// Refuses three operators in the same words, so that the reduced form alone tells them apart.
    private static Executor taciturn() {
        return Cases.executor(Cases.VARIANTS, execution -> execution.source().model().graph().nodes().stream()
            .map(Node::operator).anyMatch(List.of("Relu", "Abs", "Neg")::contains)
                ? new Outcome.Refused(Stage.RUN, false, "no good") : NOT_SUPPORTED);
    }

    private Campaign campaign(CampaignState before, Supplier<Executor> target, String name) throws IOException {
        Path out = Files.createDirectories(folder.resolve(name));
        return new Campaign(before, OPTIONS, Stream.generate(target).limit(before.settings().workers()).toList(), out);
    }

    private static CampaignState fresh(int lanes) {
        return fresh(lanes, 3);
    }

    private static CampaignState fresh(int lanes, long seed) {
        return Campaign.fresh(new Settings("planted", seed, 1, 3, lanes, List.of()));
    }

    private CampaignState run(CampaignState before, Supplier<Executor> target, long cases, String name)
        throws IOException {
        return campaign(before, target, name).run(new Budget.Cases(cases), _ -> {});
    }

    private List<String> findings(String name) throws IOException {
        Path home = folder.resolve(name).resolve("findings");
        try (Stream<Path> files = Files.walk(home, 2)) {
            return files.map(f -> home.relativize(f).toString()).sorted().toList();
        }
    }

    private static CampaignState read(Path campaign) {
        return switch (CampaignState.read(campaign)) {
            case CampaignState.Found(CampaignState state) -> state;
            case CampaignState.Unreadable(String why) -> throw new AssertionError(why);
        };
    }

    private static Map<String, Long> bySignature(CampaignState s) {
        return Summary.of(s, Map.of()).findingsBySignature();
    }

    @Nested
    class ManyLanes {
        @ParameterizedTest
        @ValueSource(ints = {2, 3, 5})
        void doWhatOneDoes(int lanes) throws IOException {
            CampaignState one = run(fresh(1), CampaignTest::faulty, CASES, "one");
            CampaignState many = run(fresh(lanes), CampaignTest::faulty, CASES, "many");
            assertThat(many.tally().cases()).isEqualTo(CASES);
            assertThat(many.tally().digest()).isEqualTo(one.tally().digest());
            assertThat(bySignature(many)).isEqualTo(bySignature(one)).isNotEmpty();
            assertThat(findings("many")).isEqualTo(findings("one"));
        }

        @ParameterizedTest
        @ValueSource(ints = {2, 3, 5})
        void countAlikeWhicheverDiagnosesFirst(int lanes) throws IOException {
            // Among the first cases of this seed are refusals of different operators.
            CampaignState one = run(fresh(1, 3), CampaignTest::taciturn, CASES, "one");
            CampaignState many = run(fresh(lanes, 3), CampaignTest::taciturn, CASES, "many");
            assertThat(bySignature(one)).hasSizeGreaterThan(1);
            assertThat(bySignature(many)).isEqualTo(bySignature(one));
            assertThat(many.tally().findings()).hasSize(1).isEqualTo(one.tally().findings());
        }
    }

    @Nested
    class AResumedCampaign {
        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void endsAsIfItHadNeverStopped(int lanes) throws IOException {
            CampaignState whole = run(fresh(lanes), CampaignTest::faulty, CASES, "whole");
            CampaignState half = run(fresh(lanes), CampaignTest::faulty, 50, "halves");
            assertThat(half.tally().cases()).isEqualTo(50);
            assertThat(read(folder.resolve("halves"))).as("what is on disk").isEqualTo(half);
            CampaignState end = run(half, CampaignTest::faulty, CASES, "halves");
            assertThat(end.tally().digest()).isEqualTo(whole.tally().digest());
            assertThat(end.next()).isEqualTo(whole.next());
            assertThat(bySignature(end)).isEqualTo(bySignature(whole));
            assertThat(findings("halves")).isEqualTo(findings("whole"));
        }

        @Test
        void remembersWhatIsFamiliar() throws IOException {
            CampaignState whole = run(fresh(1), CampaignTest::taciturn, CASES, "whole");
            run(fresh(1), CampaignTest::taciturn, 60, "halves");
            CampaignState end = run(read(folder.resolve("halves")), CampaignTest::taciturn, CASES, "halves");
            assertThat(end.diagnoses()).isEqualTo(whole.diagnoses());
            assertThat(bySignature(end)).isEqualTo(bySignature(whole));
        }
    }

    @Nested
    class Stopping {
        @Test
        void isDoneAfterTheCasesInHandAndGoesOnLater() throws IOException {
            AtomicReference<Campaign> running = new AtomicReference<>();
            AtomicInteger executions = new AtomicInteger();
            running.set(campaign(fresh(2), () -> Cases.executor(Cases.VARIANTS, _ -> {
                if (executions.incrementAndGet() == 20) {
                    running.get().stop();
                }
                return NOT_SUPPORTED;
            }), "out"));
            CampaignState stopped = running.get().run(new Budget.Cases(CASES), _ -> {});
            assertThat(running.get().isAbandoned()).isFalse();
            assertThat(stopped.tally().cases()).isBetween(5L, 25L).isEqualTo(stopped.tally().generated());
            Supplier<Executor> none = () -> Cases.executor(Cases.VARIANTS, _ -> NOT_SUPPORTED);
            assertThat(run(stopped, none, CASES, "out").tally().digest())
                .isEqualTo(run(fresh(1), none, CASES, "whole").tally().digest());
        }

        @Test
        void comesByItselfWhenTheTimeIsUp() throws IOException {
            CampaignState end = campaign(fresh(2), CampaignTest::faulty, "out")
                .run(new Budget.Time(java.time.Duration.ofNanos(1)), _ -> {});
            assertThat(end.tally().cases()).isZero();
        }

        @Test
        void comesWithTheFirstLaneThatFails() {
            List<Executor> one = Collections.singletonList(Cases.executor(Cases.VARIANTS, _ -> {
                throw new IllegalStateException("our fault");
            }));
            assertThatThrownBy(() -> new Campaign(fresh(1), OPTIONS, one, folder)
                .run(new Budget.Cases(CASES), _ -> {})).isInstanceOf(IllegalStateException.class)
                .hasMessage("our fault");
        }

        @Test
        void comesWithADiskThatTakesNoFindingAndTheStateStaysWhole() throws IOException {
            Path out = Files.createDirectories(folder.resolve("out"));
            Files.writeString(out.resolve("findings"), "no folder");
            assertThatThrownBy(() -> run(fresh(2), CampaignTest::faulty, CASES, "out"))
                .isInstanceOf(IOException.class);
            CampaignState kept = read(out);
            assertThat(kept.tally().findings()).isEmpty();
            Files.delete(out.resolve("findings"));
            assertThat(run(kept, CampaignTest::faulty, CASES, "out").tally().digest())
                .isEqualTo(run(fresh(1), CampaignTest::faulty, CASES, "whole").tally().digest());
        }
    }

    @Test
    void isWatchedToTheEnd() throws IOException {
        AtomicReference<Campaign.Status> last = new AtomicReference<>();
        CampaignState end = campaign(fresh(2), CampaignTest::faulty, "out").run(new Budget.Cases(30), last::set);
        assertThat(last.get().tally()).isEqualTo(end.tally());
        assertThat(last.get().corpus()).isEqualTo(new CorpusFolder(folder.resolve("out")).files().size());
    }
}
