package org.plumbline.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.generator.Generator;
import org.plumbline.generator.Options;
import org.plumbline.graph.edit.Case;
import org.plumbline.graph.edit.Realizer;
import org.plumbline.graph.edit.Recipe;
import org.plumbline.graph.edit.RecipeJson;
import org.plumbline.graph.operators.Evaluator.Evaluated;

class CorpusTest {
    @TempDir
    Path folder;

    private final Generator generator = new Generator(Options.DEFAULT.withNodes(1, 3));

    private Recipe recipe(int seed) {
        return generator.generate(seed).recipe();
    }

    private static void offer(Corpus corpus, Recipe recipe) throws IOException {
        Case c = Realizer.realize(recipe);
        corpus.offer(c.model(), new Evaluated(c.values(), List.of(), Optional.empty()), RecipeJson.write(recipe));
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(folder.resolve("corpus.jsonl"));
    }

    @Test
    void whatShowsSomethingNewIsKeptOnce() throws IOException {
        Corpus corpus = Corpus.open(folder);
        offer(corpus, recipe(1));
        offer(corpus, recipe(1));
        assertThat(corpus.size()).isEqualTo(1);
        assertThat(lines()).containsExactly(RecipeJson.write(recipe(1)));
    }

    @Test
    void whatWasSeenBeforeItWasOpenedAgainIsKnown() throws IOException {
        Corpus first = Corpus.open(folder);
        for (int seed = 0; seed < 30; seed++) {
            offer(first, recipe(seed));
        }
        Corpus second = Corpus.open(folder);
        for (int seed = 0; seed < 30; seed++) {
            offer(second, recipe(seed));
        }
        assertThat(second.size()).isEqualTo(first.size()).isEqualTo(lines().size());
    }

    @Test
    void damagedLinesAreSetAsideAndCounted() throws IOException {
        offer(Corpus.open(folder), recipe(1));
        Files.write(folder.resolve("corpus.jsonl"), new byte[] {'{', (byte) 0xff, '\n', 0, '\n'},
            StandardOpenOption.APPEND);
        Corpus corpus = Corpus.open(folder);
        assertThat(corpus.damaged()).isEqualTo(2);
        assertThat(corpus.size()).isEqualTo(1);
        assertThat(lines()).containsExactly(RecipeJson.write(recipe(1)));
        assertThat(Files.readAllLines(folder.resolve("corpus.bad.jsonl"))).hasSize(2);
        assertThat(Corpus.open(folder).damaged()).isZero();
    }

    @Test
    void aLineCutOffByAKillDoesNotSpoilTheNext() throws IOException {
        String whole = RecipeJson.write(recipe(1));
        for (int length : new int[] {whole.length(), whole.length() / 2}) {
            Files.deleteIfExists(folder.resolve("corpus.bad.jsonl"));
            Files.writeString(folder.resolve("corpus.jsonl"), whole.substring(0, length), StandardCharsets.UTF_8);
            Corpus corpus = Corpus.open(folder);
            offer(corpus, recipe(2));
            assertThat(Corpus.open(folder).damaged()).isZero();
            assertThat(lines()).contains(RecipeJson.write(recipe(2)));
        }
    }

    @Test
    void aDiskThatRefusesIsAnException() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> Corpus.open(file.resolve("below"))).isInstanceOf(IOException.class);
    }
}
