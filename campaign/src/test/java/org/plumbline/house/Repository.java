package org.plumbline.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// The working tree that the tests of the house look at.
record Repository(Path root) {
    private static final Set<String> GENERATED = Set.of("target", "build", ".git", ".gradle", ".idea",
        ".jqwik-database");

    /// The tree around the current folder.
    static Repository here() {
        for (Path p = Path.of("").toAbsolutePath(); p != null; p = p.getParent()) {
            if (Files.exists(p.resolve("settings.gradle.kts"))) {
                return new Repository(p);
            }
        }
        throw new IllegalStateException("no settings.gradle.kts above " + Path.of("").toAbsolutePath());
    }

    /// The build that Maven sees.
    Build maven() {
        return new MavenBuild(root).read();
    }

    /// The build that Gradle sees.
    Build gradle() {
        return new GradleBuild(root).read();
    }

    String read(String path) {
        return read(root.resolve(path));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Any file as text, each byte a character: binary files can be searched for names, too.
    static String readBytes(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Every file that Git tracks or would, in order of path; in a tree without Git, all but the products of builds.
    List<Path> files() {
        try {
            Process git = new ProcessBuilder("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
                .directory(root.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            String names = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (git.waitFor() == 0) {
                return Arrays.stream(names.split("\0")).map(root::resolve).filter(Files::isRegularFile).distinct()
                    .sorted().toList();
            }
        } catch (IOException e) {
            // no Git on this machine
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return walk();
    }

    List<Path> walk() {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return GENERATED.contains(folder.getFileName().toString()) ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (!GENERATED.contains(file.getFileName().toString())) {
                        found.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found.stream().sorted().toList();
    }

    /// The Java sources under each module's `src/main` (or all, tests included).
    List<Path> javaSources(boolean tests) {
        return files().stream().filter(f -> f.toString().endsWith(".java"))
            .filter(f -> tests || relative(f).contains("src/main/java/")).toList();
    }

    /// The folders with compiled main classes, of the modules that stand on this test's class path.
    List<Path> classFolders() {
        return maven().modules().keySet().stream().filter(m -> !m.equals("benchmarks"))
            .map(m -> root.resolve(m).resolve("target/classes")).filter(Files::isDirectory).toList();
    }

    /// The path below the root, with `/` between names.
    String relative(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }
}
