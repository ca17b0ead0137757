package org.plumbline.campaign.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.generator.infer.Label;
import org.plumbline.generator.infer.Learner;
import org.plumbline.generator.rules.Learned;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.rule.Expr;
import org.plumbline.reports.FindingFolder;
import org.plumbline.targets.Outcome;
import org.plumbline.targets.worker.Execution;

/// A target that is asked about calls, at which it may die, hang or not know its own mind.
class TargetLabellerTest {
    private static final PartialOperator TEMPLATE = template();
    private static final int OPSET = 22;

    @TempDir
    Path folder;

    private static PartialOperator template() {
        PartialOperator.Builder b = PartialOperator.builder("Relu");
        List<Expr> dims = List.of(b.dim("x0_0", 1, 64));
        return b.in(DType.FLOAT, dims).outOfUnknownShape(DType.FLOAT).build();
    }

    private static Outcome echo(Execution e) {
        return new Outcome.Values(List.of(e.inputs().getFirst()));
    }

    private static long size(Execution e) {
        return e.inputs().getFirst().size();
    }

    private static TargetLabeller labeller(FakeExecutor target, Keeper keeper) {
        return new TargetLabeller(target, OPSET, keeper, Rng.of(1));
    }

    @Nested
    class ADeath {
        private final FakeExecutor target = new FakeExecutor(e -> size(e) == 3 ? new Outcome.Crashed("SIGSEGV", List.of(
            "libfake.so Relu")) : size(e) == 5 ? new Outcome.Hung(10_000) : echo(e));

        @Test
        void isSetAsideAsAFindingThatCanBeReadAgain() throws IOException {
            TargetLabeller labeller = labeller(target, new KeptCalls(folder, target, 1));
            assertThat(labeller.label(TEMPLATE, new long[] {3})).isEqualTo(new Label.Lost(
                "SIGSEGV in libfake.so Relu"));
            assertThat(labeller.label(TEMPLATE, new long[] {5})).isEqualTo(new Label.Lost("killed after 10000 ms"));
            try (Stream<Path> files = Files.walk(folder)) {
                List<Path> findings = files.filter(f -> f.endsWith("finding.json")).map(Path::getParent).toList();
                assertThat(findings).hasSize(2).allSatisfy(f -> {
                    assertThat(FindingFolder.read(f)).isInstanceOfSatisfying(FindingFolder.Found.class, found -> {
                        assertThat(found.finding().kind()).isIn("crash", "hang");
                        assertThat(found.finding().guilty()).containsExactly("plain");
                        assertThat(found.subject().model().graph().nodes()).singleElement().returns("Relu", n -> n
                            .operator());
                    });
                });
            }
        }

        @Test
        void doesNotEndTheLearning() {
            TargetLabeller labeller = labeller(target, Keeper.NOBODY);
            List<Learner.Outcome> rules = new Learner(labeller).learn(TEMPLATE, Rng.of(1));
            assertThat(rules).singleElement().satisfies(r -> assertThat(r.learned().status()).isEqualTo(
                Learned.Status.SOLVED));
            assertThat(labeller.account().lost()).isNotEmpty();
            assertThat(labeller.account().contradictory()).isEmpty();
        }
    }

    @Nested
    class ASecondAnswer {
        /// Takes every other call of an even size.
        private FakeExecutor unsteady() {
            int[] turn = {0};
            return new FakeExecutor(e -> size(e) % 2 == 0 && turn[0]++ % 2 == 0 ? new Outcome.Refused(Outcome.Stage.RUN,
                false, "no") : echo(e));
        }

        @Test
        void thatIsAnotherIsToldAndKeptOutOfLearning() {
            TargetLabeller labeller = labeller(unsteady(), Keeper.NOBODY);
            List<Learner.Outcome> rules = new Learner(labeller).learn(TEMPLATE, Rng.of(1));
            TargetLabeller.Account account = labeller.account();
            assertThat(account.contradictory()).isNotEmpty().allSatisfy(c -> {
                assertThat(c.call().getFirst() % 2).isZero();
                assertThat(c.what()).startsWith("answered in two ways: refused, then accepted with shapes");
            });
            assertThat(new InferenceTable(List.of(), account).render()).contains(account.contradictory().size()
                + " answered in two ways", "two answers: ", " of Relu: answered in two ways");
            assertThat(rules).allSatisfy(r -> assertThat(r.learned().why()).contains("answered in two ways"));
        }

        @Test
        void isAskedForAtFirstAndInASampleUntilOneIsAnother() {
            FakeExecutor steady = new FakeExecutor(TargetLabellerTest::echo);
            TargetLabeller labeller = labeller(steady, Keeper.NOBODY);
            for (int i = 1; i <= 1000; i++) {
                labeller.label(TEMPLATE, new long[] {1 + i % 60});
            }
            assertThat(labeller.account().asked()).isEqualTo(1000);
            assertThat(labeller.account().twice()).isBetween(20L, 60L).isEqualTo(steady.asked().size() - 1000L);

            TargetLabeller doubting = labeller(unsteady(), Keeper.NOBODY);
            while (doubting.account().contradictory().isEmpty()) {
                doubting.label(TEMPLATE, new long[] {2});
            }
            long before = doubting.account().twice();
            doubting.label(TEMPLATE, new long[] {4});
            assertThat(doubting.account().twice()).isEqualTo(before + 1);
        }
    }
}
