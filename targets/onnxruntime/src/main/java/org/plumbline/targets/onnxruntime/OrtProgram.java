package org.plumbline.targets.onnxruntime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.graph.Tensor;
import org.plumbline.targets.Outcome;
import org.plumbline.targets.Outcome.Stage;
import org.plumbline.targets.Program;

/// A session. Its inputs' names come from the session itself, which lists them in the model's order without those that
/// have an initializer: the order of [org.plumbline.graph.Graph#fed()].
final class OrtProgram implements Program {
    /// Two copies of the outputs have to fit into the heap, with room to spare.
    private static final long LARGEST_OUTPUTS = Runtime.getRuntime().maxMemory() / 4;

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Tensors tensors;
    private final Refusals refusals;
    private final List<String> names;

    OrtProgram(OrtEnvironment environment, OrtSession session, Tensors tensors, Refusals refusals) {
        this.environment = environment;
        this.session = session;
        this.tensors = tensors;
        this.refusals = refusals;
        this.names = List.copyOf(session.getInputNames());
    }

    @Override
    public Outcome run(List<Tensor> inputs) {
        if (inputs.size() != names.size()) {
            return refused(false, "the model takes " + names.size() + " inputs, not " + inputs.size());
        }
        Optional<Tensor> unfit = inputs.stream().filter(t -> !tensors.feedable().contains(t.dtype())).findFirst();
        if (unfit.isPresent()) {
            return refused(true, "this release's Java API has no input type for " + unfit.get().dtype());
        }
        Map<String, OnnxTensor> fed = new LinkedHashMap<>();
        try {
            for (int i = 0; i < names.size(); i++) {
                Optional<OnnxTensor> made = tensors.feed(environment, i, inputs.get(i));
                if (made.isEmpty()) {
                    return refused(true, "this release's Java API takes no empty tensors");
                }
                fed.put(names.get(i), made.get());
            }
            try (OrtSession.Result result = session.run(fed)) {
                return outcome(result);
            }
        } catch (OrtException e) {
            return refusals.of(Stage.RUN, e);
        } finally {
            fed.values().forEach(OnnxTensor::close);
        }
    }

    private Outcome outcome(OrtSession.Result result) throws OrtException {
        double bytes = 0;
        List<Tensor> outputs = new ArrayList<>(result.size());
        for (int i = 0; i < result.size(); i++) {
            OnnxValue value = result.get(i);
            bytes += value instanceof OnnxTensor t ? tensors.bytes(t) : 0;
            if (bytes > LARGEST_OUTPUTS) {
                return refused(true, "outputs of " + (long) bytes + " bytes are more than the worker's heap can take");
            }
            Optional<Tensor> output = value instanceof OnnxTensor t ? tensors.read(t) : Optional.empty();
            if (output.isEmpty()) {
                return refused(true, "output " + i + " cannot be read: " + value.getInfo());
            }
            outputs.add(output.get());
        }
        return new Outcome.Values(outputs);
    }

    private static Outcome refused(boolean unsupported, String message) {
        return new Outcome.Refused(Stage.RUN, unsupported, message);
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("a session does not close", e);
        }
    }
}
