package org.plumbline.campaign.engine;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// `summary.json`: what a campaign did, in numbers that can be compared between runs. Shares lie in `[0, 1]`,
/// `cpuSeconds` counts this process and all its children. `digest` is equal for two campaigns that ran the same cases
/// and came to the same verdicts. `specificationGaps` counts the models that ONNX's own shape inference gets wrong, by
/// the name of its error; `decidedBy` and `undecidedBy` count elements of outputs by operator and type, as in `Conv float`; `nodes`
/// counts nodes by what they came from, as in `by inferred rule`. `guided` is there
/// where something guided the campaign.
public record Summary(int schema, long seed, String digest, Map<String, String> versions, long cases,
    double wallSeconds,
    double cpuSeconds, double casesPerCpuSecond, double generatedPerCpuSecond, double decidedShare,
    Map<String, Long> findingsByKind, Map<String, Long> findingsBySignature, long agrees, long undecidedCases,
    long unsupported, long invalid, double nonFiniteShare, double nonFiniteShareWithoutSpecials, double onesShare,
    Map<String, Long> operators, Map<String, Long> dtypes, Map<Long, Long> dimensions,
    Map<String, Long> specificationGaps, Map<String, Long> decidedBy, Map<String, Long> undecidedBy,
    Map<String, Long> nodes, @JsonInclude(JsonInclude.Include.NON_NULL) Guided guided) {
    public static final int SCHEMA = 1;

    public static Summary of(CampaignState s, Map<String, String> versions) {
        Tally t = s.tally().withFindings(s.diagnoses().named(s.tally().findings()));
        long dims = t.dimensions().values().stream().mapToLong(Long::longValue).sum();
        return new Summary(SCHEMA, s.settings().seed(), "%016x".formatted(t.digest()), versions, t.cases(), s
            .wallSeconds(), s.cpuSeconds(),
            t.cases() / Math.max(1e-9, s.cpuSeconds()), t.generated() / Math.max(1e-9, t.generationNanos() / 1e9),
            t.decidedShare(), t.findingsByKind(), new TreeMap<>(t.findings()), t.agrees(), t.undecidedCases(), t
                .unsupported(), t.invalid(),
            share(t.nonFinite(), t.cases()), share(t.nonFinitePlain(), t.plainCases()),
            share(t.dimensions().getOrDefault(1L, 0L), dims), new TreeMap<>(t.operators()),
            new TreeMap<>(t.dtypes()), new TreeMap<>(t.dimensions()), new TreeMap<>(t.gaps()),
            new TreeMap<>(t.decidedBy()), new TreeMap<>(t.undecidedBy()), new TreeMap<>(t.nodes()), null);
    }

    /// With what came of guidance.
    public Summary with(Guided other) {
        return new Summary(schema, seed, digest, versions, cases, wallSeconds, cpuSeconds, casesPerCpuSecond,
            generatedPerCpuSecond, decidedShare, findingsByKind, findingsBySignature, agrees, undecidedCases,
            unsupported,
            invalid, nonFiniteShare, nonFiniteShareWithoutSpecials, onesShare, operators, dtypes, dimensions,
            specificationGaps, decidedBy, undecidedBy, nodes, other);
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    /// Writes `summary.json` into `folder`, whole or not at all.
    public void write(Path folder) throws IOException {
        WholeFile.write(folder.resolve("summary.json"),
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(this));
    }
}
