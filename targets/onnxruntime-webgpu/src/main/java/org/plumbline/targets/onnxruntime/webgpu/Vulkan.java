package org.plumbline.targets.onnxruntime.webgpu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The Vulkan loader and drivers of this machine. Dawn, on which the WebGPU provider stands, needs a driver of Vulkan
/// 1.1 or newer: a graphics card's, or SwiftShader, which runs on the CPU and comes with Chromium. Other drivers for the CPU
/// are passed over: Dawn refuses Mesa's llvmpipe 22.3.
///
/// @param libraries folders where the loader may lie
/// @param drivers folders of the machine's own driver manifests (`*.json`), in the loader's order
/// @param swiftShader where Chromium's manifest of SwiftShader may lie
record Vulkan(List<Path> libraries, List<Path> drivers, List<Path> swiftShader) {
    private static final String LOADER = "libvulkan.so.1";

    /// This machine.
    static final Vulkan MACHINE = new Vulkan(
        paths("/usr/lib/x86_64-linux-gnu", "/usr/lib64", "/usr/lib", "/lib/x86_64-linux-gnu", "/usr/local/lib"),
        paths("/usr/local/etc/vulkan/icd.d", "/usr/local/share/vulkan/icd.d", "/etc/vulkan/icd.d",
            "/usr/share/vulkan/icd.d"),
        paths("/usr/lib/chromium/vk_swiftshader_icd.json", "/usr/lib64/chromium-browser/vk_swiftshader_icd.json"));

    /// A driver: its manifest, what it drives, and whether it runs on the CPU.
    record Driver(Path manifest, String device, boolean software) {
        @Override
        public String toString() {
            return device + " (" + manifest + ")";
        }
    }

    private static List<Path> paths(String... paths) {
        return Stream.of(paths).map(Path::of).toList();
    }

    /// The loader's library.
    Optional<Path> loader() {
        return libraries.stream().map(l -> l.resolve(LOADER)).filter(Files::isRegularFile).findFirst();
    }

    /// The driver to use: the first of the machine's own that has a graphics card, else SwiftShader.
    Optional<Driver> driver() {
        return loader().flatMap(this::card).or(() -> swiftShader.stream().filter(Files::isRegularFile)
            .map(m -> new Driver(m, "SwiftShader", true)).findFirst());
    }

    private Optional<Driver> card(Path loader) {
        return drivers.stream().flatMap(Vulkan::manifests).flatMap(m -> VulkanDevices.card(loader, m)
            .map(device -> new Driver(m, device, false)).stream()).findFirst();
    }

    private static Stream<Path> manifests(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".json")).sorted().toList().stream();
        } catch (IOException _) {
            return Stream.empty();
        }
    }
}
