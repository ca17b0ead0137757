package org.plumbline.targets.planted.call;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Node;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.targets.planted.numeric.Floats;
import org.plumbline.targets.planted.numeric.Style;

/// One node about to run on concrete values. `rng` belongs to this node, model and variant: equal programs draw equal
/// numbers. Inputs that are left out are empty.
public record Op(Node node, int opset, List<Optional<Value>> inputs, Style style, Rng rng) {
    public Op {
        inputs = List.copyOf(inputs);
    }

    public String name() {
        return node.operator();
    }

    /// The same call with one attribute changed.
    public Op with(String attribute, Attribute value) {
        Map<String, Attribute> changed = new java.util.LinkedHashMap<>(node.attributes());
        changed.put(attribute, value);
        return new Op(new Node(node.domain(), node.operator(), node.name(), node.inputs(), node.outputs(), changed),
            opset, inputs, style, rng);
    }

    /// The same call without an attribute.
    public Op without(String attribute) {
        Map<String, Attribute> changed = new java.util.LinkedHashMap<>(node.attributes());
        changed.remove(attribute);
        return new Op(new Node(node.domain(), node.operator(), node.name(), node.inputs(), node.outputs(), changed),
            opset, inputs, style, rng);
    }

    /// The same call with other inputs.
    public Op withInputs(List<Optional<Value>> others) {
        return new Op(node, opset, others, style, rng);
    }

    /// The same call with one input replaced.
    public Op withInput(int i, Value value) {
        List<Optional<Value>> others = new java.util.ArrayList<>(inputs);
        others.set(i, Optional.of(value));
        return withInputs(others);
    }

    public boolean has(int i) {
        return i < inputs.size() && inputs.get(i).isPresent();
    }

    /// An input; throws [IllegalArgumentException] where it is left out.
    public Value in(int i) {
        if (!has(i)) {
            throw new IllegalArgumentException(name() + ": input " + i + " is missing");
        }
        return inputs.get(i).get();
    }

    public DType dtype(int i) {
        return in(i).dtype();
    }

    public Shape shape(int i) {
        return in(i).shape();
    }

    /// An input as it stands in memory.
    public Tensor tensor(int i) {
        return in(i).stored();
    }

    /// The elements of an input as they stand in memory.
    public double[] doubles(int i) {
        return tensor(i).toDoubles();
    }

    public long[] longs(int i) {
        return tensor(i).toLongs();
    }

    /// The elements of an input, unrounded where a fused chain handed them on.
    public double[] wide(int i) {
        return in(i).data().toDoubles();
    }

    public Floats floats(DType dtype) {
        return Floats.of(dtype, style, rng);
    }

    /// An elementwise result: handed on unrounded where the style fuses, else rounded.
    public List<Value> fused(DType dtype, Shape shape, IntToDoubleFunction element) {
        return List.of(style.fused() && dtype.isReal() ? new Value(dtype, Tensor.of(DType.DOUBLE, shape, element))
            : Value.of(dtype, shape, element));
    }

    public long integer(String attribute, long otherwise) {
        return node.attributes().get(attribute) instanceof Attribute.Int(long v) ? v : otherwise;
    }

    public float real(String attribute, float otherwise) {
        return node.attributes().get(attribute) instanceof Attribute.Real(float v) ? v : otherwise;
    }

    public String text(String attribute, String otherwise) {
        return node.attributes().get(attribute) instanceof Attribute.Text(String v) ? v : otherwise;
    }

    public Optional<long[]> integers(String attribute) {
        return node.attributes().get(attribute) instanceof Attribute.Ints n ? Optional.of(n.toArray())
            : Optional.empty();
    }

    public boolean flag(String attribute, boolean otherwise) {
        return integer(attribute, otherwise ? 1 : 0) != 0;
    }

    /// `axis` counted from the front.
    public static int axis(long axis, int rank) {
        return (int) (axis < 0 ? axis + rank : axis);
    }
}
