package org.plumbline.generator.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.plumbline.generator.rules.Learned;
import org.plumbline.graph.DType;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.operator.Domain;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Slot;
import org.plumbline.graph.rule.Expr;
import org.plumbline.graph.rule.Sym;

/// Which values a rule holds for that was learned with small positive ones.
class DomainsTest {
    private static final Learned RULE = rule(DType.INT64, Domain.ANY);

    private static Learned rule(DType dtype, Domain domain) {
        PartialOperator.Builder b = PartialOperator.builder("Fake");
        Sym n = b.dim("n", 1, 8);
        PartialOperator p = b.in(dtype, List.of(n), domain).out(dtype, List.of(n)).build();
        return new Learned(p, Learned.Status.SOLVED, "", 2, 0, List.of(new Learned.Call(List.of(3L), true),
            new Learned.Call(List.of(1L), true)));
    }

    /// The value fed, as it is for the target.
    private static Tensor fed(PartialOperator p, long[] call) {
        return switch (p.inputs().getFirst()) {
            case Slot.Data d -> Question.data(d, call);
            case Slot.Given(Tensor t) -> t;
            case Slot.Elements _,Slot.Absent _ -> throw new AssertionError("no data");
        };
    }

    private static Label taking(PartialOperator p, long[] call, LongPredicate isFine) {
        Tensor t = fed(p, call);
        return IntStream.range(0, t.size()).allMatch(i -> isFine.test(t.dtype().isReal() ? (long) t.getDouble(i) : t
            .getLong(i))) ? new Label.Accepted(List.of(List.of((long) t.size()))) : new Label.Refused("value");
    }

    private static Domain domainWhere(LongPredicate isFine) {
        Learned found = new Domains((p, call) -> taking(p, call, isFine)).of(RULE);
        assertThat(found.status()).isEqualTo(Learned.Status.SOLVED);
        return ((Slot.Data) found.partial().inputs().getFirst()).domain();
    }

    @Nested
    class TheDomain {
        @Test
        void isAnyWhereAllValuesAreTaken() {
            assertThat(new Domains((p, call) -> taking(p, call, _ -> true)).of(RULE)).isEqualTo(RULE);
        }

        @Test
        void leavesOutZeroWhereThatIsRefused() {
            assertThat(domainWhere(v -> v != 0 && Math.abs(v) < 1000)).isEqualTo(Domain.NON_ZERO);
        }

        @Test
        void leavesOutWhatIsNegative() {
            assertThat(domainWhere(v -> v >= 0)).isEqualTo(new Domain.Integers(Expr.of(0), Expr.of(8)));
            assertThat(domainWhere(v -> v > 0)).isEqualTo(new Domain.Integers(Expr.of(1), Expr.of(8)));
        }

        @Test
        void leavesOutWhatIsLarge() {
            assertThat(domainWhere(v -> Math.abs(v) < 50)).isEqualTo(new Domain.Integers(Expr.of(-8), Expr.of(8)));
        }

        @Test
        void isWhatThresholdsMayBe() {
            Learned real = rule(DType.FLOAT, Domain.ANY);
            Learned found = new Domains((p, call) -> taking(p, call, v -> v >= 0 && v <= 1)).of(real);
            assertThat(((Slot.Data) found.partial().inputs().getFirst()).domain()).isEqualTo(Domain.range(0, 1));
        }

        @Test
        void isWhatItWasLearnedWithWhereNothingElseIsTaken() {
            assertThat(domainWhere(v -> v == 1)).isEqualTo(new Domain.Integers(Expr.of(1), Expr.of(1)));
        }

        @Test
        void ofAnIndexStaysUnlessEverythingIsTaken() {
            Domain zero = new Domain.Integers(Expr.of(0), Expr.of(0));
            Learned index = rule(DType.INT64, zero);
            assertThat(new Domains((p, call) -> taking(p, call, v -> v >= 0 && v < 3)).of(index)).isEqualTo(index);
            assertThat(new Domains((p, call) -> taking(p, call, _ -> true)).of(index).partial().inputs()).isEqualTo(RULE
                .partial().inputs());
        }
    }

    @Test
    void aShapeThatChangesWithTheValuesFollowsFromNoInteger() {
        Labeller nonZero = (p, call) -> new Label.Accepted(List.of(List.of(IntStream.range(0, fed(p, call).size())
            .filter(i -> fed(p, call).getLong(i) != 0).count())));
        Learned found = new Domains(nonZero).of(RULE);
        assertThat(found.partial().outputs()).containsExactly(new PartialOperator.Out(DType.INT64, List.of(), true));
        assertThat(Learner.agrees(found.partial(), new long[] {3}, new Label.Accepted(List.of(List.of(7L))))).isTrue();
    }

    @Test
    void aRuleThatHoldsOnlyWhileNobodyKnowsTheValueIsNone() {
        Learned found = new Domains((p, call) -> p.inputs().getFirst() instanceof Slot.Given ? new Label.Refused("size")
            : taking(p, call, _ -> true)).of(RULE);
        assertThat(found.status()).isEqualTo(Learned.Status.NOT);
        assertThat(found.calls()).isEmpty();
        assertThat(found.why()).contains("input 0 is refused once its value is known");
    }

    @Test
    void theSmallestCallTellsWhatIsTakenOnceTheValueIsKnown() {
        PartialOperator.Builder b = PartialOperator.builder("Fake");
        Sym n = b.dim("n", 1, 64);
        PartialOperator large = b.in(DType.INT64, List.of(n, n, n, n), Domain.ANY).out(DType.INT64, List.of(n)).build();
        Learned learned = new Learned(large, Learned.Status.SOLVED, "", 2, 0, List.of(new Learned.Call(List.of(16L),
            true), new Learned.Call(List.of(2L), true)));
        assertThat(new Domains((_, call) -> new Label.Accepted(List.of(List.of(call[0])))).of(learned)).isEqualTo(
            learned);
    }

    @Test
    void whatIsNotImplementedForSomeIntegersCountsAsRefused() {
        Labeller small = (_, call) -> call[0] > 2 ? new Label.Unsupported("layout") : new Label.Accepted(List.of());
        Implemented labeller = new Implemented(small);
        assertThat(labeller.label(RULE.partial(), new long[] {3})).isEqualTo(new Label.Unsupported("layout"));
        assertThat(labeller.label(RULE.partial(), new long[] {1})).isInstanceOf(Label.Accepted.class);
        assertThat(labeller.label(RULE.partial(), new long[] {3})).isEqualTo(new Label.Refused("layout"));
    }
}
