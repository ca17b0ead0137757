package org.plumbline.reports.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.oracles.Kind;
import org.plumbline.reports.Culprit;
import org.plumbline.reports.Findings;
import org.plumbline.reports.Subject;
import org.plumbline.reports.Subjects;
import org.plumbline.reports.Triage;
import org.plumbline.reports.reduce.Reducer;
import org.plumbline.reports.triage.Clusters.Cluster;
import org.plumbline.reports.triage.Clusters.Member;

class ClustersTest {
    private static final Subject SMALL = Reducer.quickly(Subjects.tower(), s -> Subjects.operators(s).contains("Abs"),
        99);

    private static Member member(String name, String rootCause, Subject subject) {
        return new Member(name, Findings.of(Kind.WRONG_RESULT).with(Triage.NONE.with(rootCause, Culprit.UNKNOWN)),
            subject);
    }

    private static final List<Member> MEMBERS = List.of(member("1", "a", Subjects.tower()), member("2", "b", SMALL),
        member("3", "a", SMALL), member("4", "c", SMALL));

    private static Map<String, List<String>> of(Clusters clusters) {
        Map<String, List<String>> named = new java.util.LinkedHashMap<>();
        clusters.of(MEMBERS).forEach(c -> named.put(c.rootCause(), c.members().stream().map(Member::name).toList()));
        return named;
    }

    @Test
    void haveOneRootCauseEachTheLargestFirst() {
        assertThat(of(Clusters.NONE)).containsExactly(Map.entry("a", List.of("3", "1")), Map.entry("b", List.of("2")),
            Map.entry("c", List.of("4")));
    }

    @Test
    void areRepresentedByTheirSmallestMember() {
        assertThat(Clusters.NONE.of(MEMBERS)).first().extracting(Cluster::representative).extracting(Member::name)
            .isEqualTo("3");
    }

    @Test
    void areMergedAndSplitAsPeopleSay() {
        assertThat(of(new Clusters(Map.of("b", "c"), Map.of("1", "one of its own")))).containsExactly(
            Map.entry("c", List.of("2", "4")), Map.entry("a", List.of("3")), Map.entry("one of its own", List.of("1")));
    }

    @Test
    void readWhatPeopleSaid(@TempDir Path folder) throws IOException {
        assertThat(Clusters.read(folder)).isEqualTo(new Clusters.Said(Clusters.NONE));
        Files.writeString(folder.resolve(Clusters.FILE), "{\"merged\": {\"b\": \"c\"}}");
        assertThat(Clusters.read(folder)).isEqualTo(new Clusters.Said(new Clusters(Map.of("b", "c"), Map.of())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"merged\": 3}", "{\"merged\": {}", "{\"fused\": {}}"})
    void nameAFileThatSaysNothingTheyUnderstand(String text, @TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve(Clusters.FILE), text);
        assertThat(Clusters.read(folder)).isInstanceOfSatisfying(Clusters.Unreadable.class,
            u -> assertThat(u.why()).startsWith(folder.resolve(Clusters.FILE) + ": ").contains("mend it")
                .doesNotContain(
                    "\n"));
    }
}
