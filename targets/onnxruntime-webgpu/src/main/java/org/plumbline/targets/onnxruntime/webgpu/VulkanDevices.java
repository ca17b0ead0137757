package org.plumbline.targets.onnxruntime.webgpu;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.plumbline.targets.registry.ClassPaths;

/// Asks a Vulkan driver for its devices, in a process of its own: drivers without their hardware crash and hang. The
/// numbers are those of `vulkan_core.h`, Vulkan 1.0.
public final class VulkanDevices {
    private static final int MOST = 16;
    private static final int INSTANCE_CREATE_INFO = 1;
    private static final long CREATE_INFO_BYTES = 64;
    /// `VkPhysicalDeviceProperties` takes 824 bytes.
    private static final long PROPERTIES_BYTES = 1024;
    private static final long TYPE_AT = 16;
    private static final long NAME_AT = 20;
    private static final int TYPE_CPU = 4;
    private static final long LIMIT_SECONDS = 20;

    private VulkanDevices() {
    }

    /// Prints a line for each device: `gpu NAME`, or `cpu NAME` for drivers that compute on the CPU. The only argument
    /// is the loader's path.
    public static void main(String[] arguments) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            SymbolLookup vulkan = SymbolLookup.libraryLookup(Path.of(arguments[0]), arena);
            MemorySegment info = arena.allocate(CREATE_INFO_BYTES);
            info.set(JAVA_INT, 0, INSTANCE_CREATE_INFO);
            MemorySegment instance = arena.allocate(ADDRESS);
            check((int) call(vulkan, "vkCreateInstance", 3).invokeExact(info, MemorySegment.NULL, instance));
            MemorySegment count = arena.allocate(JAVA_INT);
            count.set(JAVA_INT, 0, MOST);
            MemorySegment devices = arena.allocate(ADDRESS, MOST);
            check((int) call(vulkan, "vkEnumeratePhysicalDevices", 3).invokeExact(instance.get(ADDRESS, 0), count,
                devices));
            MethodHandle properties = Linker.nativeLinker().downcallHandle(
                vulkan.findOrThrow("vkGetPhysicalDeviceProperties"), FunctionDescriptor.ofVoid(ADDRESS, ADDRESS));
            for (int i = 0; i < count.get(JAVA_INT, 0); i++) {
                MemorySegment p = arena.allocate(PROPERTIES_BYTES);
                properties.invokeExact(devices.getAtIndex(ADDRESS, i), p);
                System.out.println((p.get(JAVA_INT, TYPE_AT) == TYPE_CPU ? "cpu " : "gpu ") + p.getString(NAME_AT));
            }
        }
    }

    private static MethodHandle call(SymbolLookup vulkan, String name, int pointers) {
        var arguments = IntStream.range(0, pointers).mapToObj(_ -> ADDRESS).toArray(
            java.lang.foreign.MemoryLayout[]::new);
        return Linker.nativeLinker().downcallHandle(vulkan.findOrThrow(name), FunctionDescriptor.of(JAVA_INT,
            arguments));
    }

    private static void check(int result) {
        if (result < 0) {
            throw new IllegalStateException("Vulkan says " + result);
        }
    }

    /// The name of the first graphics card that the driver of this manifest finds; empty where it finds none, does not
    /// load, crashes or hangs.
    static Optional<String> card(Path loader, Path manifest) {
        return devices(loader, manifest).stream().filter(d -> d.startsWith("gpu ")).findFirst().map(d -> d.substring(
            4));
    }

    static List<String> devices(Path loader, Path manifest) {
        try {
            ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=/dev/null",
                "--enable-native-access=ALL-UNNAMED", "-cp", ClassPaths.of(VulkanDevices.class).toString(),
                VulkanDevices.class.getName(), loader.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().putAll(environment(manifest));
            Process child = builder.start();
            if (!child.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                child.destroyForcibly();
                return List.of();
            }
            return child.exitValue() == 0 ? child.inputReader().lines().toList() : List.of();
        } catch (IOException _) {
            return List.of();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    /// What makes the loader use this driver and no other: the second name is that of loaders before 1.3.207.
    static Map<String, String> environment(Path manifest) {
        return Map.of("VK_DRIVER_FILES", manifest.toString(), "VK_ICD_FILENAMES", manifest.toString());
    }
}
