package org.plumbline.targets.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.plumbline.targets.watch.Arming;
import org.plumbline.targets.watch.Companion;

/// The worker's side of a [FakeWatch]: the n-th case of a worker hits probe n.
public final class FakeCompanion implements Companion {
    private final Path hits = Path.of(System.getProperty(FakeWatch.FILE));
    private int cases;

    @Override
    public Arming arm(LongSupplier nanoTime) {
        return Boolean.getBoolean(FakeWatch.REFUSES) ? new Arming.Unarmed("fake – no")
            : new Arming.Armed(5, Duration.ofNanos(nanoTime.getAsLong() > 0 ? 7 : 8));
    }

    @Override
    public void starting() {
        try {
            Files.writeString(hits, cases++ + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
