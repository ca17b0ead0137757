package org.plumbline.campaign.engine;

/// What came of guiding a campaign.
///
/// @param feedback what steered, as on the command line
/// @param reached what its cases showed
/// @param steadyShare the share of cases novel to native coverage that were novel again when run again
/// @param counts what steering did
/// @param explorerDeaths how often an explorer died and was started again
public record Guided(String feedback, Reached reached, double steadyShare, Guidance counts, long explorerDeaths) {
    /// How many different things cases showed, over all explorers and resumed runs, whether they steered or not:
    /// functions of native libraries, rewrites, kernels left, structural features.
    public record Reached(long functions, long rewrites, long kernels, long structure) {
        public static final Reached NOTHING = new Reached(0, 0, 0, 0);
    }
}
