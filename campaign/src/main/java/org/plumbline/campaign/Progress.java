package org.plumbline.campaign;

import java.io.PrintStream;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.plumbline.campaign.engine.Budget;
import org.plumbline.campaign.engine.Running;

/// Shows on standard error how a campaign goes: one live line on a terminal, else a plain line every ten seconds.
interface Progress extends AutoCloseable {
    /// Shows the state of the moment.
    void show(Running.Status status);

    @Override
    void close();

    /// What suits standard error.
    static Progress of(Budget budget) {
        return Screen.isThere() ? new Live(new Pace(budget)) : new Plain(new Pace(budget), System.err);
    }

    /// A bar with the numbers beside it.
    final class Live implements Progress {
        private static final int REFRESH_MILLIS = 250;
        private static final int STEPS = 1000;

        private final Pace pace;
        private final ProgressBar bar;

        private Live(Pace pace) {
            this.pace = pace;
            this.bar = new ProgressBarBuilder().setTaskName("").setInitialMax(STEPS)
                .setUpdateIntervalMillis(REFRESH_MILLIS).hideEta()
                .setRenderer((_, width) -> this.line(width)).setConsumer(new Screen(System.err)).build();
        }

        @Override
        public void show(Running.Status status) {
            pace.at(status);
            bar.stepTo(Math.round(pace.share() * STEPS));
        }

        private String line(int width) {
            return pace.line(width);
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    /// A line now and then, without control characters: for logs.
    final class Plain implements Progress {
        private static final double EVERY_SECONDS = 10;

        private final Pace pace;
        private final PrintStream out;
        private double next = EVERY_SECONDS;

        Plain(Pace pace, PrintStream out) {
            this.pace = pace;
            this.out = out;
        }

        @Override
        public void show(Running.Status status) {
            pace.at(status);
            if (pace.seconds() >= next) {
                out.println(pace.words());
                next = (Math.floor(pace.seconds() / EVERY_SECONDS) + 1) * EVERY_SECONDS;
            }
        }

        @Override
        public void close() {
            out.flush();
        }
    }
}
