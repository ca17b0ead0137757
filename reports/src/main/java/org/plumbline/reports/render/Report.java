package org.plumbline.reports.render;

import java.util.List;
import org.plumbline.oracles.Kind;
import org.plumbline.reports.Finding;
import org.plumbline.reports.Subject;
import org.plumbline.targets.registry.Export;

/// All that a rendering draws from. `guilty` and `innocent` are the variants of the accused stack that scripts run, one
/// or two of each; `model` is the model as
/// the stack reads it.
record Report(Finding finding, Subject subject, Stack stack, List<Setting> guilty, List<Setting> innocent,
    Expected expected, Export model, Machine machine) {
    private static final int GUILTY = 2;

    Report {
        guilty = List.copyOf(guilty);
        innocent = List.copyOf(innocent);
    }

    static Report of(Finding finding, Subject reduced, Export model, Machine machine) {
        Stack stack = Stack.of(finding);
        return new Report(finding, reduced, stack,
            stack.settings(finding.guilty()).stream().limit(GUILTY).toList(),
            stack.settings(finding.innocent()).stream().limit(1).toList(),
            Expected.of(finding, reduced, stack.accuracy()), model, machine);
    }

    Kind kind() {
        return Kind.labelled(finding.kind()).orElseThrow();
    }

    /// The operators in order, the first few of many.
    String operators() {
        List<String> names = subject.model().graph().nodes().stream().map(n -> Escape.line(n.qualifiedOperator()))
            .toList();
        int shown = 4;
        return names.isEmpty() ? "a graph without nodes"
            : String.join(" → ", names.subList(0, Math.min(shown, names.size()))) + (names.size() > shown ? " → …"
                : "");
    }

    /// What happens, in a few words.
    String symptom() {
        return switch (kind()) {
            case WRONG_RESULT -> "wrong result";
            case REFUSED -> "a valid model is refused";
            case CRASH -> "the process dies";
            case HANG -> "the process hangs";
            case NONDETERMINISTIC -> "the result changes from run to run";
            case INCONSISTENT -> "the result depends on the settings";
        };
    }
}
