package org.plumbline.targets.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.plumbline.targets.Outcome;
import org.plumbline.targets.watch.Watched;

/// One worker process and its journal.
final class Worker implements AutoCloseable {
    /// The system property that tells a worker how far its journal may grow, in bytes.
    static final String JOURNAL_LIMIT = "plumbline.journal.limit";

    private static final long NOT_KILLED = -1;
    private static final int TRIM_EVERY = 256;
    private static final long TRIM_ABOVE = 1 << 20;
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final JournalFile journal;
    private final Path errors;
    private final Path directory;
    private final Process process;
    private final Optional<Watched> watched;
    private final OutputStream bell;
    private final InputStream answers;
    private final byte[] drain = new byte[256];
    private final long journalLimit;
    private Handshake handshake;
    private long sequence;
    private volatile long killedAt = NOT_KILLED;

    private Worker(JournalFile journal, Path errors, Path directory, Process process,
        Optional<Watched> watched, long journalLimit) {
        this.journal = journal;
        this.errors = errors;
        this.directory = directory;
        this.process = process;
        this.watched = watched;
        this.bell = process.getOutputStream();
        this.answers = process.getInputStream();
        this.journalLimit = journalLimit;
    }

    /// How one turn of a worker ended.
    sealed interface Turn {
    }

    /// All variants were run.
    record Finished(List<Reported> outcomes) implements Turn {
    }

    /// The process died while it ran `variant`; `outcomes` were reported before.
    record Died(List<Reported> outcomes, int variant, Outcome ending) implements Turn {
    }

    /// The watchdog struck just when the worker had turned to `variant`, which has to be run again.
    record CutShort(List<Reported> outcomes, int variant) implements Turn {
    }

    /// The process died before it looked at the request.
    record NeverStarted() implements Turn {
    }

    record Reported(int variant, Outcome outcome) {
    }

    /// Starts a worker and waits until its target is loaded. Its files in `directory` are named after `stem`.
    static Worker start(Launch launch, Limits limits, Path directory, String stem, Sightings sightings) {
        try {
            Optional<Watched> watched = sightings.of(directory, stem);
            JournalFile journal = JournalFile.create(directory.resolve(stem + Journal.SUFFIX));
            Path errors = directory.resolve(stem + ".stderr");
            List<String> command = sightings.launch(launch, watched).command(limits, journal.path(), directory);
            command.add(command.indexOf("-cp"), "-D" + JOURNAL_LIMIT + "=" + limits.journal());
            Files.deleteIfExists(errors);
            ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
            builder.environment().putAll(launch.environment());
            Worker worker = new Worker(journal, errors, directory, builder.start(), watched, limits.journal());
            worker.awaitHandshake(launch.target());
            return worker;
        } catch (IOException e) {
            throw new WorkerFault("cannot start a worker for " + launch.target() + " in " + directory + ": " + e, e);
        }
    }

    private void awaitHandshake(String target) throws IOException {
        CompletableFuture.delayedExecutor(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS).execute(this::killIfStarting);
        boolean alive = await(Layout.READY);
        if (!alive) {
            int exit = waitFor();
            String tail = String.join("\n", CrashReport.tail(errors));
            close();
            throw new WorkerFault("the worker for " + target + " did not start (exit " + exit + "): " + tail);
        }
        journal.follow();
        handshake = Codec.getHandshake(journal.at(journal.getLong(Layout.RESPONSE_AT_AT)));
    }

    private void killIfStarting() {
        if (process.isAlive() && journal.state() == Layout.STARTING) {
            process.destroyForcibly();
        }
    }

    Handshake handshake() {
        return handshake;
    }

