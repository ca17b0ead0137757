package org.plumbline.campaign;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.plumbline.campaign.engine.Settings;
import org.plumbline.generator.Generator;
import org.plumbline.generator.Options;
import org.plumbline.generator.rules.Rulebook;
import org.plumbline.generator.rules.Rules;
import org.plumbline.graph.Nearest;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operators.Operators;
import org.plumbline.targets.worker.Executor;

/// Generation from some operators only: what `--operators` asks for.
final class OperatorChoice {
    private static final int ATTEMPTS = 20;

    private OperatorChoice() {
    }

    /// Options that generate from `names` only (from all operators where there are none). Patterns are chains of given
    /// operators, so they are left out then.
    static Options restricted(Options options, List<String> names) {
        if (names.isEmpty()) {
            return options;
        }
        Map<String, Double> weights = new HashMap<>();
        options.rules().book().operators().keySet().forEach(o -> weights.put(o, names.contains(o) ? 1.0 : 0));
        Operators.all().forEach(o -> weights.put(o.name(), names.contains(o.name()) ? Math.max(o.weight(), 1e-3) : 0));
        return options.withWeights(weights).withShares(options.specialShare(), 0, options.hiddenShapeShare());
    }

    /// What a campaign with these settings generates for these stacks.
    static Options options(Settings s, List<Executor> stacks) {
        Options base = Options.DEFAULT.withNodes(s.minNodes(), s.maxNodes()).supporting(Opened.support(stacks));
        return restricted(RuleChoice.of(s).with(base, stacks, s.operators()), s.operators());
    }

    /// The names themselves. Throws [BadInput] for one that no operator has.
    static List<String> parse(List<String> names) {
        return parse(names, Rules.NONE.book());
    }

    /// The same where operators of a rulebook count, too.
    static List<String> parse(List<String> names, Rulebook book) {
        if (names == null) {
            return List.of();
        }
        for (String name : names) {
            if (Operators.named(name).isEmpty() && !book.operators().containsKey(name)) {
                throw new BadInput("--operators " + name + ": no such operator; near are " + Nearest.to(name,
                    Stream.concat(Operators.all().stream().map(Operator::name), book.operators().keySet().stream())
                        .distinct().toList()));
            }
        }
        return List.copyOf(names);
    }

    /// Throws [BadInput] where the options leave nothing to generate: the target implements none of the operators.
    static void requireSomething(Options options, Settings settings) {
        Generator generator = new Generator(options);
        if (LongStream.range(0, ATTEMPTS).allMatch(i -> generator.generate(i).realized().model().graph().nodes()
            .isEmpty())) {
            throw new BadInput("--operators " + String.join(",", settings.operators()) + ": " + settings.target()
                + " implements none of them as they are generated; see plumbline support --target "
                + settings.target());
        }
    }
}
