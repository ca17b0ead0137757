package org.plumbline.reports;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.plumbline.oracles.Evidence;
import org.plumbline.oracles.Kind;
import org.plumbline.targets.Variant;

/// What two findings with the same cause most likely share: the symptom, whether the plain variant shows it too, and
/// the operators (with the dtypes of the inputs) that are left after reduction; for crashes the native frame.
public final class Signature {
    private Signature() {
    }

    private static final int LONGEST = 70;
    private static final int SHORT = 3;

    /// One line; equal for findings that most likely share their cause.
    public static String of(Evidence evidence, Subject reduced) {
        String where = where(evidence.guilty(), evidence.innocent());
        String operators = reduced.model().graph().nodes().stream().map(n -> n.qualifiedOperator())
            .collect(Collectors.joining(">"));
        String types = reduced.inputs().stream().map(t -> t.dtype().onnxName()).distinct().sorted()
            .collect(Collectors.joining(","));
        String head = evidence.kind().label() + " " + where + " ";
        return switch (evidence.kind()) {
            case CRASH -> head + (reduced.model().graph().nodes().size() <= SHORT ? operators + ": "
                + evidence.seen().replaceFirst(" in .*", "") : evidence.seen());
            case REFUSED -> head + blamed(evidence.seen(), reduced) + ": " + skeleton(evidence.seen());
            case WRONG_RESULT, HANG, NONDETERMINISTIC, INCONSISTENT -> head + operators + " (" + types + ")";
        };
    }

    /// The operator that a refusal names; where shape inference is contradicted, the one whose shape it got wrong.
    private static String blamed(String message, Subject reduced) {
        Matcher named = Pattern.compile("(?:running |implementation for |kernel for )([\\w.]+)").matcher(message);
        return named.find() ? named.group(1) : reduced.model().graph().nodes().stream().findFirst()
            .map(n -> n.qualifiedOperator()).orElse("a graph without nodes");
    }

    /// The stacks at fault, where there are several, and whether all their variants are.
    private static String where(List<String> guilty, List<String> innocent) {
        Set<String> stacks = guilty.stream().map(Variant::stack).collect(Collectors.toCollection(TreeSet::new));
        String prefix = stacks.equals(Set.of("")) ? "" : String.join("+", stacks) + " ";
        boolean everywhere = innocent.stream().map(Variant::stack).noneMatch(stacks::contains);
        return prefix + (everywhere ? "everywhere" : side(guilty.stream().map(Variant::local).toList()));
    }

    /// The two lower optimisation levels are sides of their own; every other variant is full strength with something
    /// else on top, and says nothing more about the cause than "optimised".
    private static String side(List<String> guilty) {
        return guilty.contains("basic") ? "basic" : guilty.contains("extended") ? "extended" : "optimised";
    }

    /// What is left of an error message without places, names and numbers.
    public static String skeleton(String message) {
        String said = message.replaceAll("\\s+", " ").replaceFirst(".*Status Message: ?", "").replaceFirst(
            "^Error code - \\w+ - message: ?", "")
            .replaceFirst("^/\\S+ [^\\[]*\\[(?:with |Error)[^\\]]*\\] ?", "").replaceAll("/\\S*/", "").replaceAll(
                "'[^']*'",
                "'…'").replaceAll(
                    "\\{[^}]*\\}", "{…}")
            .replaceAll("-?\\d+", "#").strip();
        if (said.contains("[ShapeInferenceError]")) {
            return "shape inference contradicts it";
        }
        return said.substring(0, Math.min(LONGEST, said.length()));
    }
}
