package org.plumbline.campaign.engine;

import java.util.List;
import org.plumbline.graph.Rng;
import org.plumbline.targets.Variant;

/// Which variants a case runs: always the plain one and one more, mostly a full-strength one, so that a case costs two
/// compilations. Variants that only leave out a single pass are drawn rarely: there are many, and they differ little.
public final class VariantPlan {
    private static final String WITHOUT = "without";

    private final List<Variant> all;
    private final double[] weights;

    public VariantPlan(List<Variant> all) {
        this.all = List.copyOf(all);
        this.weights = new double[all.size()];
        long singles = all.stream().filter(VariantPlan::isSingle).count();
        for (int i = 1; i < weights.length; i++) {
            Variant v = all.get(i);
            weights[i] = v.name().equals("all") ? 14 : isSingle(v) ? 2.0 / singles : 1;
        }
    }

    private static boolean isSingle(Variant v) {
        return v.name().contains(WITHOUT);
    }

    /// The plain variant and, where the target has any, one other.
    public List<Variant> draw(Rng rng) {
        return all.size() == 1 ? all : List.of(all.getFirst(), all.get(rng.weighted(weights)));
    }

    /// The variants with these names, in their order; unknown names are left out.
    public List<Variant> named(List<String> names) {
        return all.stream().filter(v -> names.contains(v.name())).toList();
    }
}
