package org.plumbline.campaign.engine;

import java.util.List;

/// What a campaign is told: enough to run it again. `target` as on the command line; `operators` are the only ones to
/// generate, all of them where it is empty. `rules` is the folder of a rulebook or "shipped", `mix` how much of it to use as
/// on the command line; "" for none (also where an older campaign says nothing of them).
public record Settings(String target, long seed, int minNodes, int maxNodes, int workers, List<String> operators,
    String rules, String mix) {
    public Settings {
        operators = operators == null ? List.of() : List.copyOf(operators);
        rules = rules == null ? "" : rules;
        mix = mix == null ? "" : mix;
    }

    /// Settings without a rulebook.
    public Settings(String target, long seed, int minNodes, int maxNodes, int workers, List<String> operators) {
        this(target, seed, minNodes, maxNodes, workers, operators, "", "");
    }
}
