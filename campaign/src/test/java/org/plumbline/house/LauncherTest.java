package org.plumbline.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The `plumbline` script, in a tree of its own, with a JDK and a Maven that only write down how they were called.
class LauncherTest {
    @TempDir
    Path folder;

    private Path tree;
    private Path jdk;
    private Path jar;

    /// How a call of the script ended.
    private record Ended(int status, String out, String err) {
    }

    @BeforeEach
    void plantATree() throws IOException {
        tree = Files.createDirectories(folder.resolve("a tree"));
        Files.copy(Repository.here().root().resolve("plumbline"), tree.resolve("plumbline"));
        executable(tree.resolve("plumbline"), Repository.here().read("plumbline"));
        Files.createDirectories(tree.resolve("graph/src/main/java"));
        Files.writeString(tree.resolve("graph/src/main/java/A.java"), "class A { }");
        Files.writeString(tree.resolve("pom.xml"), "<project/>");
        jar = tree.resolve("campaign/target/plumbline-campaign-0.1.0-SNAPSHOT.jar");
        jdk = jdk("jdk", "25.0.1");
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = Files.createDirectories(folder.resolve(name));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        executable(home.resolve("bin/javac"), "#!/bin/sh\n");
        executable(home.resolve("bin/java"), "#!/bin/sh\nfor a in \"$@\"; do printf '<%s>' \"$a\"; done\nexit 7\n");
        return home;
    }

    private static void executable(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void plantABuild() throws IOException {
        Files.createDirectories(jar.resolveSibling("lib"));
        Files.writeString(jar, "");
    }

    /// A Maven that builds the jar, or fails.
    private void plantMaven(boolean works) throws IOException {
        executable(folder.resolve("bin/mvn"), "#!/bin/sh\necho \"mvn $* with $JAVA25_HOME\" >&2\n"
            + (works ? "mkdir -p campaign/target/lib && : > '" + jar + "'\n" : "exit 1\n"));
    }

    private Ended call(Map<String, String> environment, List<String> command) throws Exception {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectOutput(out.toFile())
            .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", folder.resolve("bin") + ":/usr/bin:/bin", "HOME",
            folder.resolve("home").toString()));
        builder.environment().putAll(environment);
        int status = builder.start().waitFor();
        return new Ended(status, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err));
    }

    private Ended plumbline(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(tree.resolve("plumbline").toString()));
        command.addAll(List.of(arguments));
        return call(Map.of("PLUMBLINE_JAVA", jdk.toString()), command);
    }

    @Test
    void argumentsReachJavaAsTheyAreAndItsStatusComesBack() throws Exception {
        plantABuild();
        Ended ended = plumbline("fuzz", "--out", "a folder", "", "*");
        assertThat(ended.out()).endsWith("<org.plumbline.campaign.Plumbline><fuzz><--out><a folder><><*>")
            .contains("<--enable-native-access=ALL-UNNAMED>", "<-Xmx2g>", "<" + jar + ":" + tree
                + "/campaign/target/lib/*>");
        assertThat(ended.status()).isEqualTo(7);
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void itWorksThroughLinksFromAnywhere() throws Exception {
        plantABuild();
        Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(folder.resolve("bin/link"), Path.of("../a tree/plumbline"));
        Files.createSymbolicLink(folder.resolve("bin/plumb"), folder.resolve("bin/link"));
        Ended ended = call(Map.of("PLUMBLINE_JAVA", jdk.toString()), List.of(folder.resolve("bin/plumb").toString()));
        assertThat(ended.out()).contains(jar.toString());
        assertThat(ended.status()).isEqualTo(7);
    }

    @Test
    void theFirstUseBuildsOnceAndSaysSo() throws Exception {
        plantMaven(true);
        Ended first = plumbline("--version");
        assertThat(first.err()).contains("building Plumbline (first use)…", "-Dmaven.test.skip=true", "with " + jdk);
        assertThat(first.out()).endsWith("<--version>");
        assertThat(plumbline().err()).isEmpty();
    }

    @Test
    void sourcesNewerThanTheBuildAreBuiltAgain() throws Exception {
        plantABuild();
        plantMaven(true);
        Files.setLastModifiedTime(jar, FileTime.fromMillis(0));
        assertThat(plumbline().err()).contains("building Plumbline (the sources changed)…");
        assertThat(plumbline().err()).isEmpty();
    }

    @Test
    void aBuildThatFailsIsToldAndStartsNothing() throws Exception {
        plantMaven(false);
        Ended ended = plumbline();
        assertThat(ended.err()).contains("plumbline: the build failed");
        assertThat(ended.out()).isEmpty();
        assertThat(ended.status()).isEqualTo(2);
    }

    @Test
    void aJdkThatIsTooOldIsRefusedInOneLine() throws Exception {
        jdk = jdk("old", "17.0.15");
        Ended ended = plumbline();
        assertThat(ended.err()).startsWith("plumbline: PLUMBLINE_JAVA=" + jdk).hasLineCount(1);
        assertThat(ended.status()).isEqualTo(2);
    }

    @Test
    void theJdkOnThePathIsFoundWhereJavaHomeIsTooOld() throws Exception {
        plantABuild();
        Path old = jdk("old", "17.0.15");
        Ended ended = call(Map.of("JAVA_HOME", old.toString(), "PATH", jdk.resolve("bin") + ":/usr/bin:/bin"),
            List.of(tree.resolve("plumbline").toString()));
        assertThat(ended.status()).isEqualTo(7);
    }

    @Test
    void missingMavenIsToldInOneLine() throws Exception {
        for (String tool : List.of("sh", "readlink", "dirname", "sed", "find", "head", "mkdir", "touch", "rm")) {
            Path real = Stream.of("/usr/bin", "/bin").map(p -> Path.of(p, tool)).filter(Files::exists).findFirst()
                .orElseThrow();
            executable(folder.resolve("bin").resolve(tool), "#!/bin/sh\nexec " + real + " \"$@\"\n");
        }
        Ended ended = call(Map.of("PLUMBLINE_JAVA", jdk.toString(), "PATH", folder.resolve("bin").toString()),
            List.of(tree.resolve("plumbline").toString()));
        assertThat(ended.err()).startsWith("plumbline: Maven is missing").hasLineCount(1);
        assertThat(ended.status()).isEqualTo(2);
    }
}
