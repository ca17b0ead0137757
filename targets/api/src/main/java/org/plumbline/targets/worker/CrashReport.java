package org.plumbline.targets.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.plumbline.targets.Outcome;

/// Tells from what a dead worker left behind what it died of.
final class CrashReport {
    private static final int FRAMES = 8;
    private static final int TAIL_LINES = 5;
    private static final int TAIL_BYTES = 16 << 10;
    private static final int SIGNALLED = 128;
    private static final Pattern SIGNAL = Pattern.compile("#\\s+(SIG[A-Z]+) \\(0x.*");
    private static final Pattern FRAME = Pattern.compile("(?:# )?[CVv]\\s+(\\[.*)");
    private static final Pattern LAST_WORDS = Pattern.compile("terminate called|free\\(\\)|malloc\\(|double free|"
        + "corrupted |munmap_chunk|realloc\\(|stack smashing|buffer overflow detected|Assertion .* failed");
    /// The folders of an absolute path: those of the machine that built the library tell nothing.
    private static final Pattern FOLDERS = Pattern.compile("(?<![\\w.:/])/(?:[\\w.+-]+/)+");
    private static final Map<Integer, String> SIGNALS = Map.of(4, "SIGILL", 5, "SIGTRAP", 6, "SIGABRT", 7, "SIGBUS", 8,
        "SIGFPE", 9, "SIGKILL", 11, "SIGSEGV", 15, "SIGTERM", 31, "SIGSYS");

    private CrashReport() {
    }

    /// `exit` as [Process#waitFor()] gives it; `fatal` is the virtual machine's error file, `errors` the worker's
    /// standard error; either may be missing.
    static Outcome.Crashed read(int exit, Path fatal, Path errors) {
        List<String> lines = lines(fatal);
        if (exit == Child.OUT_OF_MEMORY || lines.stream().anyMatch(l -> l.contains("insufficient memory"))) {
            return new Outcome.Crashed("out of memory", List.of());
        }
        if (!lines.isEmpty()) {
            String symptom = lines.stream().map(SIGNAL::matcher).filter(Matcher::matches).map(m -> m.group(1))
                .findFirst().orElse(symptom(exit));
            return new Outcome.Crashed(symptom, frames(lines));
        }
        return new Outcome.Crashed(symptom(exit), lastWords(errors));
    }

    private static String symptom(int exit) {
        return exit > SIGNALLED ? SIGNALS.getOrDefault(exit - SIGNALLED, "signal " + (exit - SIGNALLED))
            : "exit " + exit;
    }

    /// The native frames of the error file's stack, innermost first; the problematic frame where there is no stack.
    private static List<String> frames(List<String> lines) {
        List<String> frames = new ArrayList<>();
        int stack = 0;
        while (stack < lines.size() && !lines.get(stack).startsWith("Native frames:")) {
            stack++;
        }
        for (int i = stack + 1; i < lines.size() && frames.size() < FRAMES && !lines.get(i).isBlank(); i++) {
            Matcher frame = FRAME.matcher(lines.get(i));
            if (frame.matches()) {
                frames.add(frame.group(1).strip());
            }
        }
        if (frames.isEmpty()) {
            lines.stream().filter(l -> l.startsWith("# ")).map(FRAME::matcher).filter(Matcher::matches)
                .map(m -> m.group(1).strip()).findFirst().ifPresent(frames::add);
        }
        return frames;
    }

    private static List<String> lastWords(Path errors) {
        List<String> tail = tail(errors);
        for (int i = 0; i < tail.size(); i++) {
            if (LAST_WORDS.matcher(tail.get(i)).find()) {
                return tail.subList(i, tail.size()).stream().map(l -> FOLDERS.matcher(l).replaceAll("")).toList();
            }
        }
        return List.of();
    }

    /// The last lines of a file that are not blank.
    static List<String> tail(Path file) {
        List<String> lines = lines(file).stream().map(String::strip).filter(l -> !l.isEmpty()).toList();
        return lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
    }

    private static List<String> lines(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            int from = file.toString().endsWith(".stderr") ? Math.max(0, bytes.length - TAIL_BYTES) : 0;
            return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
