package org.plumbline.targets.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.targets.registry.ClassPaths;

class NativeLibrariesTest {
    @TempDir
    Path cache;

    @Test
    void concurrentStartsSeeOneCompleteFolder() throws Exception {
        Path jar = ClassPaths.of(OrtEnvironment.class);
        Callable<Path> extraction = () -> NativeLibraries.extracted(jar, "v", cache);
        try (ExecutorService pool = Executors.newFixedThreadPool(3)) {
            for (Future<Path> folder : pool.invokeAll(List.of(extraction, extraction, extraction))) {
                assertThat(folder.get()).isEqualTo(cache.resolve("onnxruntime/v")).isDirectoryContaining(
                    "glob:**/libonnxruntime.so").isDirectoryContaining("glob:**/libonnxruntime4j_jni.so");
            }
        }
        assertThat(cache.resolve("onnxruntime")).isDirectoryNotContaining("glob:**/.v-*");
    }

    @Test
    void aJarWithoutThemIsNamedAndLeavesNothing() throws IOException {
        Path jar = cache.resolve("empty.jar");
        new JarOutputStream(Files.newOutputStream(jar)).close();
        assertThatThrownBy(() -> NativeLibraries.extracted(jar, "v", cache)).isInstanceOf(IOException.class)
            .hasMessageContaining("libonnxruntime.so");
        assertThat(cache.resolve("onnxruntime")).isEmptyDirectory();
    }
}
