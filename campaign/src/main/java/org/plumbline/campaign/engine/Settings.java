package org.plumbline.campaign.engine;

import java.util.List;

/// What a campaign is told: enough to run it again. `target` as on the command line; `operators` are the only ones to
/// generate, all of them where it is empty.
public record Settings(String target, long seed, int minNodes, int maxNodes, int workers, List<String> operators) {
    public Settings {
        operators = operators == null ? List.of() : List.copyOf(operators);
    }
}
