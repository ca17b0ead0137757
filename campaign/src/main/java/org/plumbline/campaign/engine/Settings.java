package org.plumbline.campaign.engine;

/// What a campaign is told: enough to run it again. `target` as on the command line.
public record Settings(String target, long seed, int minNodes, int maxNodes, int workers) {
}
