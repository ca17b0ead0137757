package org.plumbline.campaign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.plumbline.oracles.Evidence;
import org.plumbline.oracles.Verdict;

/// What `check` says of one model.
///
/// @param model the file or folder as it was named
/// @param target name and version
/// @param answer what came out
/// @param decidedShare the share of output elements that the reference could decide, in `[0, 1]`
record Report(Path model, String target, Answer answer, double decidedShare) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// A verdict, that the model or its inputs cannot be used, or that we failed.
    sealed interface Answer {
    }

    record Judged(Verdict verdict) implements Answer {
    }

    /// `why` names file, field and remedy.
    record Unusable(String why) implements Answer {
    }

    record Failed(String why) implements Answer {
    }

    /// A report without elements.
    static Report of(Path model, String target, Answer answer) {
        return new Report(model, target, answer, 0);
    }

    /// The exit code that this model alone would give.
    int code() {
        return switch (answer) {
            case Judged(Verdict.Agrees _),Judged(Verdict.Undecided _) -> Plumbline.NOTHING_FOUND;
            case Judged(Verdict.Disagrees _) -> Plumbline.FOUND;
            case Judged(Verdict.Invalid _),Unusable _ -> Plumbline.BAD_INPUT;
            case Failed _ -> Plumbline.OUR_ERROR;
        };
    }

    /// `agrees`, `disagrees`, `undecided` or `invalid`.
    private String verdict() {
        return switch (answer) {
            case Judged(Verdict.Agrees _) -> "agrees";
            case Judged(Verdict.Disagrees _) -> "disagrees";
            case Judged(Verdict.Undecided _),Failed _ -> "undecided";
            case Judged(Verdict.Invalid _),Unusable _ -> "invalid";
        };
    }

    /// What `verdict` leaves open; null where there is nothing to add.
    private String kind() {
        return switch (answer) {
            case Judged(Verdict.Agrees _),Judged(Verdict.Undecided _) -> null;
            case Judged(Verdict.Disagrees(Evidence e)) -> e.kind().label();
            case Judged(Verdict.Invalid _) -> "invalid-case";
            case Unusable _ -> "bad-input";
            case Failed _ -> "error";
        };
    }

    private Map<String, Object> evidence() {
        return switch (answer) {
            case Judged(Verdict.Agrees _) -> null;
            case Judged(Verdict.Undecided(String why)) -> Map.of("why", why);
            case Judged(Verdict.Invalid(String why)) -> Map.of("why", why);
            case Unusable(String why) -> Map.of("why", why);
            case Failed(String why) -> Map.of("why", why);
            case Judged(Verdict.Disagrees(Evidence e)) -> evidence(e);
        };
    }

    /// `margin` is in units of the last place, null where no number can say it.
    private static Map<String, Object> evidence(Evidence e) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("guilty", e.guilty());
        fields.put("innocent", e.innocent());
        fields.put("output", e.output());
        fields.put("seen", e.seen());
        fields.put("admissible", e.admissible());
        e.standing().ifPresent(s -> fields.put("standing", s));
        fields.put("margin", Double.isFinite(e.margin()) ? e.margin() : null);
        return fields;
    }

    /// One line of JSON.
    String json() {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("model", model.toString());
        line.put("target", target);
        line.put("verdict", verdict());
        line.put("kind", kind());
        line.put("evidence", evidence());
        line.put("decidedShare", decidedShare);
        try {
            return JSON.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// One line for people; what models and targets say in it is printable.
    String text() {
        String line = switch (answer) {
            case Judged(Verdict.Agrees _) -> "agrees (%.1f %% decided)".formatted(100 * decidedShare);
            case Judged(Verdict.Disagrees(Evidence e)) -> "disagrees: " + e.oneLine();
            case Judged(Verdict.Undecided(String why)) -> "undecided: " + why;
            case Judged(Verdict.Invalid(String why)) -> "invalid: " + why;
            case Unusable(String why) -> "invalid: " + why;
            case Failed(String why) -> "undecided, since Plumbline failed: " + why;
        };
        return (line.contains(model + ": ") ? line : model + ": " + line).replaceAll("\\p{Cntrl}+", " ");
    }
}
