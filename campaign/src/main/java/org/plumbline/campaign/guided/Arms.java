package org.plumbline.campaign.guided;

import java.util.Arrays;
import org.plumbline.campaign.engine.Guidance;
import org.plumbline.campaign.engine.Guidance.Count;
import org.plumbline.graph.Rng;

/// Which way to make the next case: by what each brought lately per second. Old experience fades, and none is given up.
final class Arms {
    private static final double LEAST = 0.05;
    private static final double FADING = 0.998;

    private final double[] gain = new double[Arm.values().length];
    private final double[] seconds = new double[Arm.values().length];

    /// A way to make a case.
    enum Arm {
        /// As an unguided campaign would.
        PLAIN(Count.PLAIN, Count.PLAIN_GAINS, Count.PLAIN_MILLIS),
        /// Afresh, from operators that promise something new; see [Energy].
        ENERGETIC(Count.ENERGETIC, Count.ENERGETIC_GAINS, Count.ENERGETIC_MILLIS),
        /// By changing or crossing kept ones.
        CHANGED(Count.CHANGED, Count.CHANGED_GAINS, Count.CHANGED_MILLIS);

        private final Count cases;
        private final Count gains;
        private final Count millis;

        Arm(Count cases, Count gains, Count millis) {
            this.cases = cases;
            this.gains = gains;
            this.millis = millis;
        }

        /// The counts of one case made so.
        Guidance counts(boolean brought, long took) {
            return Guidance.NONE.plus(cases, 1).plus(gains, brought ? 1 : 0).plus(millis, took);
        }
    }

    Arms() {
        Arrays.fill(gain, 1);
        Arrays.fill(seconds, 1);
    }

    /// A case brought so much and took so long.
    void learn(Arm arm, double brought, double took) {
        int i = arm.ordinal();
        gain[i] = FADING * gain[i] + brought;
        seconds[i] = FADING * seconds[i] + took;
    }

    /// How often each is to be chosen, in their order.
    double[] shares() {
        double[] shares = new double[gain.length];
        double sum = 0;
        for (int i = 0; i < gain.length; i++) {
            shares[i] = gain[i] / seconds[i];
            sum += shares[i];
        }
        for (int i = 0; i < gain.length; i++) {
            shares[i] = LEAST + (1 - LEAST * gain.length) * (sum == 0 ? 1.0 / gain.length : shares[i] / sum);
        }
        return shares;
    }

    /// One of them, so often.
    Arm choose(Rng rng) {
        return Arm.values()[rng.weighted(shares())];
    }
}
