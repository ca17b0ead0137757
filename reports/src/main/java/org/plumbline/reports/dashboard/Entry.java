package org.plumbline.reports.dashboard;

import java.util.List;
import java.util.TreeSet;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Node;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.ValueInfo;
import org.plumbline.reports.Finding;
import org.plumbline.reports.Subject;
import org.plumbline.reports.Triage;
import org.plumbline.reports.bisect.History;

/// A finding, or a cluster of findings with one root cause, as a line of the dashboard and of the machine formats.
///
/// @param rootCause what findings of one cause share; the signature where the cause was not looked for
/// @param firstSeen the oldest release that shows it; "" where releases were not tried
/// @param fixedIn the first release after the last that shows it; "" where there is none
/// @param met how many findings it stands for
/// @param folder where it is kept, relative to the folder of the page, separated by `/`; "" where it is not kept
/// @param line the evidence in one line
public record Entry(String rootCause, String kind, String target, String version, String culprit,
    List<String> operators, List<String> dtypes, String firstSeen, String fixedIn, List<Triage.Known> known, long met,
    String folder, String line) {
    public Entry {
        operators = List.copyOf(operators);
        dtypes = List.copyOf(dtypes);
        known = List.copyOf(known);
    }

    /// The entry of one finding.
    public static Entry of(Finding finding, Subject subject, String folder) {
        Triage t = finding.triage();
        History history = new History(t.releases());
        return new Entry(t.rootCause().isEmpty() ? finding.signature() : t.rootCause(), finding.kind(),
            finding.target(), finding.version(), t.culprit().oneLine(), operators(subject.model().graph()),
            dtypes(subject), history.firstSeen().orElse(""), history.fixedIn().orElse(""), t.known(), t.met(), folder,
            finding.evidence().oneLine());
    }

    private static List<String> operators(Graph graph) {
        return graph.nodes().stream().map(Node::qualifiedOperator).distinct().sorted().toList();
    }

    private static List<String> dtypes(Subject s) {
        TreeSet<String> names = new TreeSet<>();
        s.inputs().forEach(t -> names.add(t.dtype().onnxName()));
        for (Tensor t : s.model().graph().initializers().values()) {
            names.add(t.dtype().onnxName());
        }
        for (ValueInfo o : s.model().graph().outputs()) {
            if (o.type() instanceof ValueInfo.OfTensor(var dtype, _)) {
                names.add(dtype.onnxName());
            }
        }
        return List.copyOf(names);
    }

    /// The same standing for another number of findings.
    Entry withMet(long findings) {
        return new Entry(rootCause, kind, target, version, culprit, operators, dtypes, firstSeen, fixedIn, known,
            findings, folder, line);
    }
}
