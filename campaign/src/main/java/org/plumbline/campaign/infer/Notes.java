package org.plumbline.campaign.infer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.plumbline.campaign.infer.InferenceTable.Row;
import org.plumbline.generator.infer.Heldout;
import org.plumbline.generator.infer.Inference;
import org.plumbline.generator.infer.Learner;
import org.plumbline.generator.rules.Learned;
import org.plumbline.generator.rules.Rulebook;
import org.plumbline.generator.rules.RulebookFolder;

/// A rulebook being learned, on disk after every operator: its files, and beside them `learned.jsonl` with the settings
/// and what each operator came to. A later run with the same settings has those operators already; one with others
/// begins anew.
public final class Notes {
    private static final String FILE = "learned.jsonl";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;
    private final Rulebook empty;
    private final Map<String, Row> rows = new LinkedHashMap<>();

    private Notes(Path folder, Rulebook empty) {
        this.folder = folder;
        this.empty = empty;
    }

    /// What the rules depend on; `records` is a digest of the recorded calls.
    public record Settings(String target, String release, int opset, long seed, int partial, int calls,
        String records) {
    }

    /// An operator without its rules; `held` are the four counts of [Heldout] for each of them, `lost` the calls at which the
    /// target died or hung.
    private record Line(String operator, String why, List<List<Long>> held, long lost) {
    }

    /// Opens a folder; there is one afterwards, and it holds a rulebook.
    public static Notes open(Path folder, Settings settings) throws IOException {
        Notes notes = new Notes(folder, new Rulebook(settings.target(), settings.release(), settings.opset(), Map
            .of()));
        Path file = folder.resolve(FILE);
        List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        String first = JSON.writeValueAsString(settings);
        if (!lines.isEmpty() && lines.getFirst().equals(first)
            && RulebookFolder.read(folder) instanceof RulebookFolder.Read.Ok(Rulebook book)) {
            lines.stream().skip(1).forEach(line -> notes.take(line, book));
            if (!Files.readString(file).endsWith("\n")) {
                Files.writeString(file, "\n", StandardOpenOption.APPEND);
            }
        } else {
            RulebookFolder.write(folder, notes.empty);
            Files.writeString(file, first + "\n");
        }
        return notes;
    }

    /// A line that was cut off, or that does not go with the rules, is of an operator that was not learned.
    private void take(String line, Rulebook book) {
        try {
            Line known = JSON.readValue(line, Line.class);
            List<Learned> rules = book.operators().getOrDefault(known.operator(), List.of());
            if (rules.size() != known.held().size()) {
                return;
            }
            List<Learner.Outcome> outcomes = new ArrayList<>();
            for (int i = 0; i < rules.size(); i++) {
                List<Long> h = known.held().get(i);
                outcomes.add(new Learner.Outcome(rules.get(i), new Heldout(h.get(0), h.get(1), h.get(2), h.get(3))));
            }
            rows.put(known.operator(), new Row(known.operator(), new Inference.Result(outcomes, known.why(), known
                .lost())));
        } catch (JsonProcessingException _) {
            // the process was stopped while it wrote the line
        }
    }

    /// What was learned before, by operator.
    public Map<String, Row> known() {
        return Map.copyOf(rows);
    }

    /// Puts down what an operator came to.
    public void add(Row row) throws IOException {
        rows.put(row.operator(), row);
        Map<String, List<Learned>> rules = new TreeMap<>();
        rows.values().stream().filter(Row::isKnown).forEach(r -> rules.put(r.operator(), r.rules()));
        if (row.isKnown()) {
            RulebookFolder.write(folder, new Rulebook(empty.target(), empty.release(), empty.opset(), rules,
                rows.values().stream().filter(r -> r.isKnown() && r.result().lost() > 0).map(Row::operator).collect(
                    Collectors.toSet())), row.operator());
        }
        List<List<Long>> held = row.isKnown() ? row.result().rules().stream().map(Learner.Outcome::heldout).map(
            h -> List
                .of(h.allowed(), h.right(), h.accepted(), h.found())).toList() : List.of();
        Files.writeString(folder.resolve(FILE), JSON.writeValueAsString(new Line(row.operator(), row.result().why(),
            held, row.result().lost())) + "\n", StandardOpenOption.APPEND);
    }
}
