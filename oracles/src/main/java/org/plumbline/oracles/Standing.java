package org.plumbline.oracles;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.plumbline.targets.Variant;

/// The vote: who stands alone in a finding that several stacks have witnessed.
public final class Standing {
    private Standing() {
    }

    /// One sentence from the names of the variants that show the symptom and of those that do not; empty where fewer
    /// than two stacks have a say. A stack with one variant at fault is at fault. When no stack is without fault, the
    /// reference is the first suspect.
    public static Optional<String> of(List<String> guilty, List<String> innocent) {
        TreeSet<String> stacks = new TreeSet<>(Stream.concat(guilty.stream(), innocent.stream())
            .map(Variant::stack).toList());
        TreeSet<String> against = new TreeSet<>(guilty.stream().map(Variant::stack).toList());
        if (stacks.size() < 2) {
            return Optional.empty();
        }
        stacks.removeAll(against);
        String accused = String.join(" and ", against);
        if (stacks.isEmpty()) {
            return Optional.of("the reference stands alone against " + accused + ": suspect the reference first");
        }
        String others = String.join(", ", stacks) + " and the reference";
        return Optional.of(against.size() == 1 ? accused + " stands alone against " + others
            : accused + " stand against " + others);
    }
}
