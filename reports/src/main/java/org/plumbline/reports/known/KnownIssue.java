package org.plumbline.reports.known;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.plumbline.graph.Node;
import org.plumbline.reports.Culprit;
import org.plumbline.reports.Finding;
import org.plumbline.reports.Subject;
import org.plumbline.reports.Triage;
import org.plumbline.reports.bisect.Versions;

/// An issue of a target's project and how findings of it are recognised. `says` is what the thread reports, in our words;
/// `upstream` is what became of it there (`open`, or which change mends it). The matcher must match each of `findings`,
/// folders below `reports/found`, which were made on one of `versions`. Where `fixedIn` names a release, findings made on
/// it or later are another bug.
public record KnownIssue(String id, String url, List<String> targets, List<String> versions, String fixedIn,
    String says,
    String upstream, List<String> findings, Matcher matcher) {

    public KnownIssue {
        targets = List.copyOf(targets);
        versions = List.copyOf(versions);
        findings = List.copyOf(findings);
    }

    /// What a finding has to look like: its kind, its operators (`Relu>Clip`, in the graph's order), the types of what is
    /// fed (`float16,uint8`) and what was seen, found by these regular expressions; an empty one finds anything. `culprit`
    /// is the part that is to blame, which is only held against findings of which it is known.
    public record Matcher(String kind, String operators, String types, String seen, String culprit) {
        private boolean matches(Finding f, Subject subject) {
            String graph = subject.model().graph().nodes().stream().map(Node::qualifiedOperator)
                .collect(Collectors.joining(">"));
            String fed = subject.inputs().stream().map(t -> t.dtype().onnxName()).collect(Collectors.joining(","));
            Culprit found = f.triage().culprit();
            return f.kind().matches(kind) && Pattern.compile(operators).matcher(graph).find()
                && Pattern.compile(types).matcher(fed).find() && Pattern.compile(seen).matcher(f.seen()).find()
                && (culprit.isEmpty() || found.equals(Culprit.UNKNOWN) || found.name().contains(culprit));
        }
    }

    /// Whether the finding is one of this issue.
    public boolean matches(Finding finding, Subject subject) {
        return targets.contains(finding.target())
            && (fixedIn.isEmpty() || Versions.ORDER.compare(finding.version(), fixedIn) < 0)
            && matcher.matches(finding, subject);
    }

    /// The label that a finding gets.
    public Triage.Known label() {
        return new Triage.Known(id, url);
    }
}
