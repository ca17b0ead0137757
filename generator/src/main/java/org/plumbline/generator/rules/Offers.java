package org.plumbline.generator.rules;

import java.util.Map;
import java.util.Optional;
import org.plumbline.graph.Rng;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.operators.Operators;

/// What a rulebook offers for drafts of one opset: rules to be solved, and calls to be repeated.
public final class Offers {
    private final Shelf inferred = new Shelf();
    private final Shelf recorded = new Shelf();

    /// `weights` replace operators' own by name, as in the book; an operator that nobody declared weighs 1.
    public Offers(Rules rules, int opset, Map<String, Double> weights) {
        rules.book().operators().forEach((name, learned) -> {
            double weight = weights.getOrDefault(name, Operators.named(name).map(Operator::weight).orElse(1.0));
            if (weight > 0 && rules.speakOf(name, opset)) {
                learned.forEach(l -> put(l, weight));
            }
        });
    }

    private void put(Learned learned, double weight) {
        PartialOperator partial = learned.partial();
        if (isSolvable(learned.status())) {
            inferred.put(partial, weight);
        }
        for (Learned.Call call : learned.calls()) {
            if (call.accepted() && call.assignment().size() == partial.symbols().size()) {
                recorded.put(Repetition.of(learned, call), weight);
            }
        }
    }

    private static boolean isSolvable(Learned.Status status) {
        return switch (status) {
            case SOLVED -> true;
            case PARTLY, NOT -> false;
        };
    }

    /// Whether there is anything that grants some wish in this way; hand-written rules are not offered here.
    public boolean has(Way way) {
        return switch (way) {
            case HAND_WRITTEN -> false;
            case INFERRED -> !inferred.isEmpty();
            case RECORDED -> !recorded.isEmpty();
        };
    }

    /// A partial operator whose rule is to be solved; its shapes are not looked at.
    public Optional<PartialOperator> inferred(Rng rng, Wish wish) {
        return inferred.draw(rng, wish.ofAnyShape());
    }

    /// A call that consumes (or gives) exactly what is wished for.
    public Optional<PartialOperator> recorded(Rng rng, Wish wish) {
        return recorded.draw(rng, wish);
    }
}
