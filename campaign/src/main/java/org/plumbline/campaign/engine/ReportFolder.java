package org.plumbline.campaign.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.plumbline.reports.Finding;
import org.plumbline.reports.FindingFolder;
import org.plumbline.reports.Subject;
import org.plumbline.reports.dashboard.Dashboard;
import org.plumbline.reports.dashboard.Entry;
import org.plumbline.reports.dashboard.Overview;
import org.plumbline.reports.formats.JUnitXml;
import org.plumbline.reports.formats.JobSummary;
import org.plumbline.reports.formats.Sarif;
import org.plumbline.reports.render.Rendering;
import org.plumbline.reports.triage.Clusters;
import org.plumbline.reports.triage.Clusters.Cluster;
import org.plumbline.reports.triage.Clusters.Member;

/// The folder that `plumbline report` writes, from triaged findings.
public record ReportFolder(Path out, String version) {
    /// How many root causes there are, and how many findings that do not show any more.
    public record Written(int causes, int gone) {
    }

    /// Writes a folder for each root cause, of whose finding `learn` says more (the releases that show it), the page and the machine formats. Throws [IOException] when the disk refuses.
    public Written write(List<Path> campaigns, List<Member> members, Clusters byHand,
        BiFunction<Finding, Subject, Finding> learn) throws IOException {
        List<Member> showing = members.stream().filter(m -> m.finding().triage().gone().isEmpty()).toList();
        Map<String, Double> weights = weights(campaigns, members);
        List<Entry> entries = new ArrayList<>();
        List<Cluster> clusters = byHand.of(showing);
        for (Cluster c : clusters) {
            long met = Math.max(c.members().size(), Math.round(c.members().stream()
                .mapToDouble(m -> weights.getOrDefault(m.name(), 1.0)).sum()));
            Member m = c.representative();
            Path folder = out.resolve("causes").resolve(FindingStore.slug(c.rootCause()));
            Finding found = kept(folder, m.finding());
            found = found.with(found.triage().with(c.rootCause(), found.triage().culprit()).withMet(met));
            Finding finding = learn.apply(found, m.reduced());
            FindingFolder.write(folder, finding, m.reduced(), FindingFolder.original(triaged(m)).orElse(m.reduced()),
                recipe(m));
            Rendering.write(folder, finding, m.reduced());
            entries.add(Entry.of(finding, m.reduced(), "causes/" + folder.getFileName()));
        }
        entries.sort(Comparator.comparingLong(Entry::met).reversed());
        Overview overview = overview(campaigns, members).withEntries(entries);
        Dashboard.write(out, overview);
        Sarif.write(out.resolve("report.sarif"), overview);
        JUnitXml.write(out.resolve("report.junit.xml"), overview);
        JobSummary.write(out.resolve("summary.md"), overview);
        return new Written(clusters.size(), members.size() - showing.size());
    }

    /// Findings that do not show any more are named with what is seen instead.
    private Overview overview(List<Path> campaigns, List<Member> members) {
        Overview read = Overview.of(version, campaigns, out);
        List<String> lines = new ArrayList<>(read.notShown());
        members.stream().filter(m -> !m.finding().triage().gone().isEmpty())
            .forEach(m -> lines.add("triaged/" + m.name() + ": gone on " + m.finding().triage().gone()));
        return new Overview(version, read.campaigns(), read.entries(), lines);
    }

    private Path triaged(Member m) {
        return out.resolve("triaged").resolve(m.name());
    }

    private String recipe(Member m) throws IOException {
        Path file = triaged(m).resolve("recipe.json");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    /// The finding with the releases that an earlier report tried, where it is the same one.
    private static Finding kept(Path folder, Finding finding) {
        return finding.triage().releases().isEmpty() && FindingFolder.read(folder) instanceof FindingFolder.Found before
            && before.finding().signature().equals(finding.signature()) ? finding.with(finding.triage().withReleases(
                before.finding().triage().releases())) : finding;
    }

    /// How many cases each member stands for: those that met its signature, shared among the examples of it.
    private static Map<String, Double> weights(List<Path> campaigns, List<Member> members) throws IOException {
        Map<String, Double> met = new HashMap<>();
        for (Path campaign : campaigns) {
            Path summary = campaign.resolve("summary.json");
            if (Files.exists(summary)) {
                JsonNode counts = new ObjectMapper().readTree(Files.readAllBytes(summary)).path("findingsBySignature");
                counts.properties().forEach(e -> met.merge(e.getKey(), e.getValue().asDouble(), Double::sum));
            }
        }
        Map<String, Integer> examples = new HashMap<>();
        members.forEach(m -> examples.merge(m.finding().signature(), 1, Integer::sum));
        Map<String, Double> weights = new HashMap<>();
        members.forEach(m -> weights.put(m.name(), met.getOrDefault(m.finding().signature(), 0.0)
            / examples.get(m.finding().signature())));
        return weights;
    }
}
