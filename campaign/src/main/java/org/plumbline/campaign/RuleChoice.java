package org.plumbline.campaign;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.plumbline.generator.Options;
import org.plumbline.generator.rules.Mix;
import org.plumbline.generator.rules.Rulebook;
import org.plumbline.generator.rules.RulebookFolder;
import org.plumbline.generator.rules.Rules;

/// Generation from a rulebook beside the hand-written rules: what `--rules` and `--mix` ask for.
final class RuleChoice {
    /// The mix where none is given.
    static final String MIX = "inferred=0.5,recorded=0.1";

    private static final String HINT = "give shares such as " + MIX + "; what they leave is hand-written";

    private RuleChoice() {
    }

    /// The book of a folder. Throws [BadInput] where there is none that can be read.
    static Rulebook load(Path folder) {
        return switch (RulebookFolder.read(folder)) {
            case RulebookFolder.Read.Ok(Rulebook book) -> book;
            case RulebookFolder.Read.Unreadable(String why) -> throw new BadInput(why);
        };
    }

    /// The mix that is meant; [#MIX] where a book comes without one. Throws [BadInput] for a mix without a book.
    static String mix(Path rules, String mix) {
        if (rules == null && mix != null) {
            throw new BadInput("--mix " + mix + ": needs a rulebook; name its folder with --rules");
        }
        String meant = rules == null ? "" : mix == null ? MIX : mix;
        if (rules != null) {
            parse(meant);
        }
        return meant;
    }

    /// The same options with a book, in a mix as it is written on the command line. To come before
    /// [OperatorChoice#restricted], which chooses among the book's operators, too.
    static Options with(Options options, Rulebook book, String mix) {
        return options.withRules(new Rules(book, parse(mix)));
    }

    /// Shares by name, as in `inferred=0.5,recorded=0.1`; one that is left out is 0. Throws [BadInput] for others.
    static Mix parse(String text) {
        Map<String, Double> shares = new TreeMap<>(Map.of("inferred", 0.0, "recorded", 0.0));
        for (String part : text.split(",")) {
            String[] pair = part.strip().split("=", 2);
            if (pair.length < 2 || !shares.containsKey(pair[0])) {
                throw new BadInput("--mix " + text + ": no share '" + part + "'; " + HINT);
            }
            try {
                shares.put(pair[0], Double.valueOf(pair[1]));
            } catch (NumberFormatException _) {
                throw new BadInput("--mix " + text + ": '" + pair[1] + "' is no number; " + HINT);
            }
        }
        try {
            return Mix.shares(shares.get("inferred"), shares.get("recorded"));
        } catch (IllegalArgumentException _) {
            throw new BadInput("--mix " + text + ": shares lie between 0 and 1, and so does their sum; " + HINT);
        }
    }
}
