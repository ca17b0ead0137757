package org.plumbline.corpus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/// Makes one corpus of many entries, or a small one of a large one.
public final class Merge {
    private Merge() {
    }

    /// Entries worth keeping, in the order given, and how many were dropped because they are the same (`equal`) or
    /// compute the same and show nothing new (`duplicates`).
    public record Merged(List<Entry.Good> kept, int equal, int duplicates) {
        public Merged {
            kept = List.copyOf(kept);
        }
    }

    /// All entries but duplicates: those whose text is the same, and those that compute the same ([FunctionalHash]) as
    /// kept ones whose features hold all of theirs. The first of several stays.
    public static Merged of(List<Entry.Good> entries) {
        List<Entry.Good> kept = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Map<String, Set<String>> shown = new HashMap<>();
        int duplicates = 0;
        for (Entry.Good e : entries) {
            if (!names.add(e.name())) {
                continue;
            }
            Optional<String> hash = FunctionalHash.of(e.recipe());
            if (hash.isPresent() && !shown.computeIfAbsent(hash.get(), _ -> new HashSet<>()).addAll(e.features())) {
                duplicates++;
            } else {
                kept.add(e);
            }
        }
        return new Merged(kept, entries.size() - names.size(), duplicates);
    }

    /// A small set of entries with all features of all: greedily the entry that adds most, of equal ones that with the
    /// fewest nodes, then that whose name comes first.
    public static List<Entry.Good> smallest(List<Entry.Good> entries) {
        List<Entry.Good> kept = new ArrayList<>();
        Set<String> covered = new HashSet<>();
        PriorityQueue<Gain> queue = new PriorityQueue<>(Gain.BEST_FIRST);
        entries.forEach(e -> queue.add(Gain.of(e, covered)));
        while (!queue.isEmpty()) {
            // what an entry adds only ever shrinks: one that is still the best after a second look is the best
            Gain again = Gain.of(queue.poll().entry(), covered);
            if (!queue.isEmpty() && Gain.BEST_FIRST.compare(again, queue.peek()) > 0) {
                queue.add(again);
            } else if (again.count() > 0) {
                kept.add(again.entry());
                covered.addAll(again.entry().features());
            }
        }
        return kept;
    }

    /// How many features an entry adds.
    private record Gain(Entry.Good entry, long count) {
        static final Comparator<Gain> BEST_FIRST = Comparator.comparingLong(Gain::count).reversed()
            .thenComparing(g -> g.entry().nodes()).thenComparing(g -> g.entry().name());

        static Gain of(Entry.Good entry, Set<String> covered) {
            return new Gain(entry, entry.features().stream().filter(f -> !covered.contains(f)).count());
        }
    }
}
