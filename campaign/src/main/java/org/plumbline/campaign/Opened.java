package org.plumbline.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.plumbline.targets.registry.Targets;
import org.plumbline.targets.worker.Executor;
import org.plumbline.targets.worker.Limits;

/// Executors of one target, closed together.
record Opened(List<Executor> executors) implements AutoCloseable {
    /// Opens `count` executors of the target that `name` names. Throws [BadInput] where it is not to be had.
    static Opened target(String name, int count, Limits limits, Path journals) {
        List<Executor> executors = new ArrayList<>();
        try {
            Files.createDirectories(journals);
        } catch (IOException e) {
            throw new BadInput(journals + ": cannot be created (" + CampaignFolder.reason(e)
                + "); name a writable folder with --out");
        }
        for (int i = 0; i < count; i++) {
            switch (Targets.installed().open(name, limits, journals)) {
                case Targets.Opened(Executor e) -> executors.add(e);
                case Targets.Unavailable(String message) -> {
                    new Opened(executors).close();
                    throw new BadInput(message);
                }
            }
        }
        return new Opened(executors);
    }

    /// One executor with its journal in a temporary folder.
    static Opened once(String name, Limits limits) {
        try {
            Path journals = Files.createTempDirectory("plumbline");
            journals.toFile().deleteOnExit();
            return target(name, 1, limits, journals);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Executor first() {
        return executors.getFirst();
    }

    @Override
    public void close() {
        executors.forEach(Executor::close);
    }
}
