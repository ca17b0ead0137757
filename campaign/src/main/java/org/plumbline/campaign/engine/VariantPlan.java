package org.plumbline.campaign.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.plumbline.graph.Rng;
import org.plumbline.targets.Variant;

/// Which variants a case runs: of every stack the plain one and one more, mostly a full-strength one, so that a case
/// costs two compilations each. Variants that only leave out a single pass are drawn rarely: there are many, and they differ little.
public final class VariantPlan {
    private static final String WITHOUT = "without";

    private final List<Variant> all;
    private final List<Stack> stacks;

    public VariantPlan(List<Variant> all) {
        this.all = List.copyOf(all);
        this.stacks = all.stream().collect(Collectors.groupingBy(v -> Variant.stack(v.name()), LinkedHashMap::new,
            Collectors.toUnmodifiableList())).values().stream().map(Stack::of).toList();
    }

    /// The variants of one stack, the plain one first, and how often each of the others is drawn.
    private record Stack(List<Variant> variants, double[] weights) {
        static Stack of(List<Variant> variants) {
            double[] weights = new double[variants.size()];
            long singles = variants.stream().filter(VariantPlan::isSingle).count();
            for (int i = 1; i < weights.length; i++) {
                Variant v = variants.get(i);
                weights[i] = Variant.local(v.name()).equals("all") ? 14 : isSingle(v) ? 2.0 / singles : 1;
            }
            return new Stack(variants, weights);
        }

        Stream<Variant> draw(Rng rng) {
            return variants.size() == 1 ? variants.stream()
                : Stream.of(variants.getFirst(), variants.get(rng.weighted(weights)));
        }
    }

    private static boolean isSingle(Variant v) {
        return v.name().contains(WITHOUT);
    }

    /// The plain variant and, where there are any, one other: of each stack.
    public List<Variant> draw(Rng rng) {
        return stacks.stream().flatMap(s -> s.draw(rng)).toList();
    }

    /// The variants with these names, in their order; unknown names are left out.
    public List<Variant> named(List<String> names) {
        return all.stream().filter(v -> names.contains(v.name())).toList();
    }
}
