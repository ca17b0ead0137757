package org.plumbline.graph.onnx;

import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;

/// Which values of a model depend on random numbers, and so may differ from one execution to the next. (A `seed` does
/// not fix them: the specification of ONNX does not say that executions begin anew with it.)
public final class RandomValues {
    private static final Set<String> DRAWING = Set.of("Bernoulli", "Multinomial", "RandomNormal", "RandomNormalLike",
        "RandomUniform", "RandomUniformLike");

    /// Functions of the model that draw, as `domain::name`.
    private final Set<String> functions;
    private final int opset;

    private RandomValues(Set<String> functions, int opset) {
        this.functions = functions;
        this.opset = opset;
    }

    /// The names of the values of the outermost graph that depend on random numbers.
    public static Set<String> of(Model model) {
        RandomValues random = new RandomValues(functions(model), model.opset());
        Set<String> values = new HashSet<>();
        for (Node node : model.graph().nodes()) {
            if (random.draws(node) || reads(node).stream().anyMatch(values::contains)) {
                values.addAll(node.outputs());
            }
        }
        values.remove("");
        return values;
    }

    /// The values that a node reads, those that its graphs capture included.
    private static Set<String> reads(Node node) {
        Set<String> names = new HashSet<>(node.inputs());
        node.attributes().values().forEach(a -> {
            if (a instanceof Attribute.Subgraph(Graph g)) {
                g.allNodes().forEach(n -> names.addAll(n.inputs()));
                g.outputs().forEach(o -> names.add(o.name()));
            }
        });
        names.remove("");
        return names;
    }

    private boolean draws(Node node) {
        return drawsItself(node) || node.attributes().values().stream().anyMatch(
            a -> a instanceof Attribute.Subgraph(Graph g) && g.allNodes().anyMatch(this::drawsItself));
    }

    private boolean drawsItself(Node node) {
        boolean onnx = node.domain().isEmpty() || node.domain().equals("ai.onnx");
        return functions.contains(node.domain() + "::" + node.operator())
            || onnx && (DRAWING.contains(node.operator()) || node.operator().equals("Dropout") && trains(node));
    }

    /// Whether a Dropout may be in training mode: since opset 12 by its third input, before opset 7 unless `is_test`.
    private boolean trains(Node node) {
        boolean told = node.inputs().size() > 2 && !node.inputs().get(2).isEmpty();
        boolean test = node.attributes().get("is_test") instanceof Attribute.Int(long v) && v != 0;
        return opset >= 12 ? told : opset < 7 && !test;
    }

    /// A Dropout inside a function counts as drawing.
    private static Set<String> functions(Model model) {
        Set<String> drawing = new HashSet<>();
        try {
            List<FunctionProto> all = ModelProto.parseFrom(model.rest().toArray()).getFunctionsList();
            for (int before = -1; before < drawing.size();) {
                before = drawing.size();
                for (FunctionProto f : all) {
                    if (f.getNodeList().stream().anyMatch(n -> draws(n, drawing))) {
                        drawing.add(f.getDomain() + "::" + f.getName());
                    }
                }
            }
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("kept bytes are no ModelProto", e);
        }
        return drawing;
    }

    private static boolean draws(NodeProto node, Set<String> functions) {
        return DRAWING.contains(node.getOpType()) || node.getOpType().equals("Dropout")
            || functions.contains(node.getDomain() + "::" + node.getOpType())
            || node.getAttributeList().stream().anyMatch(
                a -> a.getG().getNodeList().stream().anyMatch(n -> draws(n, functions)));
    }
}
