package org.plumbline.generator.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.generator.Proof;
import org.plumbline.generator.rules.Learned;
import org.plumbline.generator.rules.Learned.Status;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.operator.Domain;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.PartialOperator.Out;
import org.plumbline.graph.operator.Slot;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.operators.Operators;
import org.plumbline.graph.rule.Expr;
import org.plumbline.graph.rule.Pred;
import org.plumbline.graph.rule.Sym;

/// Rules that are known are hidden, and found again by asking.
class LearnerTest {
    private static final long LARGEST = 64;

    private static List<Learned> learned(PartialOperator template, Labeller labeller) {
        return new Learner(labeller).learn(template, Rng.of(1)).stream().map(Learner.Outcome::learned).toList();
    }

    private static Sym dim(int index, String name) {
        return new Sym(index, name, Sym.Role.DIMENSION, 1, LARGEST);
    }

    private static PartialOperator template(List<Sym> symbols, List<Slot> inputs) {
        return new PartialOperator("Fake", inputs, java.util.Map.of(), List.of(new Out(DType.FLOAT, List.of(), true)),
            symbols, List.of(), List.of());
    }

    private static Slot data(Expr... dims) {
        return new Slot.Data(DType.FLOAT, List.of(dims), Domain.ANY, false);
    }

    /// A target that knows a rule.
    private static Labeller knowing(List<Pred> valid, List<Expr> shape) {
        return (_, call) -> valid.stream().allMatch(p -> p.holds(call)) ? new Label.Accepted(List.of(shape.stream().map(
            e -> e.eval(call)).toList())) : new Label.Refused("no");
    }

    private static void assertIsTheSame(PartialOperator rule, List<Pred> valid, List<Expr> shape) {
        List<Pred> all = new ArrayList<>(rule.predicates());
        assertThat(valid).allMatch(p -> Proof.follows(rule.symbols(), all, p));
        assertThat(rule.predicates()).allMatch(p -> Proof.follows(rule.symbols(), valid, p));
        for (int i = 0; i < shape.size(); i++) {
            Expr known = shape.get(i);
            Expr found = rule.outputs().getFirst().dims().get(i);
            assertThat(Proof.follows(rule.symbols(), all, found.eq(known))).as(found + " is " + known).isTrue();
        }
    }

    @Nested
    class ARuleThatIsKnown {
        private final Sym m = dim(0, "m");
        private final Sym k = dim(1, "k");
        private final Sym l = dim(2, "l");
        private final Sym n = dim(3, "n");
        private final Sym window = dim(1, "window");
        private final Sym stride = new Sym(2, "stride", Sym.Role.ATTRIBUTE, -4, 8);

        @Test
        void ofAProductIsProvedToBeTheSame() {
            List<Pred> valid = List.of(k.eq(l));
            List<Expr> shape = List.of(m, n);
            Learned found = learned(template(List.of(m, k, l, n), List.of(data(m, k), data(l, n))), knowing(valid,
                shape))
                .getFirst();
            assertThat(found.status()).isEqualTo(Status.SOLVED);
            assertIsTheSame(found.partial(), valid, shape);
        }

        @Test
        void ofAWindowWithStridesIsProvedToBeTheSame() {
            List<Pred> valid = List.of(m.ge(window), stride.ge(1));
            List<Expr> shape = List.of(m.minus(window).floorDiv(stride).plus(1));
            PartialOperator template = new PartialOperator("Fake", List.of(data(m), data(window)), java.util.Map.of(
                "stride",
                new PartialOperator.OneInt(stride)), List.of(new Out(DType.FLOAT, List.of(), true)), List.of(m, window,
                    stride), List.of(), List.of());
            Learned found = learned(template, knowing(valid, shape)).getFirst();
            assertThat(found.status()).isEqualTo(Status.SOLVED);
            assertIsTheSame(found.partial(), valid, shape);
        }

        @Test
        void isFoundTheSameEveryTime() {
            PartialOperator template = template(List.of(m, k, l, n), List.of(data(m, k), data(l, n)));
            Labeller target = knowing(List.of(k.eq(l)), List.of(m, n));
            assertThat(learned(template, target)).isEqualTo(learned(template, target));
        }
    }

    /// Hand-written rules of the registry, asked of the reference.
    @ParameterizedTest
    @ValueSource(strings = {"MatMul", "Concat", "Gather", "TopK", "Flatten", "Tile", "Split", "AveragePool", "Pad",
        "Transpose", "Softmax"})
    void aHandWrittenRuleIsFoundByAskingTheReference(String operator) {
        PartialOperator known = Stream.iterate(1L, s -> s + 1).flatMap(s -> Operators.named(operator).orElseThrow()
            .partial()
            .apply(Rng.of(s), Wish.input(KnownRules.OPSET, DType.FLOAT, operator.equals("AveragePool") ? 4 : 2))
            .stream()).findFirst().orElseThrow();
        List<Learner.Outcome> found = new Learner(KnownRules::answer).learn(KnownRules.hidden(known), Rng.of(1));
        assertThat(found).anyMatch(o -> o.learned().status() == Status.SOLVED);
        Heldout sum = found.stream().map(Learner.Outcome::heldout).reduce(Heldout.NONE, Heldout::plus);
        assertThat(sum.precision()).isGreaterThan(0.95);
        assertThat(sum.recall()).isGreaterThan(0.95);
    }

    @Nested
    class ATargetThatMisbehaves {
        private final Sym n = dim(0, "n");
        private final PartialOperator template = template(List.of(n), List.of(data(n)));

        @Test
        void andDiesAtSomeCallsIsAskedOn() {
            Learned found = learned(template, (_, call) -> call[0] == 7 ? new Label.Lost("SIGSEGV")
                : new Label.Accepted(List
                    .of(List.of(call[0])))).getFirst();
            assertThat(found.partial().outputs().getFirst().dims()).containsExactly(n);
            assertThat(found.status()).isEqualTo(Status.SOLVED);
        }

        @Test
        void andTakesNothingLeavesNoRule() {
            Learned found = learned(template, (_, _) -> new Label.Refused("no")).getFirst();
            assertThat(found.status()).isEqualTo(Status.NOT);
            assertThat(found.why()).isEqualTo("no call was accepted");
        }

        @Test
        void andImplementsNothingIsNotAskedAgain() {
            int[] asked = {0};
            Learned found = learned(template, (_, _) -> {
                asked[0]++;
                return new Label.Unsupported("no kernel");
            }).getFirst();
            assertThat(found.why()).isEqualTo("not implemented: no kernel");
            assertThat(asked[0]).isEqualTo(1);
        }

        @Test
        void andAnswersWithoutReasonIsNotSolved() {
            Learned found = learned(template, (_, call) -> new Label.Accepted(List.of(List.of((call[0] * 2654435761L
                >> 3)
                % 97)))).getFirst();
            assertThat(found.status()).isEqualTo(Status.NOT);
        }
    }
}
