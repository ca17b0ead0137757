package org.plumbline.campaign;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.plumbline.campaign.engine.Budget;
import picocli.CommandLine.Option;

/// The option `--budget` of commands that reduce: how long for one finding.
final class TriageBudget {
    @Option(names = "--budget", defaultValue = "60s", paramLabel = "TIME",
        description = "how long to reduce one finding, for example 30s or 5m (default: ${DEFAULT-VALUE}); what is not"
            + " finished by then goes on the next time")
    private String text;

    /// Whether there is time left for one more question, from now on.
    BooleanSupplier start() {
        Optional<Duration> time = Budget.duration(text);
        if (time.isEmpty()) {
            throw new BadInput("--budget " + text + ": no time; write for example 30s, 5m or 1h");
        }
        long end = System.nanoTime() + time.get().toNanos();
        return () -> System.nanoTime() - end < 0;
    }
}
