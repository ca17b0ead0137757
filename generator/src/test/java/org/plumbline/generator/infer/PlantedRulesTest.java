package org.plumbline.generator.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.generator.rules.Learned;
import org.plumbline.generator.rules.Learned.Status;
import org.plumbline.graph.Rng;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.rule.Expr;
import org.plumbline.graph.rule.Pred;
import org.plumbline.graph.rule.Sym;

/// The rules of operators are hidden in a simulated target and found by asking it; Z3 proves that what was found and what
/// was hidden allow the same calls and give the same shapes. Factors and divisors are taken from −3 to 4 at most
/// ([Agreement]), everything else from the whole range.
class PlantedRulesTest {
    static Stream<Planted> rules() {
        return Stream.concat(PlantedWindows.all().stream(), PlantedMoves.all().stream());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void aHiddenRuleIsFoundAndProvedToBeTheSame(Planted hidden) {
        List<Learned> found = new Learner((_, call) -> hidden.answer(call)).learn(hidden.hidden(), Rng.of(1)).stream()
            .map(Learner.Outcome::learned).toList();
        assertThat(found).allMatch(l -> l.status() == Status.SOLVED, "is solved");
        assertThat(found).allSatisfy(l -> assertThat(Agreement.broken(l.partial(), hidden.rule())).isEmpty());
        assertThat(Agreement.uncovered(found.stream().map(Learned::partial).toList(), hidden.rule())).isEmpty();
    }

    @Test
    void twentyOperatorsAreAmongThem() {
        assertThat(rules().map(p -> p.rule().operator()).distinct().count()).isGreaterThanOrEqualTo(20);
    }

    @Test
    void aRuleThatDiffersInOneCallIsNotProved() {
        Sym n = new Sym(0, "n", Sym.Role.DIMENSION, 1, 64);
        PartialOperator known = rule(n, n.ge(2), n.plus(1));
        assertThat(Agreement.broken(known, known)).isEmpty();
        assertThat(Agreement.broken(rule(n, n.ge(3), n.plus(1)), known)).isPresent();
        assertThat(Agreement.broken(rule(n, n.ge(1), n.plus(1)), known)).isPresent();
        assertThat(Agreement.broken(rule(n, n.ge(2), n.plus(1).min(Expr.of(64))), known)).isPresent();
    }

    private static PartialOperator rule(Sym n, Pred valid, Expr length) {
        return new PartialOperator("Fake", List.of(), java.util.Map.of(), List.of(new PartialOperator.Out(
            org.plumbline.graph.DType.FLOAT, List.of(length), false)), List.of(n), List.of(valid), List.of());
    }
}
