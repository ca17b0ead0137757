package org.plumbline.reports.dashboard;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// What a campaign's `summary.json` says, as far as it is shown; what it does not say is zero or empty. `decidedBy` and
/// `undecidedBy` count elements of outputs by operator and type, as in `Conv float`.
public record Numbers(int schema, Map<String, String> versions, long cases, double wallSeconds, double cpuSeconds,
    double casesPerCpuSecond, double generatedPerCpuSecond, double decidedShare, Map<String, Long> findingsByKind,
    Map<String, Long> findingsBySignature, Map<String, Long> operators, Map<String, Long> dtypes,
    Map<String, Long> decidedBy, Map<String, Long> undecidedBy) {
    /// The only version of `summary.json` that is read.
    static final int SCHEMA = 1;

    public Numbers {
        versions = copy(versions);
        findingsByKind = copy(findingsByKind);
        findingsBySignature = copy(findingsBySignature);
        operators = copy(operators);
        dtypes = copy(dtypes);
        decidedBy = copy(decidedBy);
        undecidedBy = copy(undecidedBy);
    }

    private static <V> Map<String, V> copy(Map<String, V> map) {
        Map<String, V> copy = new TreeMap<>(map == null ? Map.of() : map);
        copy.values().removeIf(v -> v == null);
        return Collections.unmodifiableMap(copy);
    }

    /// The stacks under test, in the order of the alphabet, separated by commas.
    String target() {
        return String.join(",", stacks().keySet());
    }

    private Map<String, String> stacks() {
        Map<String, String> stacks = new TreeMap<>(versions);
        stacks.keySet().remove("plumbline");
        stacks.keySet().remove("java");
        return stacks;
    }

    /// How many findings were met, known or not.
    long findings() {
        return findingsByKind.values().stream().mapToLong(Long::longValue).sum();
    }
}
