package org.plumbline.corpus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.plumbline.graph.Model;
import org.plumbline.graph.edit.Case;
import org.plumbline.graph.edit.Realizer;
import org.plumbline.graph.edit.Recipe;
import org.plumbline.graph.edit.RecipeJson;
import org.plumbline.graph.operators.Evaluator.Evaluated;

/// The recipes worth keeping, one line of JSON each in `corpus.jsonl`, appended as they come: a recipe is kept when its
/// model has a structural feature that no earlier one had. Thread-safe.
public final class Corpus {
    private static final String FILE = "corpus.jsonl";
    private static final String DAMAGED = "corpus.bad.jsonl";

    private final Path file;
    private final int damaged;
    private final Set<String> seen = new HashSet<>();
    private int size;

    private Corpus(Path file, int damaged) {
        this.file = file;
        this.damaged = damaged;
    }

    /// Opens the corpus in `folder`, which is created. What the recipes there show counts as seen. Lines that are no
    /// recipe (damaged, or cut off when a campaign was killed) are moved to `corpus.bad.jsonl`. Throws [IOException]
    /// when the disk refuses.
    public static Corpus open(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(FILE);
        List<String> good = new ArrayList<>();
        List<String> bad = new ArrayList<>();
        Set<String> features = new HashSet<>();
        String text = Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
        for (String line : text.lines().filter(l -> !l.isBlank()).toList()) {
            Optional<Set<String>> shown = features(line);
            shown.ifPresent(features::addAll);
            (shown.isPresent() ? good : bad).add(line);
        }
        if (!bad.isEmpty() || !text.isEmpty() && !text.endsWith("\n")) {
            setAside(folder, good, bad);
        }
        Corpus corpus = new Corpus(file, bad.size());
        corpus.seen.addAll(features);
        corpus.size = good.size();
        return corpus;
    }

    private static Optional<Set<String>> features(String line) {
        if (!(RecipeJson.read(line) instanceof RecipeJson.Parsed.Read(Recipe recipe))) {
            return Optional.empty();
        }
        try {
            Case c = Realizer.realize(recipe);
            return Optional.of(Features.of(c.model(), new Evaluated(c.values(), List.of(), Optional.empty())));
        } catch (RuntimeException | OutOfMemoryError _) {
            // what reads as a recipe may still ask for the impossible, such as a tensor of 2^40 elements
            return Optional.empty();
        }
    }

    /// First the copy, then the removal: whatever is killed in between, no line is lost.
    private static void setAside(Path folder, List<String> good, List<String> bad) throws IOException {
        if (!bad.isEmpty()) {
            Files.write(folder.resolve(DAMAGED), bad, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        Path draft = folder.resolve(FILE + ".new");
        Files.write(draft, good);
        Files.move(draft, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Keeps the recipe if its model shows something new. Throws [IOException] when the disk refuses.
    public synchronized void offer(Model model, Evaluated reference, String recipe) throws IOException {
        if (seen.addAll(Features.of(model, reference))) {
            Files.write(file, List.of(recipe), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            size++;
        }
    }

    /// How many recipes there are.
    public synchronized int size() {
        return size;
    }

    /// How many lines were set aside when the corpus was opened.
    public int damaged() {
        return damaged;
    }
}
