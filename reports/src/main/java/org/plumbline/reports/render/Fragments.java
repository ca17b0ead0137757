package org.plumbline.reports.render;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The parts of scripts that are the same in every report; they lie beside this class.
final class Fragments {
    private Fragments() {
    }

    /// The text of one, which is in this module.
    static String of(String name) {
        try (InputStream file = Fragments.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("no fragment " + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("fragment " + name + " cannot be read", e);
        }
    }

    /// The name of the part that tells whether the finding is still there.
    static String judge(Expected expected) {
        return switch (expected) {
            case Expected.Elements _ -> "elements";
            case Expected.AsInnocent _ -> "innocent";
            case Expected.Accepted _ -> "accepted";
            case Expected.Survived _ -> "survived";
            case Expected.Steady _ -> "steady";
            case Expected.Untold _ -> throw new IllegalStateException("nothing tells");
        };
    }
}
