package org.plumbline.campaign.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.generator.rules.Ways;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.operators.Evaluator;
import org.plumbline.graph.operators.Evaluator.Evaluated;
import org.plumbline.oracles.Kind;
import org.plumbline.oracles.Oracles;
import org.plumbline.oracles.Trial;
import org.plumbline.oracles.Verdict;
import org.plumbline.reports.Subject;
import org.plumbline.targets.Outcome;

class CounterTest {
    private static final Subject SUBJECT = Cases.mean();
    private static final Evaluated REFERENCE =
        Evaluator.evaluate(SUBJECT.model(), SUBJECT.feeds(), Accuracy.CPU);

    private final Counter counter = new Counter();

    private static Trial trial(double output) {
        Outcome values = new Outcome.Values(List.of(Tensor.of(DType.FLOAT, Shape.of(3, 1), _ -> output)));
        return new Trial(SUBJECT.model(), SUBJECT.inputs(), REFERENCE,
            List.of(new Trial.Run(Cases.variant("plain"), List.of(values))));
    }

    @Test
    void aModelCountsByItsOperatorsAndByTheValuesOfItsInputsAndNodes() {
        counter.model(SUBJECT.model(), REFERENCE, 30);
        counter.model(SUBJECT.model(), REFERENCE, 12);
        Tally t = counter.tally();
        assertThat(t.generated()).isEqualTo(2);
        assertThat(t.generationNanos()).isEqualTo(42);
        assertThat(t.operators()).isEqualTo(Map.of("Relu", 2L, "Abs", 2L, "ReduceMean", 2L, "Add", 2L));
        assertThat(t.dtypes()).isEqualTo(Map.of("float", 10L));
        assertThat(t.dimensions()).isEqualTo(Map.of(3L, 10L, 4L, 6L, 1L, 4L));
    }

    @Test
    void nodesCountByTheWayTheyCameToBe() {
        counter.ways(new Ways(2, 3, 0));
        counter.ways(new Ways(1, 0, 5));
        assertThat(counter.tally().nodes()).isEqualTo(
            Map.of("by hand-written rule", 3L, "by inferred rule", 3L, "by recorded call", 5L));
    }

    @Test
    void aVerdictCountsAsWhatItIs() {
        counter.verdict(trial(1), new Verdict.Agrees(5, 2), false);
        counter.verdict(trial(1), new Verdict.Agrees(1, 0), false);
        counter.verdict(trial(1), new Verdict.Undecided("not supported: Magic"), false);
        counter.verdict(trial(1), new Verdict.Undecided("no reference"), false);
        counter.verdict(trial(1), new Verdict.Invalid("why"), false);
        counter.verdict(trial(1), new Verdict.Disagrees(Cases.evidence(Kind.CRASH, "")), false);
        Tally t = counter.tally();
        assertThat(List.of(t.cases(), t.agrees(), t.unsupported(), t.undecidedCases(), t.invalid()))
            .containsExactly(6L, 2L, 1L, 1L, 1L);
        assertThat(t.decidedShare()).isEqualTo(6.0 / 8);
    }

    @Test
    void whatCouldBeDecidedCountsUnderTheOperatorThatMadeTheOutputAndItsType() {
        String output = SUBJECT.model().graph().outputs().getFirst().name();
        String maker = SUBJECT.model().graph().nodes().stream().filter(n -> n.outputs().contains(output)).findFirst()
            .orElseThrow().qualifiedOperator();
        counter.decisions(SUBJECT.model().graph(), List.of(new Oracles.Decision(output, DType.FLOAT, 3, 0)));
        counter.decisions(SUBJECT.model().graph(), List.of(new Oracles.Decision(output, DType.FLOAT, 1, 2),
            new Oracles.Decision(output, DType.INT8, 0, 5), new Oracles.Decision("fed", DType.BOOL, 1, 0)));
        assertThat(counter.tally().decidedBy()).isEqualTo(Map.of(maker + " float", 4L, "input bool", 1L));
        assertThat(counter.tally().undecidedBy()).isEqualTo(Map.of(maker + " float", 2L, maker + " int8", 5L));
    }

    @Test
    void oddOutputsCountForCasesWithoutSpecialValuesToo() {
        Verdict agrees = new Verdict.Agrees(1, 0);
        counter.verdict(trial(Double.NaN), agrees, true);
        counter.verdict(trial(Double.NEGATIVE_INFINITY), agrees, false);
        counter.verdict(trial(1), agrees, false);
        Tally t = counter.tally();
        assertThat(List.of(t.nonFinite(), t.plainCases(), t.nonFinitePlain())).containsExactly(2L, 2L, 1L);
    }

    @Test
    void findingsAndDigestsAddUp() {
        counter.finding("a");
        counter.finding("b");
        counter.finding("a");
        counter.digest(Long.MAX_VALUE);
        counter.digest(2);
        assertThat(counter.tally().findings()).isEqualTo(Map.of("a", 2L, "b", 1L));
        assertThat(counter.tally().digest()).isEqualTo(Long.MIN_VALUE + 1);
    }

    @Test
    void aTallyStaysWhatItWas() {
        Tally before = counter.tally();
        counter.finding("a");
        assertThat(before).isEqualTo(Tally.ZERO);
    }
}
