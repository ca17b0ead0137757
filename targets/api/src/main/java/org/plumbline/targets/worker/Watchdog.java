package org.plumbline.targets.worker;

import java.time.Duration;

/// Kills the worker on duty when it stays with one variant for longer than the wall-clock limit. It looks several
/// times per limit and needs no timer per execution, so the limit is kept to within two looks.
final class Watchdog implements AutoCloseable {
    private static final int LOOKS_PER_LIMIT = 20;
    private static final long SHORTEST_MILLIS = 2;
    private static final long LONGEST_MILLIS = 100;

    private final long limitNanos;
    private final long periodMillis;
    private final Thread thread;
    private volatile Worker onDuty;
    private volatile long turn;

    Watchdog(Duration limit) {
        limitNanos = limit.toNanos();
        periodMillis = Math.clamp(limit.toMillis() / LOOKS_PER_LIMIT, SHORTEST_MILLIS, LONGEST_MILLIS);
        thread = Thread.ofPlatform().daemon().name("watchdog").start(this::watch);
    }

    void begin(Worker worker) {
        turn++;
        onDuty = worker;
    }

    void end() {
        onDuty = null;
    }

    private void watch() {
        Worker seen = null;
        long seenTurn = 0;
        long seenProgress = 0;
        long since = 0;
        try {
            while (true) {
                Thread.sleep(periodMillis);
                Worker worker = onDuty;
                if (worker == null) {
                    seen = null;
                    continue;
                }
                long progress = worker.progress();
                if (worker != seen || turn != seenTurn || progress != seenProgress) {
                    seen = worker;
                    seenTurn = turn;
                    seenProgress = progress;
                    since = System.nanoTime();
                } else if (System.nanoTime() - since > limitNanos) {
                    worker.kill(progress);
                    seen = null;
                    onDuty = null;
                }
            }
        } catch (InterruptedException e) {
            // closed
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
