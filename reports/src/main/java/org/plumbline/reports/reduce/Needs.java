package org.plumbline.reports.reduce;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.plumbline.graph.Node;
import org.plumbline.reports.Subject;

/// The optional inputs without which a finding would not show: its reductions keep them. Where one of them is gone and
/// something is still wrong, that is wrong for another cause, which a step on the way has let in.
public record Needs(Set<Need> all) {
    public Needs {
        all = Set.copyOf(all);
    }

    /// Input `index` of nodes of an operator.
    public record Need(String operator, int index) {
    }

    /// Those of the nodes of an operator. Inputs that have to be there are needed by validity, and not among them.
    public static Needs of(Subject s, String operator, Predicate<Subject> shows) {
        Set<Need> needed = new HashSet<>();
        for (Node n : s.model().graph().nodes()) {
            for (int i = 1; n.operator().equals(operator) && i < n.inputs().size(); i++) {
                int index = i;
                if (!n.inputs().get(i).isEmpty() && Arguments.changed(s, Arguments.id(n), node -> Arguments
                    .withoutInput(node, index)).filter(shows.negate()).isPresent()) {
                    needed.add(new Need(operator, i));
                }
            }
        }
        return new Needs(needed);
    }

    /// Whether nodes of the operator have what is needed.
    public boolean areMet(Subject s) {
        return s.model().graph().nodes().stream().allMatch(n -> all.stream().filter(need -> need.operator.equals(n
            .operator())).allMatch(need -> has(n.inputs(), need.index)));
    }

    private static boolean has(List<String> inputs, int index) {
        return index < inputs.size() && !inputs.get(index).isEmpty();
    }
}
