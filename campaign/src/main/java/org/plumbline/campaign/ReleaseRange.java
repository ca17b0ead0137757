package org.plumbline.campaign;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.plumbline.reports.bisect.Versions;

/// The releases that a user asks for: `1.8..latest`, `1.17..1.20`, or a list, `1.8.0,1.17.3`.
record ReleaseRange(String text) {
    private static final String LATEST = "latest";
    private static final String NUMBER = "\\d+(\\.\\d+)*";

    /// Throws [BadInput] where the text is malformed.
    ReleaseRange {
        boolean range = text.matches(NUMBER + "\\.\\.(" + NUMBER + "|" + LATEST + ")");
        if (!range && !List.of(text.split(",", -1)).stream().allMatch(v -> v.matches(NUMBER))) {
            throw new BadInput("--releases " + text + ": write A..B, A..latest, or releases separated by commas; for"
                + " example 1.8..latest");
        }
    }

    /// Those of the known releases, which ascend. Throws [BadInput] where the text means none of them.
    List<String> of(String target, List<String> known) {
        if (text.contains("..")) {
            String[] ends = text.split("\\.\\.", -1);
            String to = ends[1].equals(LATEST) ? known.getLast() : ends[1];
            return some(target, known, known.stream().filter(v -> Versions.isBetween(v, ends[0], to)).toList());
        }
        List<String> named = Arrays.asList(text.split(",", -1));
        List<String> unknown = new ArrayList<>(named);
        unknown.removeAll(known);
        return some(target, known, unknown.isEmpty() ? named.stream().distinct().sorted(Versions.ORDER).toList()
            : List.of());
    }

    private List<String> some(String target, List<String> known, List<String> chosen) {
        if (chosen.isEmpty()) {
            throw new BadInput("--releases " + text + ": " + target + " has no such release; known are "
                + String.join(", ", known));
        }
        return chosen;
    }
}
