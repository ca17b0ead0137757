package org.plumbline.campaign.guided;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.plumbline.campaign.engine.WholeFile;
import org.plumbline.corpus.CorpusFolder;

/// Recipes on which Plumbline itself failed or died, in `errors/` of the campaign: the recipe, and beside it a line for
/// each time.
final class Errors {
    private static final int TOO_OFTEN = 2;

    private Errors() {
    }

    static void keep(Path campaign, String recipe, String why) throws IOException {
        Path folder = campaign.resolve("errors");
        Files.createDirectories(folder);
        String name = CorpusFolder.name(recipe.getBytes(StandardCharsets.UTF_8));
        WholeFile.write(folder.resolve(name + ".json"), recipe.getBytes(StandardCharsets.UTF_8));
        Files.writeString(folder.resolve(name + ".txt"), why.replaceAll("\\p{Cntrl}+", " ") + "\n",
            StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /// Whether explorers died of this input again and again.
    static boolean isDeadly(Path campaign, byte[] input) throws IOException {
        Path file = campaign.resolve("errors").resolve(CorpusFolder.name(input) + ".txt");
        return Files.exists(file) && Files.readAllLines(file).size() >= TOO_OFTEN;
    }
}
