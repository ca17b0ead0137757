package org.plumbline.targets.onnxruntime;

import ai.onnxruntime.OrtEnvironment;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.plumbline.graph.Tensor;
import org.plumbline.targets.Target;
import org.plumbline.targets.worker.Launch;

/// How the tests start a worker with the newest release.
final class Workers {
    private Workers() {
    }

    static Launch launch() {
        List<Path> classPath = Stream.of(OrtEnvironment.class, OnnxRuntimeTarget.class, Target.class, Tensor.class)
            .map(c -> Path.of(URI.create(c.getProtectionDomain().getCodeSource().getLocation().toString()))).toList();
        return new Launch("onnxruntime", classPath, List.of(), Map.of("ORT_DISABLE_TELEMETRY", "1"));
    }
}
