package org.plumbline.reports.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads campaigns from their folders; what cannot be read is noted in a line and left out.
final class Reader {
    private static final ObjectMapper JSON = new ObjectMapper()
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final Path out;
    private final List<String> notShown = new ArrayList<>();

    Reader(Path out) {
        this.out = out;
    }

    Overview read(String version, List<Path> folders) {
        List<CampaignRow> rows = new ArrayList<>();
        Clusters clusters = new Clusters();
        for (Path folder : folders) {
            Optional<Numbers> numbers = numbers(folder.resolve("summary.json"));
            numbers.ifPresent(n -> rows.add(row(folder, n)));
            Map<String, Long> met = numbers.map(Numbers::findingsBySignature).orElse(Map.of());
            FindingWalk walk = new FindingWalk(folder, out, notShown);
            clusters.add(walk.found(), met);
        }
        rows.sort(Comparator.comparing((CampaignRow r) -> r.started().orElse(Instant.MIN))
            .thenComparing(CampaignRow::name));
        return new Overview(version, rows, clusters.entries(), notShown);
    }

    private Optional<Numbers> numbers(Path file) {
        if (!Files.exists(file)) {
            notShown.add(file + ": missing; finish the campaign with plumbline fuzz --resume");
            return Optional.empty();
        }
        try {
            JsonNode tree = JSON.readTree(Files.readString(file, StandardCharsets.UTF_8));
            String schema = tree.path("schema").asText("no number");
            if (!schema.equals(Integer.toString(Numbers.SCHEMA))) {
                notShown.add(file + ": field schema is " + schema + ", not " + Numbers.SCHEMA
                    + "; show it with the Plumbline that wrote it");
                return Optional.empty();
            }
            return Optional.of(JSON.treeToValue(tree, Numbers.class));
        } catch (JsonProcessingException e) {
            notShown.add(file + ": no summary (" + firstLine(e)
                + "); finish the campaign with plumbline fuzz --resume");
        } catch (IOException _) {
            notShown.add(file + ": cannot be read; name the folder of a campaign");
        }
        return Optional.empty();
    }

    static String firstLine(JsonProcessingException e) {
        return e.getOriginalMessage() == null ? "damaged"
            : e.getOriginalMessage().lines().findFirst().orElse("damaged");
    }

    private CampaignRow row(Path folder, Numbers numbers) {
        List<Sample> samples = new ArrayList<>();
        Optional<Instant> started = Optional.empty();
        int damaged = 0;
        for (String line : lines(folder.resolve("progress.jsonl"))) {
            try {
                JsonNode tree = JSON.readTree(line);
                Sample sample = JSON.treeToValue(tree.isObject() ? tree : JSON.createObjectNode(), Sample.class);
                Instant at = Instant.parse(tree.path("at").asText());
                started = started.isPresent() ? started
                    : Optional.of(at.minus(Duration.ofMillis((long) (1000 * sample.elapsedSeconds()))));
                samples.add(sample);
            } catch (JsonProcessingException | DateTimeParseException _) {
                damaged++;
            }
        }
        if (damaged > 0) {
            notShown.add(folder.resolve("progress.jsonl") + ": " + damaged + " lines are no samples");
        }
        Path name = folder.toAbsolutePath().normalize().getFileName();
        return new CampaignRow(name == null ? folder.toString() : name.toString(), started, numbers.target(), numbers,
            samples);
    }

    private List<String> lines(Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().filter(l -> !l.isBlank())
                .toList();
        } catch (IOException _) {
            notShown.add(file + ": cannot be read");
            return List.of();
        }
    }
}
