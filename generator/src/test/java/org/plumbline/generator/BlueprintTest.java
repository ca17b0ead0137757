package org.plumbline.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.plumbline.generator.Blueprint.Place;
import org.plumbline.graph.DType;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Rng;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.rule.Expr;

/// Graphs whose dimensions are symbols until the whole is solved.
class BlueprintTest {
    private static final int BUDGET = 1 << 11;

    @Nested
    class Insertions {
        @Test
        void letShapesOfDifferentOriginAdaptToEachOther() {
            try (Blueprint blueprint = new Blueprint(BUDGET, 1)) {
                assertThat(blueprint.append(product(), Map.of())).isTrue();
                assertThat(blueprint.append(product(), Map.of())).isTrue();
                assertThat(
                    blueprint.append(sum(), Map.of(0, new Place(0, 0, true), 1, new Place(1, 0, true)))).isTrue();

                for (int seed = 0; seed < 3; seed++) {
                    List<long[]> solved = blueprint.solve(Rng.of(seed)).orElseThrow();
                    assertThat(new long[] {solved.get(0)[0], solved.get(0)[2]})
                        .isEqualTo(new long[] {solved.get(1)[0], solved.get(1)[2]}).isEqualTo(solved.get(2));
                }
            }
        }

        @Test
        void thatContradictTheRestAreTakenBack() {
            try (Blueprint blueprint = new Blueprint(BUDGET, 1)) {
                assertThat(blueprint.append(fixed(3, 5), Map.of())).isTrue();
                assertThat(blueprint.append(fixed(4, 7), Map.of(0, new Place(0, 0, true)))).isFalse();
                assertThat(blueprint.placed()).hasSize(1);
                assertThat(blueprint.append(fixed(5, 7), Map.of(0, new Place(0, 0, true)))).isTrue();
                assertThat(blueprint.order()).containsExactly(0, 1);
                assertThat(blueprint.solve(Rng.of(1))).isPresent();
            }
        }

        @Test
        void inFrontReplaceAnInputForAllItsReaders() {
            try (Blueprint blueprint = new Blueprint(BUDGET, 1)) {
                Place input = new Place(0, 0, false);
                assertThat(blueprint.append(sum(), Map.of())).isTrue();
                assertThat(blueprint.append(sum(), Map.of(0, input, 1, input))).isTrue();
                assertThat(blueprint.prepend(product(), input)).isTrue();

                assertThat(blueprint.order()).containsExactly(2, 0, 1);
                assertThat(blueprint.current(input)).isEqualTo(new Place(2, 0, true));
                assertThat(blueprint.inputs()).containsExactly(new Place(0, 1, false), new Place(2, 0, false),
                    new Place(2, 1, false));
                List<long[]> solved = blueprint.solve(Rng.of(1)).orElseThrow();
                assertThat(solved.get(0)).isEqualTo(solved.get(1));
                assertThat(solved.get(2)[0]).isEqualTo(solved.get(0)[0]);
            }
        }

        @Test
        void neverForceDimensionsThatStoodToBeOne() {
            try (Blueprint blueprint = new Blueprint(BUDGET, 1)) {
                assertThat(blueprint.append(sum(), Map.of())).isTrue();
                assertThat(blueprint.append(fixed(1, 3), Map.of())).isTrue();
                assertThat(blueprint.append(row(), Map.of(0, new Place(0, 0, true)))).isFalse();
            }
        }
    }

    @Nested
    class Models {
        private static final Options ALL_SOLVED = Options.DEFAULT.withNodes(4, 8).solvingWhole(1);

        @Test
        void solvedAsAWholeAreTheSameForTheSameSeed() {
            for (long seed = 1; seed <= 8; seed++) {
                Generated one = new Generator(ALL_SOLVED).generate(seed);
                assertThat(one.recipe().origin()).isEqualTo("solved");
                assertThat(new Generator(ALL_SOLVED).generate(seed).realized().model())
                    .isEqualTo(one.realized().model());
            }
        }

        @Test
        void solvedAsAWholeDoNotHangOnWhenTheGarbageCollectorRuns() throws InterruptedException {
            List<Model> calm = solved();
            Thread collecting = Thread.ofPlatform().start(() -> {
                while (!Thread.interrupted()) {
                    System.gc();
                    LockSupport.parkNanos(4_000_000);
                }
            });
            List<Model> busy = solved();
            collecting.interrupt();
            collecting.join();
            assertThat(busy).isEqualTo(calm);
        }

        private static List<Model> solved() {
            return LongStream.range(0, 40).mapToObj(new Generator(ALL_SOLVED)::generate)
                .map(g -> g.realized().model()).toList();
        }

        @Test
        void solvedAsAWholeJoinBranches() {
            Generator generator = new Generator(ALL_SOLVED);
            long joining = LongStream.range(0, 40).mapToObj(generator::generate)
                .filter(g -> g.realized().model().graph().nodes().stream().anyMatch(n -> joins(n, g))).count();
            assertThat(joining).isGreaterThan(3);
        }

        private static boolean joins(Node node, Generated in) {
            return in.realized().model().graph().nodes().stream()
                .filter(n -> !n.operator().equals("Constant") && n.outputs().stream().anyMatch(node.inputs()::contains))
                .count() > 1;
        }
    }

    /// [a, b] · [b, c] = [a, c].
    private static PartialOperator product() {
        var b = PartialOperator.builder("MatMul");
        Expr rows = b.dim("a");
        Expr inner = b.dim("b");
        Expr columns = b.dim("c");
        return b.in(DType.FLOAT, List.of(rows, inner)).in(DType.FLOAT, List.of(inner, columns))
            .out(DType.FLOAT, List.of(rows, columns)).build();
    }

    private static PartialOperator sum() {
        var b = PartialOperator.builder("Add");
        List<Expr> dims = b.dims("x", 2);
        return b.in(DType.FLOAT, dims).in(DType.FLOAT, dims).out(DType.FLOAT, dims).build();
    }

    private static PartialOperator fixed(long from, long to) {
        var b = PartialOperator.builder("Resize");
        return b.in(DType.FLOAT, List.of(Expr.of(from))).out(DType.FLOAT, List.of(Expr.of(to))).build();
    }

    /// Reads a matrix of one row.
    private static PartialOperator row() {
        var b = PartialOperator.builder("Squeeze");
        Expr length = b.dim("n");
        return b.in(DType.FLOAT, List.of(Expr.of(1), length)).out(DType.FLOAT, List.of(length)).build();
    }
}
