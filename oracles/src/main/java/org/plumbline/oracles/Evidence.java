package org.plumbline.oracles;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Why a verdict says "disagrees": the symptom, the variants that show it and those that do not, the output's name
/// ("" where the whole run is meant), what was seen, what would have been right, and how far off it is, in units of
/// the last place (integers: the difference; infinite where a number cannot say it).
public record Evidence(Kind kind, List<String> guilty, List<String> innocent, String output, String seen,
    String admissible, double margin) {
    public Evidence {
        guilty = List.copyOf(guilty);
        innocent = List.copyOf(innocent);
    }

    /// The same symptom shown by other variants.
    public Evidence with(List<String> guiltyOnes, List<String> innocentOnes) {
        return new Evidence(kind, guiltyOnes, innocentOnes, output, seen, admissible, margin);
    }

    /// Who stands alone, where several stacks have witnessed it.
    public Optional<String> standing() {
        return Standing.of(guilty, innocent);
    }

    /// One line for people.
    public String oneLine() {
        String where = output.isEmpty() ? "" : " in output " + output;
        String far = Double.isFinite(margin) && margin > 0
            ? String.format(Locale.ROOT, ", off by %.3g units in the last place", margin) : "";
        String line = kind.label() + " at " + String.join(", ", guilty) + where + ": " + seen
            + (admissible.isEmpty() ? "" : ", admissible " + admissible) + far
            + standing().map(s -> "; " + s).orElse("");
        return line.replaceAll("\\s*\\R\\s*", " ");
    }
}
