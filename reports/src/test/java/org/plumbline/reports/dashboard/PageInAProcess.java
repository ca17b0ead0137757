package org.plumbline.reports.dashboard;

import java.io.IOException;
import java.nio.file.Path;

/// Writes a page into the folder that it is told.
final class PageInAProcess {
    private PageInAProcess() {
    }

    public static void main(String[] args) throws IOException {
        Dashboard.write(Path.of(args[0]), Overviews.of(3));
    }
}
