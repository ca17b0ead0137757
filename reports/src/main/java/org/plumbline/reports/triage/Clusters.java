package org.plumbline.reports.triage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.plumbline.reports.Finding;
import org.plumbline.reports.Subject;

/// Findings grouped by root cause, and by what people have said of the groups: `merged` names the root cause that stands
/// for others, `split` the group that a finding is put into, whatever its root cause.
public record Clusters(Map<String, String> merged, Map<String, String> split) {
    /// The file in which people say so.
    public static final String FILE = "clusters.json";
    /// Nothing said.
    public static final Clusters NONE = new Clusters(Map.of(), Map.of());
    private static final ObjectMapper JSON = new ObjectMapper();

    public Clusters {
        merged = merged == null ? Map.of() : Map.copyOf(merged);
        split = split == null ? Map.of() : Map.copyOf(split);
    }

    /// A triaged finding by the name of its folder.
    public record Member(String name, Finding finding, Subject reduced) {
    }

    /// Members with one root cause, the one that stands for them first: that with the fewest nodes, then elements.
    public record Cluster(String rootCause, List<Member> members) {
        public Cluster {
            members = List.copyOf(members);
        }

        public Member representative() {
            return members.getFirst();
        }
    }

    /// What reading gives.
    public sealed interface Read {
    }

    public record Said(Clusters clusters) implements Read {
    }

    /// `why` is one line that names file and remedy.
    public record Unreadable(String why) implements Read {
    }

    /// Reads `clusters.json` in `folder`; [#NONE] where there is none.
    public static Read read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return new Said(NONE);
        }
        try {
            return new Said(JSON.readValue(Files.readString(file), Clusters.class));
        } catch (JsonProcessingException e) {
            return new Unreadable(file + ": not two maps named merged and split ("
                + e.getOriginalMessage().lines().findFirst().orElse("damaged") + "); mend it or move it away");
        } catch (IOException _) {
            return new Unreadable(file + ": cannot be read; mend it or move it away");
        }
    }

    /// The groups, those with the most members first.
    public List<Cluster> of(List<Member> members) {
        Map<String, List<Member>> groups = new TreeMap<>();
        members.forEach(m -> groups.computeIfAbsent(name(m), _ -> new ArrayList<>()).add(m));
        return groups.entrySet().stream().map(e -> new Cluster(e.getKey(), e.getValue().stream().sorted(SMALLEST)
            .toList())).sorted(Comparator.comparing((Cluster c) -> -c.members().size()).thenComparing(
                Cluster::rootCause)).toList();
    }

    private static final Comparator<Member> SMALLEST = Comparator
        .comparing((Member m) -> m.reduced().model().graph().nodes().size())
        .thenComparing(m -> m.reduced().inputs().stream().mapToLong(t -> t.size()).sum()).thenComparing(Member::name);

    private String name(Member m) {
        String own = m.finding().triage().rootCause();
        return split.getOrDefault(m.name(), merged.getOrDefault(own, own));
    }
}
