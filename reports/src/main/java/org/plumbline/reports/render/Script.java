package org.plumbline.reports.render;

import org.plumbline.targets.registry.Export;

/// What a script of ours can do for a report.
sealed interface Script {
    /// Run ONNX Runtime.
    record Onnx(String version, Provider provider) implements Script {
    }

    /// Execution providers of ONNX Runtime.
    enum Provider {
        CPU("CPUExecutionProvider"), WEBGPU("WebGpuExecutionProvider");

        private final String label;

        Provider(String label) {
            this.label = label;
        }

        /// The name by which ONNX Runtime knows it.
        String label() {
            return label;
        }
    }

    /// Load a TorchScript archive.
    record Torch(String version, Export.Translated model) implements Script {
    }

    /// Say how to replay the finding with Plumbline, and why that is all.
    record Replay(String why) implements Script {
    }

    static Script of(Report r) {
        if (r.expected() instanceof Expected.Untold) {
            return new Replay("no reference and no other variant say what is right");
        }
        return switch (r.stack()) {
            case Stack.OnnxRuntime(String version) -> runs(r, new Onnx(version, Provider.CPU));
            case Stack.WebGpu(String version) -> runs(r, new Onnx(version, Provider.WEBGPU));
            case Stack.Torch(String version) -> switch (r.model()) {
                case Export.Translated model -> runs(r, new Torch(version, model));
                case Export.Untranslated(String why) -> new Replay("the model cannot be given to PyTorch: " + why);
                case Export.AsIs _ -> new Replay("no translation of the model to TorchScript is at hand");
            };
            case Stack.Tvm _,Stack.TensorFlow _ -> new Replay("no translation of the model to " + r.stack().project()
                + " is at hand");
            case Stack.Unlisted(String target, _) when target.startsWith("planted") -> new Replay(
                target + " is a target of Plumbline's own with a planted fault");
            case Stack.Unlisted(String target, _) -> new Replay("no script for the target " + target);
        };
    }

    private static Script runs(Report r, Script script) {
        return r.guilty().isEmpty() ? new Replay("what the variants " + String.join(", ", r.finding().guilty())
            + " stand for is not known") : script;
    }
}
