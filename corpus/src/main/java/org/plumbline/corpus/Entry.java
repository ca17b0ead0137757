package org.plumbline.corpus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.plumbline.graph.edit.Case;
import org.plumbline.graph.edit.Realizer;
import org.plumbline.graph.edit.Recipe;
import org.plumbline.graph.edit.RecipeJson;
import org.plumbline.graph.operators.Evaluator.Evaluated;

/// What a file of a corpus holds.
public sealed interface Entry {
    /// Larger files are no recipes of ours.
    long LARGEST = 64L << 20;

    /// A recipe: its `name` is the hash of its `text`, `nodes` counts those of its model and `features` are what that
    /// shows.
    record Good(String name, String text, Recipe recipe, int nodes, Set<String> features) implements Entry {
        public Good {
            features = Set.copyOf(features);
        }

        /// The model and its inputs, made anew: holding those of a whole corpus would take gigabytes.
        public Case realize() {
            return Realizer.realize(recipe);
        }
    }

    /// Something else; `reason` is one line.
    record Bad(String reason) implements Entry {
    }

    /// Reads a file; whatever it holds comes back as a value.
    static Entry read(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                return new Bad("not a file");
            }
            return Files.size(file) > LARGEST ? new Bad("larger than " + (LARGEST >> 20) + " MiB")
                : of(Files.readAllBytes(file));
        } catch (IOException e) {
            return new Bad("cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    /// The same for the content of a file.
    static Entry of(byte[] content) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString().strip();
            return text.isEmpty() ? new Bad("empty") : switch (RecipeJson.read(text)) {
                case RecipeJson.Parsed.Malformed(String why) -> new Bad(why.lines().findFirst().orElse("malformed"));
                case RecipeJson.Parsed.Read(Recipe recipe) -> of(text, recipe);
            };
        } catch (CharacterCodingException _) {
            return new Bad("not UTF-8 text");
        }
    }

    /// What reads as a recipe may still ask for the impossible, such as a tensor of 2^40 elements.
    private static Entry of(String text, Recipe recipe) {
        try {
            Case c = Realizer.realize(recipe);
            Evaluated reference = new Evaluated(c.values(), List.of(), Optional.empty());
            return new Good(CorpusFolder.name(text.getBytes(StandardCharsets.UTF_8)), text, recipe,
                c.model().graph().nodes().size(), Features.of(c.model(), reference));
        } catch (RuntimeException | OutOfMemoryError e) {
            return new Bad("cannot be realised (" + e.getClass().getSimpleName() + ")");
        }
    }
}
