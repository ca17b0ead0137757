package org.plumbline.campaign.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.plumbline.oracles.Evidence;
import org.plumbline.reports.Signature;

/// What was diagnosed so far, so that a disagreement whose symptom says it all need not be reduced again and again:
/// `known` has, by symptom and by the case's index, the signature that came out. A symptom is settled by the lowest
/// indices at which one signature has come out three times; all later cases count as that. Whatever the order in which
/// lanes come to their cases, those that settle a symptom are diagnosed, so the counts do not depend on it.
public record Diagnoses(Map<String, Map<Long, String>> known) {
    public static final Diagnoses NONE = new Diagnoses(Map.of());
    private static final int ENOUGH = 3;

    public Diagnoses {
        Map<String, Map<Long, String>> copy = new HashMap<>();
        known.forEach((symptom, signatures) -> copy.put(symptom, Map.copyOf(signatures)));
        known = Map.copyOf(copy);
    }

    /// What tells a crash by its native frame and a refusal by its message; empty for disagreements that only their
    /// reduced form tells apart. Its first word is the kind.
    static Optional<String> symptom(Evidence e) {
        String side = e.kind().label() + " " + e.guilty().size() + ":" + e.innocent().size() + " ";
        return switch (e.kind()) {
            case CRASH -> Optional.of(side + e.seen());
            case REFUSED -> Optional.of(side + e.seen().replaceFirst(".*(?:running|Op \\() ?(\\w+).*", "$1 ")
                + Signature.skeleton(e.seen()));
            case WRONG_RESULT, HANG, NONDETERMINISTIC, INCONSISTENT -> Optional.empty();
        };
    }

    /// With one more diagnosis.
    Diagnoses with(String symptom, long index, String signature) {
        Map<String, Map<Long, String>> more = new HashMap<>(known);
        Map<Long, String> signatures = new HashMap<>(more.getOrDefault(symptom, Map.of()));
        signatures.put(index, signature);
        more.put(symptom, signatures);
        return new Diagnoses(more);
    }

    /// Whether the case needs no diagnosis: cases before it have settled its symptom.
    boolean isSettled(String symptom, long index) {
        Map<String, Integer> times = new HashMap<>();
        return known.getOrDefault(symptom, Map.of()).entrySet().stream().filter(e -> e.getKey() < index)
            .anyMatch(e -> times.merge(e.getValue(), 1, Integer::sum) == ENOUGH);
    }

    /// Counts by signature from counts by symptom and, where there is none, by signature.
    public Map<String, Long> named(Map<String, Long> counts) {
        Map<String, Long> named = new TreeMap<>();
        counts.forEach((key, count) -> {
            Map<String, Integer> times = new HashMap<>();
            long left = count;
            for (String signature : new TreeMap<>(known.getOrDefault(key, Map.of())).values()) {
                boolean settled = times.merge(signature, 1, Integer::sum) == ENOUGH;
                long here = settled ? left : Math.min(1, left);
                named.merge(signature, here, Long::sum);
                left -= here;
            }
            named.merge(key, left, Long::sum);
        });
        named.values().removeIf(n -> n == 0);
        return named;
    }
}
