package org.plumbline.generator.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.generator.rules.Learned;
import org.plumbline.generator.rules.Learned.Status;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.operator.Domain;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.PartialOperator.Out;
import org.plumbline.graph.operator.Slot;
import org.plumbline.graph.rule.Expr;
import org.plumbline.graph.rule.Sym;

/// Templates that have no one rule get one for each value of a number, or for each range.
class SplitsTest {
    private static final Sym N = new Sym(0, "n", Sym.Role.DIMENSION, 1, 64);
    private static final Sym M = new Sym(1, "m", Sym.Role.DIMENSION, 1, 64);

    private static List<Learned> learned(List<Sym> symbols, List<Slot> inputs, Labeller labeller) {
        return new Learner(labeller).learn(new PartialOperator("Fake", inputs, Map.of(), List.of(new Out(DType.FLOAT,
            List.of(), true)), symbols, List.of(), List.of()), Rng.of(1)).stream().map(Learner.Outcome::learned)
            .toList();
    }

    private static Slot data(Expr... dims) {
        return new Slot.Data(DType.FLOAT, List.of(dims), Domain.ANY, false);
    }

    @Test
    void aDimensionThatGivesTheOutputItsRankIsSplitAt() {
        Sym depth = new Sym(2, "depth", Sym.Role.DIMENSION, 1, 64);
        List<Learned> rules = learned(List.of(N, M, depth), List.of(data(N, M), data(depth)), (_, call) -> call[2] > 2
            ? new Label.Refused("too deep") : new Label.Accepted(List.of(call[2] == 1 ? List.of(call[1]) : List.of())));
        assertThat(rules).hasSize(2).allMatch(r -> r.status() == Status.SOLVED);
        assertThat(rules).extracting(r -> r.partial().outputs().getFirst().dims()).containsExactlyInAnyOrder(List.of(M),
            List.of());
    }

    @Test
    void aNumberThatMeansSomethingElseAtZeroIsSplitThere() {
        Sym size = new Sym(1, "size", Sym.Role.VALUE, 0, 64);
        List<Learned> rules = learned(List.of(N, size), List.of(data(N), new Slot.Elements(DType.INT64, List.of(size),
            false)), (_, call) -> new Label.Accepted(List.of(List.of(call[1] == 0 ? call[0] * call[0] : call[1]
                + call[0]))));
        assertThat(rules).hasSize(2).allMatch(r -> r.status() == Status.SOLVED);
        assertThat(rules.getFirst().partial().outputs().getFirst().dims()).containsExactly(N.times(N));
    }
}
