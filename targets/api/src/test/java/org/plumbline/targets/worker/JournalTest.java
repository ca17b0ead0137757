package org.plumbline.targets.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir
    Path directory;

    @Test
    void filesThatAreNoJournalsAreNamedAndRefused() throws Exception {
        Path file = directory.resolve("x.journal");
        assertThat(why(file)).contains(file.toString());
        Files.write(file, new byte[0]);
        assertThat(why(file)).contains("is not a worker's journal");
        Files.write(file, new byte[4096]);
        assertThat(why(file)).contains("is not a worker's journal");
    }

    @Test
    void journalsOfAnotherFormatAndWithoutACaseSaySo() throws Exception {
        Path path = directory.resolve("y.journal");
        try (JournalFile file = JournalFile.create(path)) {
            assertThat(why(path)).contains("holds no complete case");
            file.putLong(Layout.SEQUENCE_AT, 1);
            file.publish(Layout.RUNNING);
            file.putInt(Layout.HEADER + 4, Integer.MAX_VALUE);
            assertThat(why(path)).contains("cannot be read");
            file.putInt(Layout.FORMAT_AT, 99);
            assertThat(why(path)).contains("journal format 99");
        }
    }

    private static String why(Path path) {
        return ((Journal.Nothing) Journal.read(path)).why();
    }
}
