package org.plumbline.campaign.guided;

/// How often to generate afresh rather than to change what is kept: by what either brought lately per second. Old
/// experience fades. Between [#LEAST] and 1 − [#LEAST], so that neither is given up.
final class Arms {
    static final double LEAST = 0.15;
    private static final double FADING = 0.998;

    private double freshGain = 1;
    private double freshSeconds = 1;
    private double changedGain = 1;
    private double changedSeconds = 1;

    /// A case brought something new, or did not, and took that long.
    void learn(boolean fresh, boolean something, double seconds) {
        if (fresh) {
            freshGain = FADING * freshGain + (something ? 1 : 0);
            freshSeconds = FADING * freshSeconds + seconds;
        } else {
            changedGain = FADING * changedGain + (something ? 1 : 0);
            changedSeconds = FADING * changedSeconds + seconds;
        }
    }

    /// The share of cases to generate afresh.
    double freshShare() {
        double fresh = freshGain / freshSeconds;
        double changed = changedGain / changedSeconds;
        return Math.clamp(fresh / (fresh + changed), LEAST, 1 - LEAST);
    }
}
