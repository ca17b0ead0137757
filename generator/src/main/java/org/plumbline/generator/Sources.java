package org.plumbline.generator;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.plumbline.generator.rules.Mix;
import org.plumbline.generator.rules.Offers;
import org.plumbline.generator.rules.Way;
import org.plumbline.graph.Rng;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operators.Operators;

/// All sources at one opset: the operators that are declared, and what a rulebook offers, in the shares of the mix.
final class Sources {
    private static final List<Way> WAYS = List.of(Way.values());

    private final List<Operator> operators;
    private final double[] weights;
    private final Offers offers;
    private final double[] shares;

    Sources(Options options, int opset) {
        operators = Operators.all().stream().filter(
            o -> o.since() <= opset && (options.unreferenced() || o.reference().isPresent())).toList();
        weights = operators.stream().mapToDouble(o -> options.weights().getOrDefault(o.name(), o.weight())).toArray();
        offers = new Offers(options.rules(), opset, options.weights());
        Mix mix = options.rules().mix();
        shares = WAYS.stream().mapToDouble(way -> has(way) ? mix.of(way) : 0).toArray();
    }

    private boolean has(Way way) {
        return way == Way.HAND_WRITTEN ? DoubleStream.of(weights).anyMatch(w -> w > 0) : offers.has(way);
    }

    /// The next source. Hand-written rules alone take no draw to be chosen; their operator is drawn at once, while what
    /// was learned waits for the wish.
    Source next(Rng rng) {
        double learned = shares[Way.INFERRED.ordinal()] + shares[Way.RECORDED.ordinal()];
        if (learned + shares[Way.HAND_WRITTEN.ordinal()] == 0) {
            return new Source(Way.HAND_WRITTEN, (_, _) -> Optional.empty());
        }
        Way way = learned == 0 ? Way.HAND_WRITTEN : WAYS.get(rng.weighted(shares));
        return new Source(way, switch (way) {
            case HAND_WRITTEN -> operators.get(rng.weighted(weights)).partial();
            case INFERRED -> offers::inferred;
            case RECORDED -> offers::recorded;
        });
    }
}
