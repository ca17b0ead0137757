package org.plumbline.targets.onnxruntime.webgpu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The Vulkan loader and drivers of this machine. Dawn, on which the WebGPU provider stands, needs a driver of Vulkan
/// 1.1 or newer on Linux: a graphics card's, or SwiftShader, which runs on the CPU and comes with Chromium. Mesa's
/// llvmpipe 22.3 is refused by Dawn and passed over.
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

    /// A driver: its manifest, and whether it runs on the CPU.
    record Driver(Path manifest, boolean software) {
        String name() {
            return software ? "SwiftShader (" + manifest + ")" : manifest.toString();
        }
    }

    private static List<Path> paths(String... paths) {
        return Stream.of(paths).map(Path::of).toList();
    }

    /// The loader's library.
    Optional<Path> loader() {
        return libraries.stream().map(l -> l.resolve(LOADER)).filter(Files::isRegularFile).findFirst();
    }

    /// SwiftShader.
    Optional<Driver> driver() {
        return swiftShader.stream().filter(Files::isRegularFile).map(m -> new Driver(m, true)).findFirst();
    }

    /// The machine's own drivers, which may lack a device.
    List<Path> manifests() {
        return drivers.stream().flatMap(Vulkan::manifests).toList();
    }

    private static Stream<Path> manifests(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".json")).sorted().toList().stream();
        } catch (IOException _) {
            return Stream.empty();
        }
    }
}
