package org.plumbline.campaign;

import java.nio.file.Path;

/// Where workers of tests keep their journals.
public final class Journals {
    private Journals() {
    }

    /// A folder of its own.
    public static Path temporary() {
        return Opened.journals();
    }
}
