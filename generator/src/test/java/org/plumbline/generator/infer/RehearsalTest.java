package org.plumbline.generator.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.plumbline.generator.rules.Learned;
import org.plumbline.generator.rules.Learned.Status;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.operator.Domain;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Slot;
import org.plumbline.graph.rule.Sym;

/// Rules are asked with all data drawn at once before they are used.
class RehearsalTest {
    private static Learned rule(Domain domain) {
        PartialOperator.Builder b = PartialOperator.builder("Fake");
        Sym n = b.dim("n", 1, 8);
        PartialOperator p = b.in(DType.FLOAT, List.of(n), domain).in(DType.FLOAT, List.of(n), domain).out(DType.FLOAT,
            List.of(n)).build();
        return new Learned(p, Status.SOLVED, "", 2, 0, List.of(new Learned.Call(List.of(3L), true), new Learned.Call(
            List.of(1L), true)));
    }

    private static Tensor fed(Slot slot, long[] call) {
        return switch (slot) {
            case Slot.Data d -> Question.data(d, call);
            case Slot.Given(Tensor t) -> t;
            case Slot.Elements _,Slot.Absent _ -> throw new AssertionError("no data");
        };
    }

    private static Label shape(long[] call) {
        return new Label.Accepted(List.of(List.of(call[0])));
    }

    @Test
    void aRuleThatHoldsForAllDataStays() {
        assertThat(new Rehearsal((_, call) -> shape(call)).of(rule(Domain.ANY), Rng.of(1))).isEqualTo(rule(
            Domain.ANY));
    }

    @Test
    void whatIsRefusedOnlyWhereTwoInputsDifferIsPartlySolved() {
        Labeller same = (p, call) -> fed(p.inputs().getFirst(), call).getDouble(0) == fed(p.inputs().getLast(), call)
            .getDouble(0) ? shape(call) : new Label.Refused("scales differ");
        Learned found = new Rehearsal(same).of(rule(Domain.ANY), Rng.of(1));
        assertThat(found.status()).isEqualTo(Status.PARTLY);
        assertThat(found.why()).contains("calls with other data are not as the rule says");
    }

    @Test
    void soIsWhatKillsTheTargetOnceTwoInputsAreKnown() {
        Labeller folding = (p, call) -> p.inputs().stream().allMatch(Slot.Given.class::isInstance) ? new Label.Lost(
            "SIGSEGV") : shape(call);
        assertThat(new Rehearsal(folding).of(rule(Domain.ANY), Rng.of(1)).status()).isEqualTo(Status.PARTLY);
    }

    @Test
    void dataStaysInsideItsDomain() {
        Labeller narrow = (p, call) -> p.inputs().stream().map(s -> fed(s, call)).allMatch(t -> t.getDouble(0) >= 1 && t
            .getDouble(0) <= 2) ? shape(call) : new Label.Refused("outside");
        assertThat(new Rehearsal(narrow).of(rule(Domain.range(1, 2)), Rng.of(1)).status()).isEqualTo(Status.SOLVED);
    }
}
