package org.plumbline.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.reports.render.Setting;
import org.plumbline.targets.Variant;
import org.plumbline.targets.onnxruntime.OrtVariants;
import org.plumbline.targets.onnxruntime.webgpu.WebGpuVariants;
import org.plumbline.targets.registry.Requirement.Missing;
import org.plumbline.targets.registry.Targets;
import org.plumbline.targets.worker.Executor;
import org.plumbline.targets.worker.Limits;

/// What reports make of a variant's name is what the target means by it.
class SettingTest {
    private static void assertEqual(List<Variant> variants, Function<String, Optional<Setting>> settings) {
        assertThat(variants).isNotEmpty().allSatisfy(v -> assertThat(settings.apply(v.name())).as(v.name())
            .contains(new Setting(v.name(), v.options())));
    }

    @Test
    void onnxRuntimesVariantsAreKnown() {
        assertEqual(OrtVariants.ALL, Setting::ofOnnxRuntime);
        assertEqual(List.of(OrtVariants.without("FuseReluClip", "ConstantFolding")), Setting::ofOnnxRuntime);
    }

    @Test
    void thoseOfTheWebGpuProviderAreKnown() {
        assertEqual(WebGpuVariants.ALL, Setting::ofWebGpu);
    }

    @Test
    void pyTorchsModesAreKnown(@TempDir Path journals) {
        assumeTrue(Targets.installed().kinds().stream().filter(k -> k.family().equals("torch-djl"))
            .flatMap(k -> k.requirements().stream()).noneMatch(Missing.class::isInstance),
            "not run: PyTorch's libraries missing; plumbline targets install torch-djl");
        try (Executor e = switch (Targets.installed().open("torch-djl", Limits.DEFAULT, journals)) {
            case Targets.Opened(Executor opened) -> opened;
            case Targets.Unavailable(String message) -> throw new AssertionError(message);
        }) {
            assertEqual(e.variants(), Setting::ofTorch);
        }
    }

    @Test
    void otherNamesAreNot() {
        assertThat(Setting.ofOnnxRuntime("all-without:x\"); import os")).isEmpty();
        assertThat(Setting.ofOnnxRuntime("nchw")).isEmpty();
        assertThat(Setting.ofWebGpu("parallel")).isEmpty();
        assertThat(Setting.ofTorch("all")).isEmpty();
    }
}
