package org.plumbline.targets.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What a journal says about the last case of its worker, whoever was killed meanwhile. `running` is true where the
/// case was under way; `variant` and `repeat` say how far it had come.
public record Journal(Path path, boolean running, Execution execution, int variant, int repeat) {
    /// How the names of journals end.
    public static final String SUFFIX = ".journal";

    /// What reading a journal gives: a case, or the reason why there is none.
    public sealed interface Reading {
    }

    public record Found(Journal journal) implements Reading {
    }

    /// No case was ever written, or the file is no journal of this version.
    public record Nothing(String why) implements Reading {
    }

    /// Reads a journal that no worker is using any more.
    public static Reading read(Path path) {
        try (JournalFile file = JournalFile.openToRead(path)) {
            if (file.capacity() < Layout.HEADER || file.getLong(Layout.MAGIC_AT) != Layout.MAGIC) {
                return new Nothing(path + " is not a worker's journal");
            }
            if (file.getInt(Layout.FORMAT_AT) != Layout.FORMAT) {
                return new Nothing(path + " has journal format " + file.getInt(Layout.FORMAT_AT) + ", expected "
                    + Layout.FORMAT + ": read it with the version that wrote it");
            }
            if (file.getLong(Layout.SEQUENCE_AT) == 0 || file.state() == Layout.WRITING) {
                return new Nothing(path + " holds no complete case: none was under way");
            }
            Execution execution = Codec.getExecution(file.at(Layout.HEADER));
            return new Found(new Journal(path, file.state() == Layout.RUNNING, execution,
                file.getInt(Layout.VARIANT_AT), file.getInt(Layout.REPEAT_AT)));
        } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException e) {
            return new Nothing(path + " cannot be read: " + e.getMessage());
        }
    }

    /// The journals in a folder, ordered by name: what killed campaigns left behind.
    public static List<Path> in(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(f -> f.toString().endsWith(SUFFIX)).sorted().toList();
        }
    }
}
