package org.plumbline.campaign.guided;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.plumbline.campaign.engine.WholeFile;
import org.plumbline.corpus.CorpusFolder;

/// Keeps one explorer running: starts it, starts it again when it died, and ends it. What a dead one had in hand is kept
/// in `errors/`.
final class Keeper {
    /// So often in a row, an explorer may die without having done anything.
    private static final int HOPELESS = 5;
    private static final long STUCK_NANOS = TimeUnit.MINUTES.toNanos(20);
    private static final int DONE = 0;
    private static final int ALIVE = -1;

    private final ExplorerFolder folder;
    private final List<String> command;
    private Optional<Process> process = Optional.empty();
    private ExplorerState state;
    private long moved = System.nanoTime();
    private int idleDeaths;
    private boolean done;

    /// `command` starts the explorer's process.
    Keeper(ExplorerFolder folder, List<String> command) throws IOException {
        this.folder = folder;
        this.command = command;
        this.state = ExplorerState.read(folder.state(), folder.number());
    }

    /// The command line with a shell before it, which shields the explorer from the terminal's signals: Ctrl-C is for
    /// the supervisor.
    void start() throws IOException {
        folder.create();
        mend();
        List<String> shielded = new ArrayList<>(List.of("sh", "-c", "trap '' INT HUP QUIT && exec \"$@\"",
            "explorer"));
        shielded.addAll(command);
        process = Optional.of(new ProcessBuilder(shielded).redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.appendTo(folder.log().toFile())).start());
        moved = System.nanoTime();
    }

    /// LibFuzzer writes an entry of the corpus in one go, but not whole or not at all: where it was killed meanwhile, the
    /// entry is what the explorer had in hand.
    void mend() throws IOException {
        Optional<LastInput.Left> left = LastInput.left(folder.lastInput());
        if (left.isPresent()) {
            Path entry = new CorpusFolder(folder.campaign()).entries().resolve(CorpusFolder.name(left.get().input()));
            if (Files.exists(entry) && !Arrays.equals(Files.readAllBytes(entry), left.get().input())) {
                WholeFile.write(entry, left.get().input());
            }
        }
    }

    /// Looks after the explorer: reads what it has done, and starts it again if it died. Throws [IOException] when the
    /// disk refuses, [IllegalStateException] when it dies again and again without doing anything.
    void look() throws IOException {
        ExplorerState before = state;
        state = ExplorerState.read(folder.state(), folder.number());
        if (!state.equals(before)) {
            moved = System.nanoTime();
            idleDeaths = 0;
        } else if (System.nanoTime() - moved > STUCK_NANOS) {
            process.ifPresent(Process::destroyForcibly);
        }
        int code = process.filter(p -> !p.isAlive()).map(Process::exitValue).orElse(ALIVE);
        if (!done && code != ALIVE) {
            switch (code) {
                case DONE -> done = true;
                case Exploring.DISK -> throw new IOException("an explorer could not write; see " + folder.log());
                default -> bury(code);
            }
        }
    }

    private void bury(int code) throws IOException {
        String why = "the explorer's process ended with exit code " + code;
        Optional<LastInput.Left> left = LastInput.left(folder.lastInput()).filter(LastInput.Left::running);
        if (left.isPresent()) {
            Errors.keep(folder.campaign(), new String(left.get().input(), StandardCharsets.UTF_8), why);
        }
        Files.writeString(folder.deaths(), why + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        if (++idleDeaths >= HOPELESS) {
            throw new IllegalStateException(why + ", " + HOPELESS + " times before it did anything; see " + folder
                .log());
        }
        start();
    }

    /// Whether it has ended by itself, all done.
    boolean isDone() {
        return done;
    }

    ExplorerState state() {
        return state;
    }

    /// How often it died, earlier runs of the campaign included.
    long deaths() throws IOException {
        return Files.exists(folder.deaths()) ? Files.readAllLines(folder.deaths()).size() : 0;
    }

    /// Asks it to end after the case in hand.
    void askToEnd() {
        process.ifPresent(p -> {
            try {
                p.getOutputStream().close();
            } catch (IOException _) {
                // it is gone already
            }
        });
    }

    /// Waits until it has ended; by force where it takes longer than that.
    void end(long seconds) throws IOException {
        try {
            if (process.isPresent() && !process.get().waitFor(seconds, TimeUnit.SECONDS)) {
                process.get().destroyForcibly().waitFor();
            }
        } catch (InterruptedException _) {
            process.ifPresent(Process::destroyForcibly);
            Thread.currentThread().interrupt();
        }
        state = ExplorerState.read(folder.state(), folder.number());
    }
}
