package org.plumbline.reports.known;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.plumbline.reports.Finding;
import org.plumbline.reports.Subject;
import org.plumbline.reports.Triage;

/// The issues of the targets' projects that we know to be findings of ours, as `known-issues.json` lists them in the
/// order of their ids. An entry is added after its thread was read and tells of the same operator and symptom.
public record KnownIssues(List<KnownIssue> all) {
    private static final String FILE = "known-issues.json";

    public KnownIssues {
        all = List.copyOf(all);
    }

    /// The list that comes with this module.
    public static KnownIssues ours() {
        try (InputStream in = KnownIssues.class.getResourceAsStream(FILE)) {
            return new KnownIssues(new ObjectMapper().readValue(in, new TypeReference<List<KnownIssue>>() {
            }));
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " is damaged", e);
        }
    }

    /// The labels of all issues that the finding matches, in the order of the list.
    public List<Triage.Known> matching(Finding finding, Subject subject) {
        return all.stream().filter(i -> i.matches(finding, subject)).map(KnownIssue::label).toList();
    }
}
