package org.plumbline.campaign.guided;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.plumbline.generator.Generated;
import org.plumbline.generator.Generator;
import org.plumbline.generator.Options;
import org.plumbline.generator.Preference;
import org.plumbline.graph.Rng;
import org.plumbline.graph.edit.Recipe;
import org.plumbline.graph.edit.RecipeJson;
import org.plumbline.mutators.Mutators;

/// Makes the inputs that libFuzzer asks for, and knows the last one again when it is to be run.
final class Proposals {
    private static final int MOST_EDITS = 150;
    private static final int TRIES = 5;

    private static final int AMONG = 6;
    private static final double PATTERNS = 0.05;

    private final Generator plain;
    private final long seed;
    private final Generator energetic;
    private Proposal last = new Proposal(new byte[0], Optional.empty(), new Replayed());

    /// What an input is: bytes, the recipe they are if they are one, and where they came from.
    record Proposal(byte[] input, Optional<Recipe> recipe, Origin origin) {
    }

    /// Where an input came from.
    sealed interface Origin {
    }

    /// Generated afresh, in that way; the case is at hand.
    record Fresh(Generated generated, Arms.Arm arm) implements Origin {
    }

    /// Made of kept ones.
    record Changed() implements Origin {
    }

    /// An entry of the corpus.
    record Replayed() implements Origin {
    }

    Proposals(Options options, Energy energy, long seed) {
        this.plain = new Generator(options);
        this.energetic = plain.with(options.withShares(options.specialShare(), Math.min(PATTERNS, options
            .patternShare()), options.hiddenShapeShare()), Preference.by(energy::of, AMONG));
        this.seed = seed;
    }

    /// What the input is that libFuzzer wants to be run; an input that was not proposed just now is an entry of the
    /// corpus.
    Proposal of(byte[] input) {
        Proposal proposed = last;
        last = new Proposal(input, recipe(input), new Replayed());
        return Arrays.equals(proposed.input(), input) ? proposed : last;
    }

    private Optional<Recipe> recipe(byte[] input) {
        if (Arrays.equals(last.input(), input)) {
            return last.recipe();
        }
        return RecipeJson.read(new String(input, StandardCharsets.UTF_8)) instanceof RecipeJson.Parsed.Read(Recipe r)
            ? Optional.of(r) : Optional.empty();
    }

    /// An input that is what it was.
    byte[] again(byte[] input) {
        last = new Proposal(input, recipe(input), new Changed());
        return input;
    }

    /// The campaign's case `index`, as an unguided one would generate it; a later one where that is longer than `most`
    /// bytes.
    byte[] plain(long index, int most) {
        return fresh(plain, Arms.Arm.PLAIN, index, most);
    }

    /// A case of operators that promise something.
    byte[] energetic(long index, int most) {
        return fresh(energetic, Arms.Arm.ENERGETIC, index, most);
    }

    private byte[] fresh(Generator generator, Arms.Arm arm, long index, int most) {
        for (int i = 0; i < TRIES; i++) {
            Generated made = generator.generate(Rng.of(seed + i, index).nextLong());
            byte[] input = bytes(made.recipe());
            if (input.length <= most) {
                last = new Proposal(input, Optional.of(made.recipe()), new Fresh(made, arm));
                return input;
            }
        }
        return new byte[0];
    }

    /// The input, changed a little; empty where it is no recipe, cannot be changed, or has become too long.
    Optional<byte[]> changed(byte[] input, int most, Rng rng) {
        return recipe(input).filter(r -> r.edits().size() <= MOST_EDITS).flatMap(
            r -> offer(r, Mutators.mutate(r, rng.between(1, 3), rng), most));
    }

    /// The input with a part of the other, and sometimes changed a little on top.
    Optional<byte[]> crossed(byte[] input, byte[] other, int most, Rng rng) {
        Optional<Recipe> two = recipe(other);
        return recipe(input).filter(r -> two.isPresent() && r.edits().size() <= MOST_EDITS).flatMap(r -> {
            Recipe crossed = Mutators.crossover(r, two.get(), rng);
            return offer(r, rng.trueInOneOutOf(2) ? Mutators.mutate(crossed, 1, rng) : crossed, most);
        });
    }

    private Optional<byte[]> offer(Recipe parent, Recipe child, int most) {
        if (child.edits().equals(parent.edits()) && child.inputs().equals(parent.inputs())) {
            return Optional.empty();
        }
        byte[] input = bytes(child);
        if (input.length > most) {
            return Optional.empty();
        }
        last = new Proposal(input, Optional.of(child), new Changed());
        return Optional.of(input);
    }

    private static byte[] bytes(Recipe recipe) {
        return RecipeJson.write(recipe).getBytes(StandardCharsets.UTF_8);
    }
}
