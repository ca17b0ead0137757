package org.plumbline.targets.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtException.OrtErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.targets.Outcome;

class RefusalsTest {
    private static Outcome.Refused refused(OrtErrorCode code, String message) {
        return new Refusals(List.of()).of(Outcome.Stage.RUN, new OrtException(code, message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Resize: the linear mode only support 4-D inputs", "Conv: only supports group 1",
        "Status Message: upsamplebase.h:341 void onnxruntime::UpsampleBase::ScalesValidation(...) was false",
        "Unsupported data type", "rank 7 is not supported", "Failed to allocate memory for requested buffer"})
    void whatIsDeclaredMissingIsUnsupported(String message) {
        assertThat(refused(OrtErrorCode.ORT_FAIL, message).unsupported()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Missing Input: v6", "Type Error: Type (tensor(float)) of output arg (y)",
        "GEMM: Dimension mismatch, W: {5,1} K: 2 N:1"})
    void whatContradictsTheModelIsNot(String message) {
        assertThat(refused(OrtErrorCode.ORT_FAIL, message).unsupported()).isFalse();
    }

    @Test
    void theErrorCodeAloneSaysIt() {
        assertThat(refused(OrtErrorCode.ORT_NOT_IMPLEMENTED, "").unsupported()).isTrue();
    }
}
