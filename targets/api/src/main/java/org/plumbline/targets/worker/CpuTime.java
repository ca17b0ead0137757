package org.plumbline.targets.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// CPU time of the whole process tree, from `/proc` (proc(5): fields 14 to 17 of `stat`, in ticks of 10 ms).
public final class CpuTime {
    private static final double TICKS_PER_SECOND = 100;

    private CpuTime() {
    }

    /// User and system seconds of this process, of its dead descendants and of its live ones.
    public static double seconds() {
        long ticks = ticks(Path.of("/proc/self/stat"));
        for (ProcessHandle child : ProcessHandle.current().descendants().toList()) {
            ticks += ticks(Path.of("/proc", Long.toString(child.pid()), "stat"));
        }
        return ticks / TICKS_PER_SECOND;
    }

    private static long ticks(Path stat) {
        try {
            String text = Files.readString(stat);
            String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
            long sum = 0;
            for (int i = 11; i < 15; i++) {
                sum += Long.parseLong(fields[i]);
            }
            return sum;
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            if (Files.exists(stat)) {
                throw new UncheckedIOException(e);
            }
            return 0;
        }
    }
}
