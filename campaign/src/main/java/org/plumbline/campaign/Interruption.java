package org.plumbline.campaign;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.plumbline.campaign.engine.Running;

/// Ctrl-C (and SIGTERM) while a campaign runs: the campaign is asked to stop, writes its account, and the process ends
/// with the exit code that the account gives.
final class Interruption implements AutoCloseable {
    private final AtomicReference<Running> campaign = new AtomicReference<>();
    private final AtomicInteger code = new AtomicInteger(Plumbline.NOTHING_FOUND);
    private final CountDownLatch accounted = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupted, "interruption");

    private Interruption() {
    }

    /// From here on signals are ours.
    static Interruption watched() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /// What to stop; before this call nothing has been done that is worth an account, and after it a campaign without
    /// one has met a disk that refuses.
    void stops(Running running) {
        code.set(Plumbline.BAD_INPUT);
        campaign.set(running);
    }

    /// The account is written: the process will end with this exit code. If it is being stopped while lanes still work,
    /// this call does not return: nothing may be closed under them, or they would take their workers' end for a crash.
    int endsWith(int exitCode) {
        code.set(exitCode);
        if (campaign.get().isAbandoned()) {
            accounted.countDown();
            waitForTheEnd();
        }
        return exitCode;
    }

    private static void waitForTheEnd() {
        while (true) {
            try {
                Thread.sleep(Long.MAX_VALUE);
            } catch (InterruptedException _) {
                // the end is near
            }
        }
    }

    private void interrupted() {
        Running running = campaign.get();
        if (running != null) {
            running.stop();
            try {
                accounted.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
        Runtime.getRuntime().halt(code.get());
    }

    /// All is closed: a process that is being stopped may end now.
    @Override
    public void close() {
        accounted.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // the process is being stopped
        }
    }
}
