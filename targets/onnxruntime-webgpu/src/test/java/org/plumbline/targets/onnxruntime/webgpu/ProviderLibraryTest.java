package org.plumbline.targets.onnxruntime.webgpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.targets.onnxruntime.webgpu.ProviderLibrary.Pin;
import org.plumbline.targets.registry.Requirement.Failed;
import org.plumbline.targets.registry.Requirement.Installation;
import org.plumbline.targets.registry.Requirement.Installed;

/// Installing, with a script in npm's place.
class ProviderLibraryTest {
    private static final String ENTRY = "package/bin/napi-v6/linux/x64/libonnxruntime.so.1";

    @TempDir
    Path folder;

    private Path cache;
    private Path archive;
    private ProviderLibrary library;

    @BeforeEach
    void packs() throws IOException {
        cache = folder.resolve("cache");
        archive = Files.write(folder.resolve("archive.bin"), tgz("package/README.md", "read me", ENTRY, "the library"));
        Path plain = Files.writeString(folder.resolve("plain"), "the library");
        library = new ProviderLibrary("9.9.9", cache,
            Map.of("9.9.9", new Pin(ProviderLibrary.sha256(archive), ProviderLibrary.sha256(plain))));
    }

    @Test
    void theLibraryIsUnpackedAndCanBeUsed() throws IOException {
        assertThat(library.problem()).hasValueSatisfying(p -> assertThat(p).startsWith("not in "));
        assertThat(library.install(npm("cp " + archive + " \"$5/onnxruntime-node-9.9.9.tgz\"")))
            .isEqualTo(new Installed(library.file().toString()));
        assertThat(library.problem()).isEmpty();
        assertThat(library.file()).hasContent("the library");
        assertNothingElse(1);
    }

    @Test
    void npmIsAskedForThePackageOfTheVersion() throws IOException {
        library.install(npm("echo \"$1 $2\" > " + folder.resolve("asked")));
        assertThat(folder.resolve("asked")).hasContent("pack onnxruntime-node@9.9.9");
    }

    @Test
    void aCorruptDownloadIsRefused() throws IOException {
        fails(npm("head -c 50 " + archive + " > \"$5/onnxruntime-node-9.9.9.tgz\""), "is corrupt", "SHA-256",
            "npm cache clean");
    }

    @Test
    void aMissingNpmIsNamedWithItsRemedy() throws IOException {
        fails(new Npm(folder.resolve("no-such-npm").toString(), Duration.ofSeconds(9)), "npm does not start",
            "apt-get install npm");
    }

    @Test
    void whatNpmComplainsOfIsPassedOn() throws IOException {
        fails(npm("echo 'npm error code E404'; echo 'npm error 404 Not Found'; exit 1"), "404 Not Found",
            "check the network");
    }

    @Test
    void aFullDiskIsNamedWithItsRemedy() throws IOException {
        fails(npm("echo 'npm error code ENOSPC'; echo 'npm error nospc ENOSPC: no space left on device'; exit 1"),
            "no space left on device", "PLUMBLINE_CACHE");
    }

    @Test
    void anNpmThatHangsIsStopped() throws IOException {
        Path script = npm("sleep 60").program().isEmpty() ? null : folder.resolve("npm");
        fails(new Npm(script.toString(), Duration.ofMillis(300)), "npm did not finish");
    }

    @Test
    void aCacheThatCannotBeWrittenIsNamedWithItsRemedy() throws IOException {
        Files.writeString(cache, "a file, no folder");
        assertThat(library.install(npm("exit 1"))).isInstanceOfSatisfying(Failed.class,
            f -> assertThat(f.reason()).contains(cache.toString(), "PLUMBLINE_CACHE").doesNotContain("\n"));
    }

    @Test
    void anArchiveWithoutTheLibraryIsRefused() throws IOException {
        Path other = Files.write(folder.resolve("other"), tgz("package/README.md", "read me"));
        library = new ProviderLibrary("9.9.9", cache,
            Map.of("9.9.9", new Pin(ProviderLibrary.sha256(other), "0")));
        fails(npm("cp " + other + " \"$5/onnxruntime-node-9.9.9.tgz\""), "it has no " + ENTRY);
    }

    @Test
    void aDamagedLibraryIsNotUsed() throws IOException {
        library.install(npm("cp " + archive + " \"$5/onnxruntime-node-9.9.9.tgz\""));
        Files.writeString(library.file(), "another library");
        assertThat(library.problem()).hasValueSatisfying(p -> assertThat(p).contains("damaged or of another version"));
    }

    @Test
    void versionsWithoutAChecksumAreRefused() throws IOException {
        ProviderLibrary unknown = new ProviderLibrary("1.2.3", cache, library.pins());
        assertThat(unknown.problem()).hasValueSatisfying(p -> assertThat(p).contains("1.2.3", "only for 9.9.9"));
        assertThat(unknown.install(npm("exit 0"))).isInstanceOf(Failed.class);
    }

    private void fails(Npm npm, String... parts) throws IOException {
        Installation installation = library.install(npm);
        assertThat(installation).isInstanceOfSatisfying(Failed.class,
            f -> assertThat(f.reason()).contains(parts).doesNotContain("\n"));
        assertThat(library.problem()).isPresent();
        assertNothingElse(0);
    }

    private void assertNothingElse(int files) throws IOException {
        try (Stream<Path> left = Files.list(library.file().getParent())) {
            assertThat(left).hasSize(files);
        }
    }

    /// A program whose arguments are `pack NAME@VERSION --loglevel=error --pack-destination FOLDER`.
    private Npm npm(String body) throws IOException {
        Path script = Files.writeString(folder.resolve("npm"), "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new Npm(script.toString(), Duration.ofSeconds(30));
    }

    private static byte[] tgz(String... namesAndTexts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                byte[] text = namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8);
                byte[] header = new byte[512];
                put(header, 0, namesAndTexts[i]);
                put(header, 124, "%011o".formatted(text.length));
                out.write(header);
                out.write(text);
                out.write(new byte[512 - text.length]);
            }
            out.write(new byte[1024]);
        }
        return bytes.toByteArray();
    }

    private static void put(byte[] header, int at, String text) {
        System.arraycopy(text.getBytes(StandardCharsets.UTF_8), 0, header, at, text.length());
    }
}
