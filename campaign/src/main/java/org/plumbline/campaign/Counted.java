package org.plumbline.campaign;

import java.io.PrintStream;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/// Shows on standard error how many of some steps are done: a bar on a terminal, else a plain line every ten seconds.
sealed interface Counted extends AutoCloseable {
    /// `done` steps are done, and the one of that name has begun.
    void show(int done, String name);

    @Override
    void close();

    /// What suits standard error.
    static Counted of(int steps) {
        return Screen.isThere() ? new Live(new ProgressBarBuilder().setTaskName("").setInitialMax(steps).setConsumer(
            new Screen(System.err)).build()) : new Plain(steps, System.err);
    }

    /// A bar, with the name beside it.
    record Live(ProgressBar bar) implements Counted {
        @Override
        public void show(int done, String name) {
            bar.stepTo(done).setExtraMessage(name);
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    /// Lines for logs.
    final class Plain implements Counted {
        private static final long EVERY = 10_000_000_000L;

        private final int steps;
        private final PrintStream out;
        private long next = System.nanoTime() + EVERY;

        Plain(int steps, PrintStream out) {
            this.steps = steps;
            this.out = out;
        }

        @Override
        public void show(int done, String name) {
            if (System.nanoTime() >= next) {
                out.println(done + " of " + steps + " operators, now " + name);
                next = System.nanoTime() + EVERY;
            }
        }

        @Override
        public void close() {
            out.flush();
        }
    }
}
