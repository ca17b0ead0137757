package org.plumbline.campaign;

import ai.onnx.proto.OnnxMl.TypeProto;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.Bytes;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.onnx.OnnxCodec;

/// Small models for tests of the command line.
final class Models {
    private Models() {
    }

    /// `y = operator(x)` over `dtype[2,3]`.
    static Model unary(String operator, DType dtype) {
        ValueInfo x = ValueInfo.of("x", new TensorType(dtype, Shape.of(2, 3)));
        return Model.of(17, Graph.of(List.of(x), List.of(new ValueInfo("y", x.type())), Map.of(),
            List.of(Node.of(operator, List.of("x"), List.of("y"), Map.of()))));
    }

    /// `y = a + b`, both of shape `[n,3]` with a symbolic `n`.
    static Model symbolicAdd() {
        ValueInfo.Type type = new ValueInfo.OfTensor(DType.FLOAT,
            Optional.of(List.of(new ValueInfo.Symbolic("n"), new ValueInfo.Known(3))));
        return Model.of(17, Graph.of(List.of(new ValueInfo("a", type), new ValueInfo("b", type)),
            List.of(new ValueInfo("y", type)), Map.of(),
            List.of(Node.of("Add", List.of("a", "b"), List.of("y"), Map.of()))));
    }

    /// `y = SequenceLength(s)`, fed with a sequence of float tensors.
    static Model sequenceLength() {
        TypeProto floats = TypeProto.newBuilder().setTensorType(TypeProto.Tensor.newBuilder().setElemType(1)).build();
        TypeProto sequence = TypeProto.newBuilder().setSequenceType(TypeProto.Sequence.newBuilder().setElemType(
            floats)).build();
        return Model.of(17, Graph.of(List.of(new ValueInfo("s", new ValueInfo.Other(Bytes.of(sequence
            .toByteArray())))), List.of(ValueInfo.of("y", TensorType.of(DType.INT64))), Map.of(),
            List.of(Node.of("SequenceLength", List.of("s"), List.of("y"), Map.of()))));
    }

    /// `y = Expand(x, shape)`.
    static Model expanded(long... shape) {
        return Model.of(17, Graph.of(List.of(ValueInfo.of("x", new TensorType(DType.FLOAT, Shape.of(1)))),
            List.of(new ValueInfo("y", new ValueInfo.OfTensor(DType.FLOAT, Optional.of(
                Collections.nCopies(shape.length, new ValueInfo.Symbolic("")))))),
            Map.of("shape", Tensor.ofLongs(shape)),
            List.of(Node.of("Expand", List.of("x", "shape"), List.of("y"), Map.of()))));
    }

    /// One node of another domain, which is imported.
    static Model ofDomain(String domain, String operator) {
        Model m = unary(operator, DType.FLOAT);
        Node n = m.graph().nodes().getFirst();
        Graph g = m.graph();
        return new Model(m.irVersion(), Map.of("", 17, domain, 1), new Graph(g.name(), g.inputs(), g.outputs(), Map
            .of(),
            List.of(new Node(domain, operator, "it", n.inputs(), n.outputs(), Map.<String, Attribute>of())),
            Graph.NOTHING), Graph.NOTHING);
    }

    static Path write(Path file, Model model) {
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, OnnxCodec.write(model));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
