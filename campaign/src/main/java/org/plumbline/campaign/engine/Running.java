package org.plumbline.campaign.engine;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A campaign as the command line sees it.
public interface Running {
    /// What is shown while it runs; `guidance` in words that stand side by side.
    record Status(double elapsedSeconds, Tally tally, int corpus, List<String> guidance) {
        /// Of a campaign without guidance.
        public Status(double elapsedSeconds, Tally tally, int corpus) {
            this(elapsedSeconds, tally, corpus, List.of());
        }
    }

    /// Runs until the budget is spent or [#stop] is called; `watcher` is told a few times a second. Returns the final
    /// state, which is also on disk, or throws [IOException] when the disk refuses (the state before is kept).
    CampaignState run(Budget budget, Consumer<Status> watcher) throws IOException;

    /// Asks it to stop after the cases in hand.
    void stop();

    /// Whether [#run] has returned while work was still going on in this process.
    boolean isAbandoned();

    /// How many damaged corpus entries were set aside at the start.
    int damaged();

    /// What came of guidance; empty where there is none.
    Optional<Guided> guided();
}
