package org.plumbline.targets.onnxruntime.webgpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.targets.registry.Requirement;
import org.plumbline.targets.registry.Requirement.Missing;
import org.plumbline.targets.registry.Requirement.Present;
import org.plumbline.targets.registry.TargetKind;
import org.plumbline.targets.registry.TargetSpec;
import org.plumbline.targets.worker.Limits;

/// What is said on machines that lack something. The files of these machines are empty: nothing is loaded.
class WebGpuKindTest {
    private static final TargetSpec SPEC = new TargetSpec("onnxruntime-webgpu", Optional.empty());

    @TempDir
    Path folder;

    @Test
    void withoutALoaderOneLineSaysWhatInstallsIt() throws IOException {
        TargetKind kind = kind(machine(false, true));
        assertThat(kind.plan(SPEC)).isInstanceOfSatisfying(TargetKind.Unavailable.class, u -> assertThat(u.message())
            .contains("onnxruntime-webgpu", "Vulkan loader", "libvulkan.so.1", "apt-get install libvulkan1")
            .doesNotContain("\n"));
    }

    @Test
    void withoutADriverOneLineSaysWhatInstallsOne() throws IOException {
        TargetKind kind = kind(machine(true, false));
        assertThat(kind.plan(SPEC)).isInstanceOfSatisfying(TargetKind.Unavailable.class, u -> assertThat(u.message())
            .contains("Vulkan driver", "apt-get install", "chromium-common").doesNotContain("\n"));
    }

    @Test
    void withoutTheLibraryOneLineSaysWhatInstallsIt() throws IOException {
        TargetKind kind = kind(machine(true, true));
        assertThat(kind.plan(SPEC)).isInstanceOfSatisfying(TargetKind.Unavailable.class, u -> assertThat(u.message())
            .contains("plumbline targets install onnxruntime-webgpu").doesNotContain("\n"));
        assertThat(kind.requirements()).hasSize(3).satisfiesExactly(
            r -> assertThat(r).isInstanceOf(Present.class), r -> assertThat(r).isInstanceOf(Present.class),
            r -> assertThat(r).isInstanceOfSatisfying(Missing.class,
                m -> assertThat(m.remedy()).isInstanceOf(Requirement.ByUs.class)));
    }

    @Test
    void aLibraryOfAnotherVersionIsNotLoaded() throws IOException {
        TargetKind kind = kind(machine(true, true));
        Path library = folder.resolve("cache/onnxruntime-webgpu").resolve(kind.defaultVersion().orElseThrow())
            .resolve("libonnxruntime.so");
        Files.createDirectories(library.getParent());
        Files.writeString(library, "that of another version");
        assertThat(kind.plan(SPEC)).isInstanceOfSatisfying(TargetKind.Unavailable.class, u -> assertThat(u.message())
            .contains("damaged or of another version", "plumbline targets install onnxruntime-webgpu"));
    }

    @Test
    void versionsOtherThanTheJavaLibrarysAreRefused() throws IOException {
        TargetKind kind = kind(machine(true, true));
        assertThat(kind.plan(new TargetSpec("onnxruntime-webgpu", Optional.of("1.17.3")))).isInstanceOfSatisfying(
            TargetKind.Unavailable.class, u -> assertThat(u.message()).contains("onnxruntime-webgpu@1.17.3",
                "of the Java library's version", kind.defaultVersion().orElseThrow()).doesNotContain("\n"));
    }

    @Test
    void theVersionOfTheBuildHasItsChecksums() {
        assertThat(ProviderLibrary.PINS).containsKey(new WebGpuKind().defaultVersion().orElseThrow());
    }

    @Test
    void driversThatDoNotLoadArePassedOver() throws IOException {
        Vulkan vulkan = machine(true, true);
        Files.createDirectories(folder.resolve("icd.d"));
        Files.writeString(folder.resolve("icd.d/broken_icd.json"), "{}");
        assertThat(vulkan.driver()).hasValueSatisfying(d -> assertThat(d.software()).isTrue());
    }

    @Test
    void shadersAreGivenTimeToCompile() throws IOException {
        assertThat(kind(machine(true, true)).limits(Limits.DEFAULT).wallClock())
            .isGreaterThan(Limits.DEFAULT.wallClock());
    }

    private TargetKind kind(Vulkan vulkan) {
        return new WebGpuKind(vulkan, folder.resolve("cache"));
    }

    private Vulkan machine(boolean loader, boolean driver) throws IOException {
        if (loader) {
            Files.createFile(folder.resolve("libvulkan.so.1"));
        }
        Path manifest = folder.resolve("swiftshader.json");
        if (driver) {
            Files.createFile(manifest);
        }
        return new Vulkan(List.of(folder), List.of(folder.resolve("icd.d")), List.of(manifest));
    }
}
