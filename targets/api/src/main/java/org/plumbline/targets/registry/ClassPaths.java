package org.plumbline.targets.registry;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.Message;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.plumbline.graph.Model;
import org.plumbline.targets.Target;

/// Class paths for workers: only what a target needs, so that libraries of the supervisor neither cost time nor clash.
public final class ClassPaths {
    private ClassPaths() {
    }

    /// The jar or folder that a class was loaded from.
    public static Path of(Class<?> type) {
        return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    /// A class path as [#worker] gives it, with what it takes to decode models: for targets that ask for
    /// [org.plumbline.targets.Source#model()].
    public static List<Path> decodingWorker(List<Path> first, Class<?>... adapters) {
        return Stream.concat(worker(first, adapters).stream(), Stream.of(of(OnnxMl.class), of(Message.class)))
            .distinct().toList();
    }

    /// `first`, then what all workers need, then where the `adapters` were loaded from; each place once. The target's
    /// own libraries come first so that they win where everything was packed into one jar.
    public static List<Path> worker(List<Path> first, Class<?>... adapters) {
        List<Path> paths = new ArrayList<>(first);
        Stream.concat(Stream.of(adapters), Stream.of(Target.class, Model.class)).map(ClassPaths::of)
            .forEach(paths::add);
        return paths.stream().distinct().toList();
    }
}
