package org.plumbline.seeds.records;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.plumbline.graph.json.Located;

/// Recorded calls as a file: a line of JSON each, sorted by operator, none of them twice.
public final class CallFile {
    private CallFile() {
    }

    /// What came of reading.
    public sealed interface Read {
        /// The calls in the order of the file.
        record Ok(List<RecordedCall> calls) implements Read {
            public Ok {
                calls = List.copyOf(calls);
            }
        }

        /// One line that names the file, the line in it and what is wrong there.
        record Unreadable(String why) implements Read {
        }
    }

    /// The text of a file.
    public static String write(Collection<RecordedCall> calls) {
        return calls.stream().sorted(Comparator.comparing((RecordedCall c) -> c.call().operator()).thenComparing(
            CallJson::write)).map(CallJson::write).distinct().map(line -> line + "\n").collect(Collectors.joining());
    }

    /// Reads a file; never throws.
    public static Read read(Path file) {
        try {
            return read(file.toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            return new Read.Unreadable(file + ": cannot be read (" + e.getClass().getSimpleName() + ": " + e
                .getMessage()
                + ")");
        }
    }

    /// Reads the text of a file; `name` is for complaints.
    static Read read(String name, byte[] text) {
        List<RecordedCall> calls = new ArrayList<>();
        List<String> lines = new String(text, StandardCharsets.UTF_8).lines().toList();
        try {
            for (int i = 0; i < lines.size(); i++) {
                calls.add(CallJson.read(Located.parse(name, i + 1, lines.get(i).getBytes(StandardCharsets.UTF_8))));
            }
        } catch (Located.Malformed e) {
            return new Read.Unreadable(e.getMessage());
        }
        return new Read.Ok(calls);
    }
}
