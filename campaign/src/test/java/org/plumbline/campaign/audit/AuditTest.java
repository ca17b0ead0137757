package org.plumbline.campaign.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.campaign.audit.Contradiction.Kind;
import org.plumbline.campaign.Journals;
import org.plumbline.generator.infer.Label;
import org.plumbline.generator.infer.Labeller;
import org.plumbline.generator.rules.Learned;
import org.plumbline.generator.rules.Rulebook;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.rule.Sym;
import org.plumbline.targets.worker.Executor;

/// Learned rules against ONNX's real checker and inference, and against runtimes that are told what to say.
class AuditTest {
    private static final Learned MATMUL = matmul();
    private static final Labeller CLEAN = (_, c) -> c[1] == c[2] ? new Label.Accepted(List.of(List.of(c[0], c[3])))
        : new Label.Refused("dimensions do not fit");

    private static Learned matmul() {
        PartialOperator.Builder b = PartialOperator.builder("MatMul");
        List<Sym> d = List.of(b.dim("a", 1, 8), b.dim("b", 1, 8), b.dim("c", 1, 8), b.dim("d", 1, 8));
        PartialOperator rule = b.require(d.get(1).eq(d.get(2))).in(DType.FLOAT, List.of(d.get(0), d.get(1))).in(
            DType.FLOAT, List.of(d.get(2), d.get(3))).out(DType.FLOAT, List.of(d.get(0), d.get(3))).build();
        return new Learned(rule, Learned.Status.SOLVED, "", 2, 1, List.of(new Learned.Call(List.of(2L, 3L, 3L, 4L),
            true), new Learned.Call(List.of(2L, 3L, 5L, 4L), false)));
    }

    private static AuditTable audit(Labeller runtime) {
        try (Executor onnx = Judge.worker(Journals.temporary())) {
            return new AuditTable(new Audit(Judge.of(onnx), runtime, 22).of(MATMUL, Rng.of(1), () -> true), 1, List
                .of(), new ModelTrial.Result(0, 0, List.of()));
        }
    }

    @Test
    void aRuntimeThatDoesWhatTheSpecificationSaysIsClean() {
        AuditTable table = audit(CLEAN);
        assertThat(table.result().asked()).isGreaterThan(5);
        assertThat(table.result().contradictions()).isEmpty();
        assertThat(table.groups()).isEmpty();
    }

    @Nested
    class APlantedContradiction {
        private void isFound(Labeller runtime, Kind kind) {
            AuditTable table = audit(runtime);
            assertThat(table.groups()).extracting(AuditTable.Group::kind).contains(kind);
            assertThat(table.render()).contains(kind.words(), "MatMul(float[");
        }

        @Test
        void isFoundWhereTheRuntimeTakesWhatDoesNotFit() {
            isFound((_, c) -> new Label.Accepted(List.of(List.of(c[0], c[3]))), Kind.RUNTIME_ACCEPTS);
        }

        @Test
        void isFoundWhereTheRuntimeRefusesWhatFits() {
            isFound((p, c) -> c[0] == 2 ? new Label.Refused("no twos") : CLEAN.label(p, c), Kind.RUNTIME_REFUSES);
        }

        @Test
        void isFoundWhereTheRuntimeGivesAnotherShape() {
            isFound((_, c) -> c[1] == c[2] ? new Label.Accepted(List.of(List.of(c[3], c[0] + 1))) : new Label.Refused(
                "no"), Kind.SHAPES_DIFFER);
        }

        @Test
        void isFoundWhereTheRuleSaysOtherwise() {
            isFound((_, _) -> new Label.Refused("never"), Kind.RULE_DIFFERS);
        }

        @Test
        void isFoundWhereTheRuntimeDies() {
            isFound((p, c) -> c[0] > 2 ? new Label.Lost("SIGSEGV") : CLEAN.label(p, c), Kind.RUNTIME_DIES);
        }

        @Test
        void isShownByItsSmallestCall() {
            AuditTable table = audit((p, c) -> c[0] >= 2 ? new Label.Refused("no " + c[0]) : CLEAN.label(p, c));
            assertThat(table.groups().stream().filter(g -> g.kind() == Kind.RUNTIME_REFUSES)).singleElement().satisfies(
                g -> assertThat(g.smallest().size()).isEqualTo(table.result().contradictions().stream().filter(
                    c -> c.kind() == Kind.RUNTIME_REFUSES).mapToLong(Contradiction::size).min().orElseThrow()));
        }
    }

    @Test
    void anOutputOfAnotherTypeThanTheAttributeSaysIsRefusedByBoth() {
        PartialOperator.Builder b = PartialOperator.builder("Cast");
        Sym n = b.dim("n", 1, 8);
        PartialOperator toInt8 = b.in(DType.FLOAT, List.of(n)).set("to", 3).out(DType.FLOAT, List.of(n)).build();
        Learned learned = new Learned(toInt8, Learned.Status.NOT, "", 0, 1, List.of(new Learned.Call(List.of(2L),
            false)));
        try (Executor onnx = Judge.worker(Journals.temporary())) {
            Audit.Result result = new Audit(Judge.of(onnx), (_, _) -> new Label.Refused("type"), 22).of(learned, Rng.of(
                1), () -> true);
            assertThat(result.asked()).isEqualTo(1);
            assertThat(result.contradictions()).isEmpty();
        }
    }

    @Nested
    class AnInferenceThatDies {
        @Test
        void isAContradictionAndDoesNotEndTheAudit() {
            Judge dying = (_, _) -> new Statement.Dies("SIGFPE");
            Audit.Result result = new Audit(dying, CLEAN, 22).of(MATMUL, Rng.of(1), () -> true);
            assertThat(result.contradictions()).hasSize((int) result.asked()).allSatisfy(c -> assertThat(c.kind())
                .isEqualTo(Kind.SPECIFICATION_DIES));
        }
    }

    @Nested
    class OnDisk {
        @TempDir
        Path folder;

        @Test
        void theTableHasAModelForEachGroup() throws IOException {
            AuditTable table = audit((_, c) -> new Label.Accepted(List.of(List.of(c[0], c[3]))));
            Rulebook book = new Rulebook("fake", "1", 22, Map.of("MatMul", List.of(MATMUL)));
            AuditFolder.write(folder, book, table);
            assertThat(Files.readString(folder.resolve("audit.json"))).contains("\"runtime-accepts\"",
                "\"operator\" : \"MatMul\"", "Incompatible dimensions");
            assertThat(folder).isDirectoryContaining(f -> f.getFileName().toString().startsWith(
                "runtime-accepts-matmul") && Files.exists(f.resolve("model.onnx")));
        }
    }
}
