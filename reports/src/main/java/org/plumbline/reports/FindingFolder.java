package org.plumbline.reports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.onnx.BackendTestCase;
import org.plumbline.graph.onnx.CaseRead;
import org.plumbline.graph.onnx.ModelPrinter;
import org.plumbline.graph.operators.Evaluator;
import org.plumbline.oracles.Kind;
import org.plumbline.oracles.Standing;

/// A finding as a folder that stands alone: `model.onnx` and `test_data_set_0` in the ONNX backend-test layout (with
/// what the reference expects as outputs, where it is determined), `original/` before reduction, `finding.json`,
/// `recipe.json` where a campaign made it, and `README.md` for people.
public final class FindingFolder {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private FindingFolder() {
    }

    /// What reading gives.
    public sealed interface Read {
    }

    public record Found(Finding finding, Subject subject) implements Read {
    }

    /// `why` is one line that names file and remedy.
    public record Unreadable(String why) implements Read {
    }

    /// Writes everything; `recipe` may be empty. Throws [IOException] when the disk refuses.
    public static void write(Path folder, Finding finding, Subject reduced, Subject original, String recipe)
        throws IOException {
        Files.createDirectories(folder);
        Files.deleteIfExists(folder.resolve("finding.json"));
        clear(folder.resolve("test_data_set_0"));
        write(folder, reduced);
        write(folder.resolve("original"), original);
        if (!recipe.isEmpty()) {
            Files.writeString(folder.resolve("recipe.json"), recipe);
        }
        Files.writeString(folder.resolve("README.md"), readme(finding, reduced));
        Files.write(folder.resolve("finding.json"), JSON.writeValueAsBytes(finding));
    }

    /// Inputs of a larger form must not stay beside those of a smaller one.
    private static void clear(Path data) throws IOException {
        if (Files.isDirectory(data)) {
            try (Stream<Path> files = Files.list(data)) {
                for (Path file : files.filter(f -> f.toString().endsWith(".pb")).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /// What a finding was about before it was reduced, where that is kept.
    public static Optional<Subject> original(Path folder) {
        Path original = folder.resolve("original");
        return Files.isDirectory(original) && BackendTestCase.read(
            original) instanceof CaseRead.Ok(BackendTestCase test)
            && !test.dataSets().isEmpty() ? Optional.of(Subject.of(test.model(), test.dataSets().getFirst().inputs()))
                : Optional.empty();
    }

    /// Writes `finding.json` alone, of a folder that is there: a reader sees the old one or the new one, never a part.
    /// Throws [IOException] when the disk refuses; the old one is left as it was.
    public static void learn(Path folder, Finding finding) throws IOException {
        Path draft = folder.resolve("finding.json.new");
        try {
            Files.write(draft, JSON.writeValueAsBytes(finding));
            Files.move(draft, folder.resolve("finding.json"), StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(draft);
            throw e;
        }
    }

    /// The folders of findings at or below `root`, in order of path: those that hold a `finding.json`, or else a model,
    /// so that a half-written one is not passed over. Links are not followed. Throws [IOException] where it cannot be
    /// listed.
    public static List<Path> below(Path root) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                boolean isOne = Files.exists(folder.resolve("finding.json"))
                    || Files.exists(folder.resolve("model.onnx"));
                if (isOne) {
                    found.add(folder);
                }
                return isOne ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }
        });
        return found.stream().sorted().toList();
    }

    private static void write(Path folder, Subject subject) throws IOException {
        var values = Evaluator.evaluate(subject.model(), subject.feeds(), Accuracy.CPU).values();
        Map<String, Tensor> expected = new LinkedHashMap<>();
        for (ValueInfo o : subject.model().graph().outputs()) {
            if (values.containsKey(o.name())) {
                Midpoint.of(values.get(o.name())).ifPresent(t -> expected.put(o.name(), t));
            }
        }
        var problem = BackendTestCase.write(folder, subject.model(), subject.feeds(), expected);
        if (problem.isPresent()) {
            throw new IOException(problem.get());
        }
    }

    private static String readme(Finding f, Subject s) {
        StringBuilder text = new StringBuilder();
        text.append("# ").append(f.kind()).append(": ").append(f.signature()).append("\n\n");
        text.append("- target: ").append(f.spec()).append('\n');
        text.append("- shown by: ").append(String.join(", ", f.guilty())).append('\n');
        text.append("- not shown by: ").append(f.innocent().isEmpty() ? "–" : String.join(", ", f.innocent()))
            .append('\n');
        Standing.of(f.guilty(), f.innocent()).ifPresent(vote -> text.append("- vote: ").append(vote).append('\n'));
        text.append("- output: ").append(f.output().isEmpty() ? "–" : f.output()).append('\n');
        text.append("- seen: ").append(f.seen()).append('\n');
        text.append("- admissible: ").append(f.admissible().isEmpty() ? "–" : f.admissible()).append('\n');
        text.append("- margin: ").append(f.margin()).append(" units in the last place\n\n");
        text.append("Run it again from this folder's parent: `plumbline replay <this folder>`\n\n```\n");
        text.append(ModelPrinter.print(s.model())).append("\n```\n\nInputs:\n\n```\n");
        s.feeds().forEach((name, t) -> text.append(name).append(" = ").append(t).append('\n'));
        return text.append("```\n").toString();
    }

    private static String firstLine(JsonProcessingException e) {
        return e.getOriginalMessage() == null ? "damaged" : e.getOriginalMessage().lines().findFirst().orElse(
            "damaged");
    }

    /// Reads a folder that [#write] made.
    public static Read read(Path folder) {
        Path json = folder.resolve("finding.json");
        try {
            JsonNode tree = JSON.readTree(Files.readString(json, StandardCharsets.UTF_8));
            int schema = tree.path("schema").asInt();
            if (schema < Finding.OLDEST || schema > Finding.SCHEMA) {
                return new Unreadable(json + ": field schema is " + tree.path("schema").asText("no number") + ", not "
                    + Finding.OLDEST + " to " + Finding.SCHEMA + "; replay it with the Plumbline that wrote it");
            }
            Finding finding = JSON.treeToValue(tree, Finding.class);
            if (Kind.labelled(finding.kind()).isEmpty()) {
                return new Unreadable(json + ": field kind is no symptom; restore the folder");
            }
            return switch (BackendTestCase.read(folder)) {
                case CaseRead.Malformed(String why) -> new Unreadable(why);
                case CaseRead.Ok(BackendTestCase test) when test.dataSets().isEmpty() -> new Unreadable(
                    folder.resolve("test_data_set_0") + ": missing, so there are no inputs; restore the folder");
                case CaseRead.Ok(BackendTestCase test) -> new Found(finding, Subject.of(test.model(),
                    test.dataSets().getFirst().inputs()));
            };
        } catch (JsonProcessingException e) {
            return new Unreadable(json + ": no finding (" + firstLine(e) + "); name a finding's folder");
        } catch (IOException e) {
            return new Unreadable(json + ": cannot be read; name a finding's folder" + inside(folder).map(
                f -> ", such as " + f).orElse(""));
        }
    }

    /// The first finding in a folder of several.
    private static Optional<Path> inside(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(c -> Files.exists(c.resolve("finding.json"))).min(Comparator.naturalOrder());
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
