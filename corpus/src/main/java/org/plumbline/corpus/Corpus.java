package org.plumbline.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.plumbline.graph.Model;
import org.plumbline.graph.operators.Evaluator.Evaluated;

/// The recipes worth keeping, one file each (see [CorpusFolder]): a recipe is kept when its model has a structural
/// feature that no earlier one had. Thread-safe; several processes may add to one folder.
public final class Corpus {
    private final CorpusFolder folder;
    private final Set<String> seen = new HashSet<>();
    private int damaged;
    private int size;

    private Corpus(CorpusFolder folder) {
        this.folder = folder;
    }

    /// Opens the corpus of the campaign in `campaign`, which is created. What the recipes there show counts as seen. What is no
    /// recipe (damaged, or cut off when a campaign was killed) is set aside with its reason; a file of recipes as former
    /// versions wrote it is taken over. Throws [IOException] when the disk refuses.
    public static Corpus open(Path campaign) throws IOException {
        Corpus corpus = new Corpus(new CorpusFolder(campaign));
        Files.createDirectories(corpus.folder.entries());
        corpus.folder.clean();
        corpus.takeOverLines();
        for (Path file : corpus.folder.files()) {
            corpus.take(file);
        }
        return corpus;
    }

    private void take(Path file) throws IOException {
        switch (Entry.read(file)) {
            case Entry.Bad(String reason) -> {
                folder.setAside(file, reason);
                damaged++;
            }
            case Entry.Good good -> {
                seen.addAll(good.features());
                size += named(file, good) ? 1 : 0;
            }
        }
    }

    /// Gives a good entry that somebody put here under another name its own; false where it was there already.
    private boolean named(Path file, Entry.Good good) throws IOException {
        boolean isNew = true;
        if (!file.getFileName().toString().equals(good.name())) {
            isNew = folder.add(good.text());
            Files.delete(file);
        }
        return isNew;
    }

    /// First the copies, then the removal: whatever is killed in between, no line is lost.
    private void takeOverLines() throws IOException {
        if (!Files.isRegularFile(folder.lines())) {
            return;
        }
        byte[] all = Files.readAllBytes(folder.lines());
        for (int from = 0; from < all.length;) {
            int to = from;
            while (to < all.length && all[to] != '\n') {
                to++;
            }
            takeOver(Arrays.copyOfRange(all, from, to));
            from = to + 1;
        }
        Files.delete(folder.lines());
    }

    private void takeOver(byte[] line) throws IOException {
        switch (Entry.of(line)) {
            case Entry.Good good -> folder.add(good.text());
            case Entry.Bad(String reason) -> {
                folder.setAside(line, "a line of " + folder.lines().getFileName() + ": " + reason);
                damaged++;
            }
        }
    }

    /// Keeps the recipe if its model shows something new, and says whether it did. Throws [IOException] when the disk
    /// refuses.
    public synchronized boolean offer(Model model, Evaluated reference, String recipe) throws IOException {
        Set<String> shown = Features.of(model, reference);
        if (seen.containsAll(shown)) {
            return false;
        }
        size += folder.add(recipe) ? 1 : 0;
        return seen.addAll(shown);
    }

    /// How many recipes there are, those aside that other processes have added.
    public synchronized int size() {
        return size;
    }

    /// How many entries were set aside when the corpus was opened.
    public int damaged() {
        return damaged;
    }
}