    /// What is seen of its native code, if it is watched.
    Optional<Watched> watched() {
        return watched;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /// Changes whenever the worker turns to another variant.
    long progress() {
        return journal.getLong(Layout.PROGRESS_AT);
    }

    /// Called by the watchdog when the wall-clock limit has passed without a change of `progress`.
    void kill(long progress) {
        killedAt = progress;
        process.destroyForcibly();
    }

    static Outcome.Refused tooLarge(Outcome.Stage stage, String what, long bytes, long limit) {
        return new Outcome.Refused(stage, true,
            what + " of " + bytes + " bytes exceed the journal's limit of " + limit);
    }

    /// Whether the request fits into the journal.
    boolean holds(Execution execution) {
        return Layout.HEADER + Codec.size(execution) <= journalLimit;
    }

    /// Runs the variants from `first` on. The request stands completely in the journal before the worker is woken.
    Turn run(Execution execution, int first, long wallClockMillis) {
        try {
            write(execution, first);
            try {
                bell.write(1);
                bell.flush();
            } catch (IOException e) {
                return ended(wallClockMillis);
            }
            return await(Layout.DONE) ? new Finished(outcomes()) : ended(wallClockMillis);
        } catch (IOException e) {
            throw new UncheckedIOException("journal " + journal.path() + ": " + e.getMessage(), e);
        }
    }

    /// Keeps a talkative target from filling the disk; what a crash prints comes last and stays.
    private void trimErrors() throws IOException {
        if (sequence % TRIM_EVERY == 0 && Files.exists(errors) && Files.size(errors) > TRIM_ABOVE) {
            Files.newByteChannel(errors, StandardOpenOption.WRITE).truncate(0).close();
        }
    }

    private void write(Execution execution, int first) throws IOException {
        trimErrors();
        journal.publish(Layout.WRITING);
        long responseAt = Layout.aligned(Layout.HEADER + Codec.size(execution));
        journal.reserve(responseAt);
        Cursor cursor = journal.at(Layout.HEADER);
        Codec.put(cursor, execution);
        journal.putLong(Layout.REQUEST_LENGTH_AT, cursor.position() - Layout.HEADER);
        journal.putLong(Layout.RESPONSE_AT_AT, responseAt);
        journal.putInt(Layout.FIRST_VARIANT_AT, first);
        journal.putInt(Layout.VARIANT_AT, first);
        journal.putInt(Layout.REPEAT_AT, 0);
        journal.putInt(Layout.OUTCOMES_AT, 0);
        journal.putLong(Layout.SEQUENCE_AT, ++sequence);
        journal.publish(Layout.RUNNING);
    }

    /// Waits for the state; false when the process ended first. Bytes without news are ignored.
    private boolean await(int wanted) throws IOException {
        while (journal.state() != wanted) {
            if (journal.state() == Layout.FAULT) {
                journal.follow();
                String trace = journal.at(journal.getLong(Layout.RESPONSE_AT_AT)).getText();
                throw new WorkerFault("the worker's own code failed: " + trace);
            }
            if (answers.read(drain) < 0) {
                return journal.state() == wanted;
            }
        }
        return true;
    }

    private List<Reported> outcomes() throws IOException {
        journal.follow();
        Cursor cursor = journal.at(journal.getLong(Layout.RESPONSE_AT_AT));
        Reported[] reported = new Reported[journal.getInt(Layout.OUTCOMES_AT)];
        for (int i = 0; i < reported.length; i++) {
            reported[i] = new Reported(cursor.getInt(), Codec.getOutcome(cursor));
        }
        return List.of(reported);
    }

    private Turn ended(long wallClockMillis) throws IOException {
        int exit = waitFor();
        if (journal.getLong(Layout.PICKED_UP_AT) != sequence) {
            return new NeverStarted();
        }
        int variant = journal.getInt(Layout.VARIANT_AT);
        if (killedAt == NOT_KILLED) {
            Path fatal = directory.resolve("hs_err_" + process.pid() + ".log");
            return new Died(outcomes(), variant, CrashReport.read(exit, fatal, errors));
        }
        if (killedAt == progress()) {
            return new Died(outcomes(), variant, new Outcome.Hung(wallClockMillis));
        }
        return new CutShort(outcomes().stream().filter(r -> r.variant() < variant).toList(), variant);
    }

    private int waitFor() {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new WorkerFault("interrupted while waiting for a worker", e);
        }
    }

    /// Ends the process and removes its files.
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            bell.close();
            answers.close();
        } catch (IOException e) {
            // the process is gone, and with it the pipe
        }
        watched.ifPresent(Watched::close);
        try {
            journal.close();
            Files.deleteIfExists(journal.path());
            Files.deleteIfExists(errors);
            Files.deleteIfExists(directory.resolve("hs_err_" + process.pid() + ".log"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clean up in " + directory + ": " + e.getMessage(), e);
        }
    }
}
