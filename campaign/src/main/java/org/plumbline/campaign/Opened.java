package org.plumbline.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.plumbline.campaign.engine.Bench;
import org.plumbline.campaign.engine.SupportTable;
import org.plumbline.generator.Support;
import org.plumbline.targets.registry.Cache;
import org.plumbline.targets.registry.Targets;
import org.plumbline.targets.watch.Watch;
import org.plumbline.targets.worker.Executor;
import org.plumbline.targets.worker.InProcess;
import org.plumbline.targets.worker.Limits;

/// Executors of one target, closed together.
record Opened(List<Executor> executors) implements AutoCloseable {
    /// Opens `count` executors of the target that `name` names. Throws [BadInput] where it is not to be had.
    static Opened target(String name, int count, Limits limits, Path journals) {
        return target(name, count, limits, journals, Watch.Watcher.NONE);
    }

    /// The same, with the target's native library watched.
    static Opened target(String name, int count, Limits limits, Path journals, Watch.Watcher watcher) {
        List<Executor> executors = new ArrayList<>();
        try {
            Files.createDirectories(journals);
        } catch (IOException e) {
            throw new BadInput(journals + ": cannot be created (" + CampaignFolder.reason(e)
                + "); name a writable folder with --out");
        }
        for (int i = 0; i < count; i++) {
            switch (Targets.installed().open(name, limits, journals, watcher)) {
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
        return target(name, 1, limits, journals());
    }

    /// A temporary folder for journals.
    static Path journals() {
        try {
            Path journals = Files.createTempDirectory("plumbline");
            journals.toFile().deleteOnExit();
            return journals;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What all of these stacks implement. Targets in this process are ours: they implement what the generator makes.
    static Support support(List<Executor> stacks) {
        return Support.of(stacks.stream().filter(e -> !(e instanceof InProcess))
            .<Support>map(e -> SupportTable.of(new Bench(e, 1), Cache.folder().resolve("support"))).toList());
    }

    Executor first() {
        return executors.getFirst();
    }

    @Override
    public void close() {
        executors.forEach(Executor::close);
    }
}
