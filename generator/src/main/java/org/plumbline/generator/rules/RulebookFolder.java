package org.plumbline.generator.rules;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A rulebook as a folder to be read, compared and edited: `rulebook.json` says whose rules these are and which
/// operators there are; each of them has a file (`Conv.json`, `com.microsoft.BiasGelu.json`), with one line for each
/// condition, which is written as [Algebra].
public final class RulebookFolder {
    /// The version written; reading refuses others.
    public static final int SCHEMA = 1;

    private RulebookFolder() {
    }

    /// What reading gives.
    public sealed interface Read {
        record Ok(Rulebook book) implements Read {
        }

        /// `why` is one line that names file, line and remedy.
        record Unreadable(String why) implements Read {
        }
    }

    /// Writes everything and deletes the files of operators that an older rulebook in the folder had and this one has
    /// not. A reader sees the old or the new form of each file, never a part. Throws [IllegalArgumentException] where a
    /// rule has choices, or would not read back as it is (its symbols' names are not unique, say), and [IOException]
    /// when the disk refuses.
    public static void write(Path folder, Rulebook book) throws IOException {
        Map<String, String> files = RulebookFiles.write(book);
        Files.createDirectories(folder);
        Optional<byte[]> old = bytes(folder, RulebookFiles.INDEX);
        for (Map.Entry<String, String> file : files.entrySet()) {
            replace(folder, file.getKey(), file.getValue());
        }
        for (String name : old.map(RulebookFiles::listed).orElse(Set.of())) {
            if (!files.containsKey(name)) {
                Files.deleteIfExists(folder.resolve(name));
            }
        }
    }

    /// Writes the rules of one operator of a book whose other operators are in the folder already; throws as
    /// [#write(Path, Rulebook)] does.
    public static void write(Path folder, Rulebook book, String operator) throws IOException {
        replace(folder, RulebookFiles.name(operator), RulebookFiles.write(operator, book.operators().get(operator)));
        replace(folder, RulebookFiles.INDEX, RulebookFiles.index(book));
    }

    private static void replace(Path folder, String name, String text) throws IOException {
        Path draft = folder.resolve(name + ".new");
        Files.writeString(draft, text);
        Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Reads a folder. One whose files and list of operators disagree is unreadable.
    public static Read read(Path folder) {
        Read read = RulebookFiles.read(folder.toString(), name -> bytes(folder, name));
        return switch (read) {
            case Read.Unreadable _ -> read;
            case Read.Ok(Rulebook book) -> unlisted(folder, book).<Read>map(Read.Unreadable::new).orElse(read);
        };
    }

    /// Reads from the class path: `folder` is a path without a slash at either end.
    public static Read read(ClassLoader loader, String folder) {
        return RulebookFiles.read(folder, name -> {
            try (InputStream in = loader.getResourceAsStream(folder + "/" + name)) {
                return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
            }
        });
    }

    private static Optional<byte[]> bytes(Path folder, String name) throws IOException {
        Path file = folder.resolve(name);
        return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }

    private static Optional<String> unlisted(Path folder, Rulebook book) {
        Map<String, String> known = new TreeMap<>(Map.of(RulebookFiles.INDEX, ""));
        book.operators().keySet().forEach(o -> known.put(RulebookFiles.name(o), o));
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".json"))
                .filter(f -> !known.containsKey(f.getFileName().toString())).sorted().findFirst()
                .map(f -> f + ": belongs to no operator that " + RulebookFiles.INDEX
                    + " lists; list it there or delete the file");
        } catch (IOException e) {
            return Optional.of(folder + ": cannot be listed (" + e.getMessage() + "); check its permissions");
        }
    }
}
