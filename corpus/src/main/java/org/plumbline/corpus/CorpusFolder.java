package org.plumbline.corpus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// Where a campaign's folder keeps its corpus: `corpus/`, one file per entry, named by the SHA-1 of its content as
/// libFuzzer names them; `corpus.new/`, where entries are written before they are moved to their place, so that nobody
/// meets half of one; `corpus.bad/`, what was no entry, each with a file beside it that says why.
public record CorpusFolder(Path campaign) {
    private static final String CORPUS = "corpus";
    private static final String REASON = ".reason.txt";

    /// The entries, and nothing else.
    public Path entries() {
        return campaign.resolve(CORPUS);
    }

    /// What was set aside.
    public Path bad() {
        return campaign.resolve("corpus.bad");
    }

    /// Where entries wait until they are whole. What a process that died has left here was told to nobody.
    Path unfinished() {
        return campaign.resolve("corpus.new");
    }

    /// One line per entry, as former versions kept them.
    Path lines() {
        return campaign.resolve("corpus.jsonl");
    }

    /// Whether a corpus is kept here, in whichever form.
    public boolean exists() {
        return Files.isDirectory(entries()) || Files.isRegularFile(lines());
    }

    /// Everything where entries lie, by name.
    public List<Path> files() throws IOException {
        return in(entries());
    }

    /// Whether a file is named as entries are.
    public static boolean isEntry(Path file) {
        return file.getFileName().toString().matches("[0-9a-f]{40}") && file.getParent() != null
            && file.getParent().endsWith(CORPUS);
    }

    static List<Path> in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    /// The name of an entry with this content.
    public static String name(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Adds an entry, whole or not at all, and says whether it is new. Whatever is killed, and wherever, the entries that
    /// were added are whole. Throws [IOException] when the disk refuses.
    public boolean add(String recipe) throws IOException {
        byte[] content = recipe.getBytes(StandardCharsets.UTF_8);
        Path place = entries().resolve(name(content));
        if (Files.exists(place)) {
            return false;
        }
        Files.createDirectories(entries());
        Files.createDirectories(unfinished());
        Path draft = Files.createTempFile(unfinished(), ProcessHandle.current().pid() + "-", "");
        try {
            Files.write(draft, content);
            Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(draft);
            throw e;
        }
        return true;
    }

    /// Moves a file, or whatever it is, out of the way and writes down why.
    void setAside(Path file, String reason) throws IOException {
        Files.createDirectories(bad());
        Path to = unused(file.getFileName().toString());
        Files.writeString(to.resolveSibling(to.getFileName() + REASON), reason + "\n");
        Files.move(file, to);
    }

    /// The same for what is no file of its own.
    void setAside(byte[] content, String reason) throws IOException {
        Files.createDirectories(bad());
        Path to = bad().resolve(name(content));
        Files.writeString(to.resolveSibling(to.getFileName() + REASON), reason + "\n");
        Files.write(to, content);
    }

    private Path unused(String name) throws FileAlreadyExistsException {
        for (int i = 0; i < Integer.MAX_VALUE; i++) {
            Path to = bad().resolve(i == 0 ? name : name + "-" + i);
            if (!Files.exists(to)) {
                return to;
            }
        }
        throw new FileAlreadyExistsException(name);
    }

    /// Removes what processes that are no more have left unfinished.
    void clean() throws IOException {
        for (Path file : in(unfinished())) {
            String pid = file.getFileName().toString().replaceFirst("-.*", "");
            if (!pid.matches("\\d{1,18}") || ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
