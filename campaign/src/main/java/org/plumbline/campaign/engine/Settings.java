package org.plumbline.campaign.engine;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/// What a campaign is told: enough to run it again. `target` as on the command line; `operators` are the only ones to
/// generate, all of them where it is empty. `rules` is the folder of a rulebook or "shipped", `mix` how much of it to use as
/// on the command line; "" for none (also where an older campaign says nothing of them). `feedback` says what guides it,
/// as on the command line; "" where nothing does.
public record Settings(String target, long seed, int minNodes, int maxNodes, int workers, List<String> operators,
    String rules, String mix, String feedback) {
    public Settings {
        operators = operators == null ? List.of() : List.copyOf(operators);
        rules = rules == null ? "" : rules;
        mix = mix == null ? "" : mix;
        feedback = feedback == null ? "" : feedback;
    }

    /// Settings without guidance.
    public Settings(String target, long seed, int minNodes, int maxNodes, int workers, List<String> operators,
        String rules, String mix) {
        this(target, seed, minNodes, maxNodes, workers, operators, rules, mix, "");
    }

    /// The same, guided by that feedback.
    public Settings guidedBy(String other) {
        return new Settings(target, seed, minNodes, maxNodes, workers, operators, rules, mix, other);
    }

    /// Whether something guides it, if only in name.
    @JsonIgnore
    public boolean isGuided() {
        return !feedback.isEmpty();
    }

    /// Settings without a rulebook.
    public Settings(String target, long seed, int minNodes, int maxNodes, int workers, List<String> operators) {
        this(target, seed, minNodes, maxNodes, workers, operators, "", "");
    }
}
