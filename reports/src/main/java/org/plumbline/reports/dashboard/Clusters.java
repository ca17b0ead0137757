package org.plumbline.reports.dashboard;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Puts findings of one root cause on one target together, those of several campaigns too.
final class Clusters {
    private final Map<Key, Entry> entries = new LinkedHashMap<>();

    private record Key(String rootCause, String target) {
        static Key of(Entry e) {
            return new Key(e.rootCause(), e.target());
        }
    }

    /// Adds the findings of a campaign that met signatures as often as `met` says. The first example of a cluster stands for
    /// it.
    void add(List<FindingWalk.Found> found, Map<String, Long> met) {
        Map<Key, Long> examples = new HashMap<>();
        Map<Key, Long> counted = new HashMap<>();
        Map<Key, TreeSet<String>> signatures = new HashMap<>();
        Map<Key, Entry> first = new LinkedHashMap<>();
        for (FindingWalk.Found f : found) {
            Key key = Key.of(f.entry());
            first.putIfAbsent(key, f.entry());
            examples.merge(key, 1L, Long::sum);
            counted.merge(key, f.entry().met(), Math::max);
            signatures.computeIfAbsent(key, _ -> new TreeSet<>()).add(f.finding().signature());
        }
        first.forEach((key, entry) -> {
            long cases = signatures.get(key).stream().mapToLong(s -> met.getOrDefault(s, 0L)).sum();
            long most = Math.max(cases, Math.max(counted.get(key), examples.get(key)));
            entries.merge(key, entry.withMet(most), Clusters::joined);
        });
    }

    private static Entry joined(Entry a, Entry b) {
        List<String> versions = Stream.of(a, b).flatMap(e -> Stream.of(e.version().split(", "))).distinct().toList();
        return new Entry(a.rootCause(), a.kind(), a.target(), String.join(", ", versions), a.culprit(), a.operators(),
            a.dtypes(), a.firstSeen(), a.fixedIn(), a.known(), a.met() + b.met(), a.folder(), a.line());
    }

    /// The most often met first.
    List<Entry> entries() {
        return entries.values().stream().sorted(Comparator.comparingLong(Entry::met).reversed()
            .thenComparing(Entry::rootCause).thenComparing(Entry::target)).toList();
    }
}
