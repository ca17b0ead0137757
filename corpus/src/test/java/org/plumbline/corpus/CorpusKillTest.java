package org.plumbline.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a kill in the middle of writing leaves behind.
class CorpusKillTest {
    private static final int KILLS = 6;

    @TempDir
    Path folder;

    private Process writer(int first) throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
            "-XX:+UseSerialGC", "-cp", System.getProperty("surefire.test.class.path",
                System.getProperty("java.class.path")),
            CorpusWriter.class.getName(), folder.toString(), Integer.toString(first))
            .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    /// Kills a writer after so many entries; the names of those that it added.
    private List<String> killedAfter(int entries, int first) throws Exception {
        Process writer = writer(first);
        List<String> names = new ArrayList<>();
        try (BufferedReader told = writer.inputReader()) {
            for (int i = 0; i < entries; i++) {
                names.add(told.readLine());
            }
            writer.toHandle().destroyForcibly();
            told.lines().filter(l -> l.length() == 40).forEach(names::add);
        }
        writer.waitFor();
        return names;
    }

    @Test
    void noEntryIsLostOrHalfWritten() throws Exception {
        List<String> told = new ArrayList<>();
        for (int kill = 0; kill < KILLS; kill++) {
            told.addAll(killedAfter(1 + kill, 1000 * kill));
        }
        Corpus corpus = Corpus.open(folder);
        assertThat(corpus.damaged()).isZero();
        assertThat(CorpusFolder.in(folder.resolve("corpus")).stream().map(f -> f.getFileName().toString()).toList())
            .containsAll(told).hasSizeBetween(told.size(), told.size() + KILLS);
        assertThat(folder.resolve("corpus.new")).isEmptyDirectory();
    }

    @Test
    void halfAnEntryOfADeadProcessIsCleanedUpAndThatOfALivingOneIsNot() throws Exception {
        Process dead = writer(0);
        dead.destroyForcibly().waitFor();
        Path unfinished = Files.createDirectories(folder.resolve("corpus.new"));
        Path half = Files.writeString(unfinished.resolve(dead.pid() + "-1"), "{\"version\":1,");
        Path own = Files.writeString(unfinished.resolve(ProcessHandle.current().pid() + "-1"), "{\"version\":1,");
        assertThat(Corpus.open(folder)).extracting(Corpus::size, Corpus::damaged).containsExactly(0, 0);
        assertThat(half).doesNotExist();
        assertThat(own).exists();
    }
}
