package org.plumbline.campaign.audit;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plumbline.generator.check.Inference;
import org.plumbline.generator.check.OnnxChecker;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.onnx.OnnxCodec;
import org.plumbline.graph.onnx.ValueInfos;
import org.plumbline.targets.Outcome;
import org.plumbline.targets.Program;
import org.plumbline.targets.Source;
import org.plumbline.targets.Target;
import org.plumbline.targets.Variant;

/// ONNX's own checker and strict shape inference in the place of a stack, so that a worker can ask them about calls that
/// nobody has found valid: at some of those they end the process. Compiling is checking; a program computes nothing, its
/// outputs are the shapes that were inferred, as int64 tensors of rank 1 with [#UNKNOWN] for an open dimension, or of
/// rank 0 where not even the rank is known. No target that can be tested: the command line does not know it.
public final class SpecificationTarget implements Target {
    static final String NAME = "specification";
    /// Stands for a dimension that was not inferred.
    static final long UNKNOWN = Long.MIN_VALUE;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String version() {
        return "1.17";
    }

    @Override
    public List<Variant> variants() {
        return List.of(new Variant("inference", Map.of()));
    }

    @Override
    public Set<DType> feeds() {
        return EnumSet.allOf(DType.class);
    }

    @Override
    public Compilation compile(Source source, Variant variant) {
        byte[] onnx = checkable(source.model());
        Optional<String> problem = OnnxChecker.check(onnx);
        if (problem.isPresent()) {
            return declined(problem.get());
        }
        return switch (OnnxChecker.inferShapesAlone(onnx)) {
            case Inference.Refused(String why) -> declined(why);
            case Inference.Types types -> new Compiled(new Inferred(shapes(source.model().graph(), types)));
        };
    }

    /// The checker wants a rank for every output of a graph, which is not known here; values inside may do with a type.
    private static byte[] checkable(Model model) {
        Graph g = model.graph();
        return g.outputs().stream().allMatch(o -> o.concrete().isPresent()) ? OnnxCodec.write(model) : ValueInfos
            .stating(OnnxCodec.write(model.withGraph(new Graph(g.name(), g.inputs(), List.of(), g.initializers(), g
                .nodes(), g.rest()))), g.outputs());
    }

    private static Declined declined(String why) {
        return new Declined(new Outcome.Refused(Outcome.Stage.COMPILE, false, why));
    }

    private static List<Tensor> shapes(Graph graph, Inference.Types types) {
        return graph.outputs().stream().map(o -> shape(types.values().getOrDefault(o.name(), o))).toList();
    }

    private static Tensor shape(ValueInfo value) {
        if (!(value.type() instanceof ValueInfo.OfTensor(var _, var dims)) || dims.isEmpty()) {
            return Tensor.ofLongs(DType.INT64, Shape.SCALAR, _ -> UNKNOWN);
        }
        long[] known = dims.get().stream().mapToLong(SpecificationTarget::known).toArray();
        return Tensor.ofLongs(DType.INT64, Shape.of(known.length), i -> known[i]);
    }

    private static long known(ValueInfo.Dim dim) {
        return switch (dim) {
            case ValueInfo.Known(long size) -> size;
            case ValueInfo.Symbolic _ -> UNKNOWN;
        };
    }

    /// What was inferred, for any inputs.
    private record Inferred(List<Tensor> shapes) implements Program {
        @Override
        public Outcome run(List<Tensor> inputs) {
            return new Outcome.Values(shapes);
        }

        @Override
        public void close() {
        }
    }
}
