package org.plumbline.reports.dashboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The page that shows an [Overview]: `index.html`, one file that needs no network and opens from the file system.
public final class Dashboard {
    private Dashboard() {
    }

    /// Writes `index.html` into the folder, which is made where it is missing. Links lead from there to the folders that the
    /// entries name. Throws [IOException] when the disk refuses.
    public static void write(Path outFolder, Overview overview) throws IOException {
        Files.createDirectories(outFolder);
        Files.writeString(outFolder.resolve("index.html"), Page.of(overview));
    }
}
