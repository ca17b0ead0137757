package org.plumbline.campaign.engine;

import java.util.Map;
import java.util.TreeMap;

/// What a campaign has counted so far. A value: lanes add theirs up, and a resumed campaign adds to what it had.
///
/// `generated` counts models, `cases` those that were run; `decided` and `undecided` count real elements (and integers)
/// held against a bound; `nonFinite` counts cases with a NaN or an infinity in an output, `nonFinitePlain` those among
/// cases without special values (`plainCases`). `generationNanos` is the CPU time of generating alone. `digest` is the
/// sum of the cases' digests: equal for equal cases and verdicts, in whichever order they came. `findings` counts by
/// symptom or signature; [Diagnoses#named] makes signatures of them all. `gaps`
/// counts the models that met a known error of the specification's own inference, by its name (absent in the states
/// of older campaigns). `decidedBy` and `undecidedBy` count the elements of the model's outputs, once per case, by the operator
/// that made them and their type, as in `Conv float`; `nodes` counts nodes by the way they came to be, by
/// [org.plumbline.generator.rules.Way#label] (these are absent in older states, too).
public record Tally(long generated, long cases, long agrees, long undecidedCases, long invalid, long unsupported,
    long decided, long undecided, long nonFinite, long plainCases, long nonFinitePlain, long generationNanos,
    long digest,
    Map<String, Long> findings, Map<String, Long> operators, Map<String, Long> dtypes, Map<Long, Long> dimensions,
    Map<String, Long> gaps, Map<String, Long> decidedBy, Map<String, Long> undecidedBy, Map<String, Long> nodes) {
    public static final Tally ZERO =
        new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(),
            Map.of(), Map.of());

    public Tally {
        findings = Map.copyOf(findings);
        operators = Map.copyOf(operators);
        dtypes = Map.copyOf(dtypes);
        dimensions = Map.copyOf(dimensions);
        gaps = gaps == null ? Map.of() : Map.copyOf(gaps);
        decidedBy = decidedBy == null ? Map.of() : Map.copyOf(decidedBy);
        undecidedBy = undecidedBy == null ? Map.of() : Map.copyOf(undecidedBy);
        nodes = nodes == null ? Map.of() : Map.copyOf(nodes);
    }

    public Tally plus(Tally o) {
        return new Tally(generated + o.generated, cases + o.cases, agrees + o.agrees,
            undecidedCases + o.undecidedCases, invalid + o.invalid, unsupported + o.unsupported, decided + o.decided,
            undecided + o.undecided, nonFinite + o.nonFinite, plainCases + o.plainCases,
            nonFinitePlain + o.nonFinitePlain, generationNanos + o.generationNanos,
            digest + o.digest, merged(findings, o.findings), merged(operators, o.operators),
            merged(dtypes, o.dtypes), merged(dimensions, o.dimensions),
            merged(gaps, o.gaps), merged(decidedBy, o.decidedBy), merged(undecidedBy, o.undecidedBy),
            merged(nodes, o.nodes));
    }

    private static <K> Map<K, Long> merged(Map<K, Long> a, Map<K, Long> b) {
        Map<K, Long> sum = new TreeMap<>(a);
        b.forEach((k, v) -> sum.merge(k, v, Long::sum));
        return sum;
    }

    /// Share of elements that could be decided; 1 when there were none.
    public double decidedShare() {
        return decided + undecided == 0 ? 1 : (double) decided / (decided + undecided);
    }

    /// With `findings` counted otherwise.
    public Tally withFindings(Map<String, Long> counts) {
        return new Tally(generated, cases, agrees, undecidedCases, invalid, unsupported, decided, undecided, nonFinite,
            plainCases, nonFinitePlain, generationNanos, digest, counts, operators, dtypes, dimensions, gaps,
            decidedBy, undecidedBy, nodes);
    }

    /// Findings by kind: the first word of each symptom or signature.
    public Map<String, Long> findingsByKind() {
        Map<String, Long> kinds = new TreeMap<>();
        findings.forEach((signature, n) -> kinds.merge(signature.split(" ", 2)[0], n, Long::sum));
        return kinds;
    }
}
