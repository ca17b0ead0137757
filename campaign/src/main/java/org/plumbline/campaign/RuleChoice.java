package org.plumbline.campaign;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.plumbline.campaign.engine.Settings;
import org.plumbline.campaign.infer.Takers;
import org.plumbline.generator.Options;
import org.plumbline.generator.check.OnnxSchemas;
import org.plumbline.generator.check.OperatorSchema;
import org.plumbline.generator.rules.Learned;
import org.plumbline.generator.rules.Mix;
import org.plumbline.generator.rules.Rulebook;
import org.plumbline.generator.rules.RulebookFolder;
import org.plumbline.generator.rules.Rules;
import org.plumbline.targets.worker.Executor;

/// Generation from a rulebook beside the hand-written rules: what `--rules` and `--mix` ask for. `rules` is the folder of
/// a book, [#SHIPPED] for the one that comes with Plumbline, "" for none; `mix` is the shares as they are written, "" where
/// there is no book.
record RuleChoice(String rules, String mix) {
    /// The mix where none is given.
    static final String MIX = "inferred=0.5,recorded=0.1";
    /// The same with the shipped book: nothing but other targets judges the values of what was learned, so that
    /// hand-written rules stay the main part.
    static final String SHIPPED_MIX = "inferred=0.1";
    /// What stands for no book on the command line.
    static final String NONE = "none";
    /// What stands for the shipped book in a campaign's settings.
    static final String SHIPPED = "shipped";

    static final String RULES_OPTION = "a rulebook to generate from as well, in place of the one that comes with"
        + " Plumbline; none for hand-written rules alone";
    static final String MIX_OPTION = "shares of nodes by inferred rule and by recorded call (default: " + SHIPPED_MIX
        + ", with --rules " + MIX + ")";

    /// Where the shipped book lies on the class path.
    private static final String PLACE = "org/plumbline/rules";
    private static final String HINT = "give shares such as " + MIX + "; what they leave is hand-written";

    /// What is meant by options that may be null. Throws [BadInput] for a mix without a book.
    static RuleChoice of(String rules, String mix) {
        boolean shipped = rules == null && isShipped();
        if (!shipped && (rules == null || rules.equals(NONE))) {
            if (mix != null) {
                throw new BadInput("--mix " + mix + ": needs a rulebook; name its folder with --rules");
            }
            return new RuleChoice("", "");
        }
        String meant = mix != null ? mix : shipped ? SHIPPED_MIX : MIX;
        parse(meant);
        return new RuleChoice(shipped ? SHIPPED : Path.of(rules).toAbsolutePath().toString(), meant);
    }

    static RuleChoice of(Settings settings) {
        return new RuleChoice(settings.rules(), settings.mix());
    }

    private static boolean isShipped() {
        return RuleChoice.class.getClassLoader().getResource(PLACE + "/rulebook.json") != null;
    }

    /// The book of a folder, or the shipped one where there is no folder. Throws [BadInput] where none can be read.
    static Rulebook load(Optional<Path> folder) {
        if (folder.isEmpty() && !isShipped()) {
            throw new BadInput("--rules: no rulebook comes with this Plumbline; name the folder of one");
        }
        return switch (folder.map(RulebookFolder::read).orElseGet(() -> RulebookFolder.read(RuleChoice.class
            .getClassLoader(), PLACE))) {
            case RulebookFolder.Read.Ok(Rulebook book) -> book;
            case RulebookFolder.Read.Unreadable(String why) -> throw new BadInput("--rules " + why);
        };
    }

    /// The book that is meant, an empty one for none.
    Rulebook book() {
        return rules.isEmpty() ? Rules.NONE.book() : load(rules.equals(SHIPPED) ? Optional.empty() : Optional.of(Path
            .of(
                rules)));
    }

    /// The same options with those of the book's operators that all of these stacks take. To come before
    /// [OperatorChoice#restricted], which chooses among the book's operators, too; `chosen` are its operators.
    Options with(Options options, List<Executor> stacks, Collection<String> chosen) {
        Rulebook book = book();
        Takers takers = new Takers(stacks);
        return with(options, book, o -> isMeant(book, o, chosen) && takers.take(book, o));
    }

    /// Of the shipped book those that ONNX specifies and that ended no process, and others where they are `chosen` by
    /// name: what a target makes of an operator that nobody specified may be the call's own fault, and a death that is
    /// met again and again hides what else there is.
    boolean isMeant(Rulebook book, String operator, Collection<String> chosen) {
        return !rules.equals(SHIPPED) || chosen.contains(operator) || !operator.contains("::") && !book.deadly()
            .contains(operator);
    }

    /// The same options with those of the book's operators that are wanted. A book that was named is for models of its
    /// opset; the shipped one leaves the opsets as they are.
    Options with(Options options, Rulebook book, Predicate<String> wanted) {
        if (rules.isEmpty()) {
            return options;
        }
        Map<String, List<Learned>> operators = new TreeMap<>(book.operators());
        operators.keySet().removeIf(wanted.negate());
        OnnxSchemas schemas = OnnxSchemas.load();
        Map<String, Integer> since = operators.keySet().stream().flatMap(o -> schemas.schema(o, book.opset()).stream())
            .collect(Collectors.toMap(OperatorSchema::name, OperatorSchema::since));
        Options learned = options.withRules(new Rules(new Rulebook(book.target(), book.release(), book.opset(),
            operators), parse(mix), since));
        return rules.equals(SHIPPED) ? learned.withOpsets(options.minOpset(), options.maxOpset()) : learned;
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
