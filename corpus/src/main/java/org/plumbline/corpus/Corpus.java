package org.plumbline.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.plumbline.graph.Model;
import org.plumbline.graph.operators.Evaluator.Evaluated;

/// The recipes worth keeping, one line of JSON each in `corpus.jsonl`, appended as they come: a recipe is kept when its
/// model has a structural feature that no earlier one had. Thread-safe.
public final class Corpus {
    private static final String FILE = "corpus.jsonl";

    private final Path file;
    private final Set<String> seen = new HashSet<>();
    private int size;

    private Corpus(Path file, int size) {
        this.file = file;
        this.size = size;
    }

    /// Opens the corpus in `folder`, which is created. Throws [IOException] when the disk refuses.
    public static Corpus open(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(FILE);
        int size = Files.exists(file) ? (int) Files.readAllLines(file).stream().filter(l -> !l.isBlank()).count() : 0;
        return new Corpus(file, size);
    }

    /// Keeps the recipe if its model shows something new.
    public synchronized void offer(Model model, Evaluated reference, String recipe) throws IOException {
        if (seen.addAll(Features.of(model, reference))) {
            Files.write(file, List.of(recipe), java.nio.file.StandardOpenOption.CREATE,
                java.nio.file.StandardOpenOption.APPEND);
            size++;
        }
    }

    public synchronized int size() {
        return size;
    }
}
