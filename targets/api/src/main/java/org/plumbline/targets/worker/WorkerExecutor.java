package org.plumbline.targets.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.plumbline.graph.DType;
import org.plumbline.targets.Outcome;
import org.plumbline.targets.Variant;
import org.plumbline.targets.watch.Coverage;
import org.plumbline.targets.watch.Watch;

/// Runs cases in a worker process, with a second one warm beside it. A worker that dies takes one variant of one case
/// along: the outcomes before it are kept, the variants after it run in the spare. The journal of a dead worker stays
/// until the next case, so that its finding can be stored first.
public final class WorkerExecutor implements Executor {
    private static final int STARTS = 3;

    private final Launch launch;
    private final Limits limits;
    private final Path directory;
    private final String stem;
    private final Watchdog watchdog;
    private final Sightings sightings;
    private final AtomicInteger started = new AtomicInteger();
    private final List<Worker> dead = new ArrayList<>();
    private Worker worker;
    private CompletableFuture<Worker> spare;
    private int executions;

    private WorkerExecutor(Launch launch, Limits limits, Path directory, Watch.Opening watch) {
        this.launch = launch;
        this.limits = limits;
        this.directory = directory;
        this.stem = "worker-" + ProcessHandle.current().pid() + "-" + Thread.currentThread().threadId() + "-"
            + Long.toHexString(System.nanoTime());
        this.sightings = new Sightings(watch);
        this.worker = startWorker();
        this.watchdog = new Watchdog(limits.wallClock());
    }

    /// Starts the first worker and waits for its target. Journals are written to `directory`, which is created. Throws
    /// [WorkerFault] where the worker does not start.
    public static WorkerExecutor open(Launch launch, Limits limits, Path directory) {
        return open(launch, limits, directory, new Watch.Blind("nobody asked for it"));
    }

    /// The same, with every worker watched.
    public static WorkerExecutor open(Launch launch, Limits limits, Path directory, Watch.Opening watch) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + directory + ": " + e.getMessage(), e);
        }
        return new WorkerExecutor(launch, limits, directory.toAbsolutePath(), watch);
    }

    private Worker startWorker() {
        return Worker.start(launch, limits, directory, stem + "-" + started.incrementAndGet(), sightings);
    }

    @Override
    public String target() {
        return worker.handshake().target();
    }

    @Override
    public String version() {
        return worker.handshake().version();
    }

    @Override
    public List<Variant> variants() {
        return worker.handshake().variants();
    }

    @Override
    public Set<DType> feeds() {
        return worker.handshake().feeds();
    }

    @Override
    public Device device(Variant variant) {
        return launch.device();
    }

    /// The process id of the worker on duty.
    public long pid() {
        return worker.pid();
    }

    @Override
    public List<List<Outcome>> execute(Execution execution) {
        bury();
        int n = execution.variants().size();
        List<List<Outcome>> outcomes = Stream.<List<Outcome>>generate(ArrayList::new).limit(n).toList();
        if (!worker.holds(execution)) {
            Outcome refusal = Worker.tooLarge(Outcome.Stage.COMPILE, "model and inputs", Codec.size(execution),
                limits.journal());
            outcomes.forEach(o -> o.add(refusal));
            return outcomes;
        }
        int first = 0;
        int idleDeaths = 0;
        while (first < n) {
            switch (turn(execution, first)) {
                case Worker.Finished(var reported) -> {
                    reported.forEach(r -> outcomes.get(r.variant()).add(r.outcome()));
                    first = n;
                }
                case Worker.Died(var reported, int variant, Outcome ending) -> {
                    reported.forEach(r -> outcomes.get(r.variant()).add(r.outcome()));
                    outcomes.get(variant).add(ending);
                    first = variant + 1;
                    replace();
                }
                case Worker.CutShort(var reported, int variant) -> {
                    reported.forEach(r -> outcomes.get(r.variant()).add(r.outcome()));
                    first = variant;
                    replace();
                }
                case Worker.NeverStarted() -> {
                    if (++idleDeaths == STARTS) {
                        throw new WorkerFault("workers for " + launch.target() + " die before they look at a case");
                    }
                    replace();
                }
            }
        }
        sightings.drain(worker);
        afterwards();
        return outcomes;
    }

    private Worker.Turn turn(Execution execution, int first) {
        watchdog.begin(worker);
        try {
            return worker.run(execution, first, limits.wallClock().toMillis());
        } finally {
            watchdog.end();
        }
    }

    @Override
    public Coverage coverage() {
        return sightings.coverage(() -> worker);
    }

    /// Keeps a spare warm, and takes it when the worker has served its time.
    private void afterwards() {
        if (++executions >= limits.recycleAfter()) {
            replace();
        }
        if (spare == null) {
            spare = CompletableFuture.supplyAsync(this::startWorker, task -> Thread.ofVirtual().start(task));
        }
    }

    private void replace() {
        sightings.drain(worker);
        dead.add(worker);
        executions = 0;
        worker = takeSpare();
    }

    private Worker takeSpare() {
        if (spare == null) {
            return startWorker();
        }
        try {
            Worker taken = spare.join();
            if (taken.isAlive()) {
                return taken;
            }
            dead.add(taken);
            return startWorker();
        } catch (CompletionException e) {
            throw e.getCause() instanceof WorkerFault f ? f : new WorkerFault("cannot start a spare worker", e);
        } finally {
            spare = null;
        }
    }

    private void bury() {
        dead.forEach(Worker::close);
        dead.clear();
    }

    /// Ends the workers and removes their journals.
    @Override
    public void close() {
        watchdog.close();
        bury();
        worker.close();
        if (spare != null) {
            spare.handle((w, _) -> w).thenAccept(w -> {
                if (w != null) {
                    w.close();
                }
            }).join();
        }
    }
}
