package org.plumbline.generator.inputs;

import java.util.Map;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Enclosure.Reals;

/// What a search over inputs makes smaller, given what the reference says of every value of a model.
@FunctionalInterface
public interface Score {
    double of(Map<String, Enclosure> values);

    /// How many real elements may be NaN or infinite; 0 where none is. The fraction is for the magnitude of the rest,
    /// so that there is a slope to follow.
    Score WILDNESS = values -> {
        double wild = 0;
        double magnitude = 0;
        for (Enclosure e : values.values()) {
            if (e instanceof Reals r) {
                for (int i = 0; i < r.lo().length; i++) {
                    double m = Math.max(Math.abs(r.lo()[i]), Math.abs(r.hi()[i]));
                    boolean tame = !r.nan()[i] && Double.isFinite(m);
                    wild += tame ? 0 : 1;
                    magnitude += tame ? Math.log1p(m) : 0;
                }
            }
        }
        return wild + Math.min(0.5, magnitude * 1e-9);
    };

    /// Minus the largest width of an element's interval, relative to its magnitude: the search then looks for inputs
    /// on which implementations may differ most.
    Score AGREEMENT = values -> {
        double widest = 0;
        for (Enclosure e : values.values()) {
            if (e instanceof Reals r) {
                for (int i = 0; i < r.lo().length; i++) {
                    double width = (r.hi()[i] - r.lo()[i]) / Math.max(0x1p-20, Math.abs(r.hi()[i]));
                    widest = Double.isFinite(width) && !r.nan()[i] ? Math.max(widest, width) : widest;
                }
            }
        }
        return -widest;
    };
}
