package org.plumbline.targets.worker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What it takes to start a worker for a target: the class path (nothing of the supervisor's own leaks in), further
/// arguments for the Java virtual machine, environment variables on top of the supervisor's, and the device that it
/// computes on.
public record Launch(String target, List<Path> classPath, List<String> jvmArguments, Map<String, String> environment,
    Device device) {
    public Launch {
        classPath = List.copyOf(classPath);
        jvmArguments = List.copyOf(jvmArguments);
        environment = Map.copyOf(environment);
    }

    /// For a target that computes on the CPU.
    public Launch(String target, List<Path> classPath, List<String> jvmArguments, Map<String, String> environment) {
        this(target, classPath, jvmArguments, environment, Device.CPU);
    }

    /// With more in the class path, at its end, and further arguments for the virtual machine.
    Launch with(List<Path> more, List<String> arguments) {
        return new Launch(target, Stream.concat(classPath.stream(), more.stream()).distinct().toList(),
            Stream.concat(jvmArguments.stream(), arguments.stream()).toList(), environment, device);
    }

    /// The command line. A shell sets the address-space limit, shields the worker from the terminal's signals (Ctrl-C
    /// is for the supervisor; a worker that dies of it would look like a crash) and then becomes the virtual machine.
    /// The first compiler tier alone is enough for the little Java there is, and warms up sooner.
    List<String> command(Limits limits, Path journal, Path directory) {
        List<String> command = new ArrayList<>();
        String addressSpace = limits.addressSpace() == 0 ? "unlimited" : Long.toString(limits.addressSpace() >> 10);
        command.addAll(List.of("sh", "-c", "trap '' INT HUP QUIT && ulimit -v \"$0\" && exec \"$@\"", addressSpace));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx" + limits.heapMegabytes() + "m", "-Xms32m", "-XX:+UseSerialGC", "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-XX:ReservedCodeCacheSize=64m", "-XX:CompressedClassSpaceSize=64m", "-XX:-CreateCoredumpOnCrash",
            "-XX:-UsePerfData", "-XX:ErrorFile=" + directory.resolve("hs_err_%p.log"),
            "--enable-native-access=ALL-UNNAMED", "-Xss2m"));
        command.addAll(jvmArguments);
        command.addAll(List.of("-cp", String.join(":", classPath.stream().map(Path::toString).toList()),
            Child.class.getName(), journal.toString(), target));
        return command;
    }
}
