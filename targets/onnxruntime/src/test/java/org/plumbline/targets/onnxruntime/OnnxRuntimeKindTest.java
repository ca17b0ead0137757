package org.plumbline.targets.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.plumbline.targets.registry.TargetKind;
import org.plumbline.targets.registry.TargetSpec;

class OnnxRuntimeKindTest {
    private static TargetSpec spec() {
        return ((TargetSpec.Named) TargetSpec.parse("onnxruntime")).spec();
    }

    /// Telemetry runs code of its own in bursts, which coverage would take for the models'.
    @Test
    void telemetryIsOffInEveryWorker() {
        assertThat(new OnnxRuntimeKind().plan(spec())).isInstanceOfSatisfying(TargetKind.Isolated.class,
            p -> assertThat(p.launch().environment()).containsEntry("ORT_DISABLE_TELEMETRY", "1"));
    }

    @Test
    void theLibraryThatIsCoveredIsThereOnceTheTargetWasPlanned() {
        OnnxRuntimeKind kind = new OnnxRuntimeKind();
        kind.plan(spec());
        assertThat(kind.library(spec())).hasValueSatisfying(l -> assertThat(l).isRegularFile());
    }
}
