package org.plumbline.reports.render;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.reports.Finding;
import org.plumbline.targets.Variant;

/// Whose finding it is: the project that gets the mail. `version` is a release, as the project numbers them.
sealed interface Stack {
    String version();

    /// ONNX Runtime with its CPU provider.
    record OnnxRuntime(String version) implements Stack {
    }

    /// ONNX Runtime with its WebGPU provider.
    record WebGpu(String version) implements Stack {
    }

    /// PyTorch, through TorchScript.
    record Torch(String version) implements Stack {
    }

    record Tvm(String version) implements Stack {
    }

    record TensorFlow(String version) implements Stack {
    }

    /// A deliberately wrong target of our own, or one that nothing here knows.
    record Unlisted(String target, String version) implements Stack {
    }

    /// The stack of the first guilty variant, where several stood side by side.
    static Stack of(Finding f) {
        String[] versions = f.version().split(",");
        return of(target(f), versions[Math.min(which(f), versions.length - 1)]);
    }

    /// The name of its target.
    static String target(Finding f) {
        return f.target().split(",")[which(f)];
    }

    private static int which(Finding f) {
        String accused = f.guilty().stream().map(Variant::stack).findFirst().orElse("");
        return Math.max(0, Arrays.asList(f.target().split(",")).indexOf(accused));
    }

    private static Stack of(String target, String version) {
        return target.equals("onnxruntime") ? new OnnxRuntime(version)
            : target.equals("onnxruntime-webgpu") ? new WebGpu(version)
            : target.startsWith("torch") ? new Torch(version)
            : target.startsWith("tvm") ? new Tvm(version)
            : target.startsWith("tensorflow") || target.startsWith("xla") ? new TensorFlow(version)
            : new Unlisted(target, version);
    }

    /// The project's name in sentences.
    default String project() {
        return switch (this) {
            case OnnxRuntime _ -> "ONNX Runtime";
            case WebGpu _ -> "ONNX Runtime (WebGPU)";
            case Torch _ -> "PyTorch";
            case Tvm _ -> "Apache TVM";
            case TensorFlow _ -> "TensorFlow";
            case Unlisted(String target, _) -> target;
        };
    }

    /// What the device promises.
    default Accuracy accuracy() {
        return switch (this) {
            case WebGpu _ -> Accuracy.WGSL;
            case OnnxRuntime _,Torch _,Tvm _,TensorFlow _,Unlisted _ -> Accuracy.CPU;
        };
    }

    /// The variants of this stack that scripts run, among those named.
    default List<Setting> settings(List<String> names) {
        Stream<String> own = names.stream().map(Variant::local);
        return switch (this) {
            case OnnxRuntime _ -> own.flatMap(n -> Setting.ofOnnxRuntime(n).stream()).toList();
            case WebGpu _ -> own.flatMap(n -> Setting.ofWebGpu(n).stream()).toList();
            case Torch _ -> own.flatMap(n -> Setting.ofTorch(n).stream()).toList();
            case Tvm _,TensorFlow _,Unlisted _ -> List.of();
        };
    }
}
