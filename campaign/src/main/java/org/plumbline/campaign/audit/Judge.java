package org.plumbline.campaign.audit;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.plumbline.generator.check.OnnxChecker;
import org.plumbline.graph.Model;
import org.plumbline.graph.Tensor;
import org.plumbline.targets.Outcome;
import org.plumbline.targets.Source;
import org.plumbline.targets.registry.ClassPaths;
import org.plumbline.targets.worker.Execution;
import org.plumbline.targets.worker.Executor;
import org.plumbline.targets.worker.Launch;
import org.plumbline.targets.worker.Limits;
import org.plumbline.targets.worker.WorkerExecutor;

/// Whoever says what the specification makes of a model.
@FunctionalInterface
public interface Judge {
    /// What it says of a model of one node; `inputs` in the order of [org.plumbline.graph.Graph#fed()].
    Statement ask(Model model, List<Tensor> inputs);

    /// ONNX's checker and shape inference in a worker. Throws [org.plumbline.targets.worker.WorkerFault] where that does
    /// not start.
    static Executor worker(Path journals) {
        List<Path> classPath = ClassPaths.decodingWorker(OnnxChecker.places(), SpecificationTarget.class);
        return WorkerExecutor.open(new Launch(SpecificationTarget.NAME, classPath, List.of(), Map.of()), Limits.DEFAULT,
            journals);
    }

    /// The judge behind such an executor.
    static Judge of(Executor executor) {
        return (model, inputs) -> switch (executor.execute(new Execution(Source.of(model), inputs, executor.variants(),
            1, new byte[0])).getFirst().getFirst()) {
            case Outcome.Values(List<Tensor> shapes) -> new Statement.Accepts(shapes.stream().map(Judge::shape)
                .toList());
            case Outcome.Refused(var _, boolean _, String message) -> new Statement.Refuses(message);
            case Outcome.Crashed(String symptom, var frames) -> new Statement.Dies(symptom + (frames.isEmpty() ? ""
                : " in " + frames.getFirst()));
            case Outcome.Hung(long millis) -> new Statement.Dies("killed after " + millis + " ms");
        };
    }

    private static Optional<List<Optional<Long>>> shape(Tensor told) {
        return told.shape().rank() == 0 ? Optional.empty() : Optional.of(IntStream.range(0, told.size()).mapToLong(
            told::getLong).mapToObj(d -> d == SpecificationTarget.UNKNOWN ? Optional.<Long>empty()
                : Optional.of(d)).toList());
    }
}
