package org.plumbline.targets.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.plumbline.targets.watch.Arming;
import org.plumbline.targets.watch.Coverage;
import org.plumbline.targets.watch.Probe;
import org.plumbline.targets.watch.Watch;
import org.plumbline.targets.watch.Watched;

/// Adds up what is seen of an executor's workers. A worker gets no probe that an earlier one has hit; a spare, which
/// was started before, may hit such probes once more, and then they are not fresh.
final class Sightings {
    private final Watch.Opening opening;
    private final Set<Probe> known = ConcurrentHashMap.newKeySet();
    private final List<Probe> fresh = new ArrayList<>();

    Sightings(Watch.Opening opening) {
        this.opening = opening;
    }

    /// Prepares to watch a worker; may be called by any thread.
    Optional<Watched> of(Path directory, String stem) throws IOException {
        return switch (opening) {
            case Watch.Blind _ -> Optional.empty();
            case Watch.Watching(Watch watch) -> Optional.of(watch.worker(directory, stem, known));
        };
    }

    /// What it takes to start the worker.
    Launch launch(Launch launch, Optional<Watched> watched) {
        return switch (opening) {
            case Watch.Blind _ -> launch;
            case Watch.Watching(Watch watch) ->
                launch.with(watch.classPath(), watched.map(Watched::jvmArguments).orElse(List.of()));
        };
    }

    /// Takes what a worker hit since the last call.
    void drain(Worker worker) {
        worker.watched().ifPresent(w -> w.hits().stream().filter(known::add).forEach(fresh::add));
    }

    /// What the executor says, whose worker on duty is `worker`.
    Coverage coverage(Supplier<Worker> worker) {
        return switch (opening) {
            case Watch.Blind(String why) -> new Coverage.Unseen(why);
            case Watch.Watching _ -> switch (worker.get().handshake().arming()) {
                case Arming.Unarmed(String why) -> new Coverage.Unseen(why);
                case Arming.Armed armed -> new View(armed, worker);
            };
        };
    }

    private final class View implements Coverage.Seen {
        private final Arming.Armed armed;
        private final Supplier<Worker> worker;

        View(Arming.Armed armed, Supplier<Worker> worker) {
            this.armed = armed;
            this.worker = worker;
        }

        @Override
        public Arming.Armed armed() {
            return armed;
        }

        @Override
        public List<Probe> fresh() {
            List<Probe> taken = List.copyOf(fresh);
            fresh.clear();
            return taken;
        }

        @Override
        public void again(Collection<Probe> probes) {
            known.removeAll(Set.copyOf(probes));
            worker.get().watched().ifPresent(w -> w.again(probes));
        }
    }
}
