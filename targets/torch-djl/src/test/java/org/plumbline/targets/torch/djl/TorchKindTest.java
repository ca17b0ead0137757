package org.plumbline.targets.torch.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.ValueInfo;
import org.plumbline.targets.registry.Export;
import org.plumbline.targets.registry.TargetKind;
import org.plumbline.targets.registry.TargetSpec;

class TorchKindTest {
    private static final TargetSpec SPEC = new TargetSpec("torch-djl", Optional.empty());

    @TempDir
    Path folder;

    private Path jar(String name, Map<String, String> files) throws IOException {
        Path jar = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(jar); ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    private Path bridge(String version) throws IOException {
        return jar("bridge.jar", Map.of("jnilib/pytorch.properties", "jni_version=" + version,
            "jnilib/linux-x86_64/cpu/libdjl_torch.so", "bridge"));
    }

    private Path torch(String version) throws IOException {
        return jar("torch.jar", Map.of("native/lib/pytorch.properties", "version=" + version
            + "\nflavor=cpu\nclassifier=linux-x86_64\nlibraries=liba.so,libb.so\n", "pytorch/cpu/linux-x86_64/liba.so",
            "a", "pytorch/cpu/linux-x86_64/libb.so", "b"));
    }

    @Test
    void theDefaultIsThePyTorchThatTheBridgeIsMadeFor() {
        assertThat(new TorchKind().names()).containsExactly("torch-djl");
        assertThat(new TorchKind().defaultVersion()).hasValueSatisfying(v -> assertThat(v).matches("2\\.\\d+\\.\\d+"));
        assertThat(new TorchKind().needs()).contains("pytorch-native-cpu:2.", "450 MB");
        assertThat(Engines.installed()).hasValueSatisfying(e -> assertThat(e.clash()).isEmpty());
    }

    @Nested
    class WhatDoesNotFit {
        @Test
        void aBridgeForAnotherEngineIsNamedWithTheOneToUse() throws IOException {
            assertThat(Engines.of(bridge("2.7.1-0.33.0")).clash()).hasValueSatisfying(
                why -> assertThat(why).startsWith("pytorch-jni 2.7.1-0.33.0 is made for DJL 0.33.0, but the engine is ")
                    .contains("use pytorch-jni 2.7.1-"));
        }

        @Test
        void librariesOfAnotherPyTorchAreRefusedInOneLine() throws IOException {
            Engines engines = Engines.of(bridge("2.7.1-0.35.1"));
            assertThat(TorchKind.launch(SPEC, engines, List.of(), torch("2.5.1-2025"), folder.resolve("cache")))
                .isInstanceOfSatisfying(TargetKind.Unavailable.class, u -> assertThat(u.message())
                    .contains("torch-djl", "holds PyTorch 2.5.1-2025", "made for 2.7.1").doesNotContain("\n"));
        }

        @Test
        void jarsThatAreNoBridgeSayWhatTheyLack() throws IOException {
            Path empty = jar("empty.jar", Map.of("x", "y"));
            assertThatThrownBy(() -> Engines.of(empty)).hasMessageContaining("it has no jnilib/pytorch.properties");
            Path odd = bridge("2.7.1");
            assertThatThrownBy(() -> Engines.of(odd)).hasMessageContaining("2.7.1 does not name");
        }

        @Test
        void aVersionThatDoesNotExistIsAnsweredWithThoseThatDo() {
            assertThat(new TorchKind().plan(new TargetSpec("torch-djl", Optional.of("2.7.99"))))
                .isInstanceOfSatisfying(TargetKind.Unavailable.class, u -> assertThat(u.message())
                    .contains("torch-djl@2.7.99", "pytorch-jni", "2.5.1", "2.7.1").doesNotContain("\n"));
        }
    }

    @Nested
    class Unpacking {
        @Test
        void happensOnceAndLaysLibrariesWhereTheEngineLooks() throws IOException {
            Engines engines = Engines.of(bridge("2.7.1-0.35.1"));
            Path cache = folder.resolve("cache");
            assertThat(Libraries.unpacked(engines, cache)).isEmpty();
            Libraries.unpack(torch("2.7.1-2025"), engines, cache);
            Path there = cache.resolve("pytorch/2.7.1-2025-cpu-linux-x86_64");
            assertThat(Libraries.unpacked(engines, cache)).contains(there);
            assertThat(there.resolve("liba.so")).hasContent("a");
            assertThat(there.resolve("0.35.1-libdjl_torch.so")).hasContent("bridge");
            Files.writeString(there.resolve("liba.so"), "kept");
            Libraries.unpack(torch("2.7.1-2025"), engines, cache);
            assertThat(there.resolve("liba.so")).hasContent("kept");
            assertThat(cache.resolve("pytorch")).isDirectoryNotContaining("glob:**.part-*");
        }

        @Test
        void intoAFolderThatCannotBeWrittenIsRefusedWithTheRemedy() throws IOException {
            Path file = Files.writeString(folder.resolve("file"), "");
            assertThat(TorchKind.launch(SPEC, Engines.of(bridge("2.7.1-0.35.1")), List.of(),
                torch("2.7.1-2025"), file))
                .isInstanceOfSatisfying(TargetKind.Unavailable.class, u -> assertThat(u.message())
                    .contains("cannot unpack", "450 MB", "PLUMBLINE_CACHE").doesNotContain("\n"));
        }

        @Test
        void ofATruncatedJarLeavesNothingBehind() throws IOException {
            Path jar = torch("2.7.1-2025");
            byte[] whole = Files.readAllBytes(jar);
            Files.write(jar, Arrays.copyOf(whole, whole.length / 2));
            Path cache = folder.resolve("cache");
            assertThat(TorchKind.launch(SPEC, Engines.of(bridge("2.7.1-0.35.1")), List.of(), jar, cache))
                .isInstanceOf(TargetKind.Unavailable.class);
            assertThat(cache.resolve("pytorch")).doesNotExist();
        }
    }

    @Nested
    class AnExportedModel {
        private static Export export(String operator) {
            TensorType type = TensorType.of(DType.BFLOAT16, 2);
            return new TorchKind().export(Model.of(18, Graph.of(List.of(ValueInfo.of("x", type)), List.of(ValueInfo.of(
                "y", type)), Map.of(), List.of(Node.of(operator, List.of("x"), List.of("y"), Map.of())))));
        }

        @Test
        void isATorchScriptArchiveWithTheTypesThatCarryItsTensors() {
            assertThat(export("Relu")).isInstanceOfSatisfying(Export.Translated.class, e -> {
                assertThat(e.file()).isEqualTo("model.pt");
                assertThat(e.content()).startsWith('P', 'K');
                assertThat(e.inputs()).containsExactly(new Export.Carried(DType.BFLOAT16, DType.FLOAT));
                assertThat(e.libraries()).hasSize(3).first().asString().startsWith("ai.djl.pytorch:pytorch-engine:");
            });
        }

        @Test
        void isNoneWhereAnOperatorIsNotLowered() {
            assertThat(export("Nonsense")).isInstanceOfSatisfying(Export.Untranslated.class,
                e -> assertThat(e.why()).contains("Nonsense"));
        }
    }
}
