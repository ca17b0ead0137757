package org.plumbline.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.plumbline.graph.operator.PartialOperator;

/// Which partial operators to take where several would do.
public sealed interface Preference {
    /// The first that comes.
    Preference NONE = new Indifferent();

    /// One of that many, by chance: each as often as the square of its worth, which is positive, says.
    static Preference by(ToDoubleFunction<PartialOperator> worth, int among) {
        return new ByWorth(worth, among);
    }

    /// The source that this preference makes of several.
    Source of(Supplier<Source> sources, int opset);

    /// Takes the first.
    record Indifferent() implements Preference {
        @Override
        public Source of(Supplier<Source> sources, int opset) {
            return sources.get();
        }
    }

    /// Draws from several sources of one way.
    record ByWorth(ToDoubleFunction<PartialOperator> worth, int among) implements Preference {
        @Override
        public Source of(Supplier<Source> sources, int opset) {
            List<Source> several = new ArrayList<>(List.of(sources.get()));
            for (int i = 1; i < among; i++) {
                Source next = sources.get();
                if (next.way() == several.getFirst().way()) {
                    several.add(next);
                }
            }
            return new Source(several.getFirst().way(), (rng, wish) -> {
                List<PartialOperator> drawn = several.stream().map(s -> s.partial().apply(rng, wish)).flatMap(
                    Optional::stream).toList();
                return drawn.isEmpty() ? Optional.empty()
                    : Optional.of(drawn.get(rng.weighted(drawn.stream().mapToDouble(p -> {
                        double w = worth.applyAsDouble(p);
                        return w * w;
                    }).toArray())));
            });
        }
    }
}
