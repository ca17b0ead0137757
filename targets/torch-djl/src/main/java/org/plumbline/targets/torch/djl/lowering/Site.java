package org.plumbline.targets.torch.djl.lowering;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;

/// One node to be lowered, with what is known of its inputs, and the script to write it into.
record Site(Node node, int opset, List<Optional<Local>> inputs, Script script) {
    /// The number of inputs that the node names, left out ones included.
    int arity() {
        return inputs.size();
    }

    boolean has(int i) {
        return i < inputs.size() && inputs.get(i).isPresent();
    }

    Local in(int i) {
        if (!has(i)) {
            throw new Unlowered("without input " + i);
        }
        return inputs.get(i).get();
    }

    /// All inputs of an operator that takes any number.
    List<Local> all() {
        return IntStream.range(0, arity()).mapToObj(this::in).toList();
    }

    /// Whether the node names its output `i`.
    boolean wants(int i) {
        return i < node.outputs().size() && !node.outputs().get(i).isEmpty();
    }

    DType dtype() {
        return in(0).dtype();
    }

    Shape shape() {
        return in(0).shape();
    }

    int rank() {
        return shape().rank();
    }

    /// The elements of an integer input; leaves where the model does not fix them.
    long[] constant(int i) {
        return tensor(i).toLongs();
    }

    /// An input that the model fixes; leaves where it does not.
    Tensor tensor(int i) {
        return in(i).constant().orElseThrow(() -> new Unlowered("with input " + i + " not fixed by the model"));
    }

    long integer(String name, long otherwise) {
        return node.attributes().get(name) instanceof Attribute.Int(long v) ? v : otherwise;
    }

    boolean flag(String name, boolean otherwise) {
        return integer(name, otherwise ? 1 : 0) != 0;
    }

    float real(String name, float otherwise) {
        return node.attributes().get(name) instanceof Attribute.Real(float v) ? v : otherwise;
    }

    String text(String name, String otherwise) {
        return node.attributes().get(name) instanceof Attribute.Text(String v) ? v : otherwise;
    }

    Optional<long[]> integers(String name) {
        return node.attributes().get(name) instanceof Attribute.Ints n ? Optional.of(n.toArray()) : Optional.empty();
    }

    /// An axis of the first input, counted from the front.
    int axis(long axis) {
        return axis(axis, rank());
    }

    static int axis(long axis, int rank) {
        require(axis >= -rank && axis < rank, "on axis " + axis + " of rank " + rank);
        return (int) (axis < 0 ? axis + rank : axis);
    }

    /// Leaves unless the condition holds.
    static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new Unlowered(otherwise);
        }
    }

    /// Leaves unless PyTorch computes with the first input's type.
    void computes() {
        inputs.stream().flatMap(Optional::stream).forEach(l -> computes(l.dtype()));
    }

    private static void computes(DType dtype) {
        require(!List.of(DType.UINT16, DType.UINT32, DType.UINT64).contains(dtype), "on " + dtype);
    }

    /// Gives an expression a name.
    Local let(DType dtype, Shape shape, String expression) {
        return script.assign(dtype, shape, expression);
    }

    /// The node's only output.
    List<Local> give(DType dtype, Shape shape, String expression) {
        return List.of(let(dtype, shape, expression));
    }

    /// The node's only output, of the first input's type and shape.
    List<Local> like(String expression) {
        return give(dtype(), shape(), expression);
    }

    /// `value` in another type; itself where it has that type.
    Local to(DType dtype, Local value) {
        return value.dtype() == dtype ? value
            : new Local(script.assign("torch.to(" + value + ", " + Script.code(dtype) + ")"), dtype, value.extent(),
                Optional.empty());
    }

    /// A list of integers as scripts write it.
    static String list(long... values) {
        return values.length == 0 ? "annotate(List[int], [])"
            : Arrays.stream(values).mapToObj(Long::toString).collect(Collectors.joining(", ", "[", "]"));
    }

    static String list(Shape shape) {
        return list(shape.dims());
    }

    static String list(List<Local> values) {
        return values.stream().map(Local::name).collect(Collectors.joining(", ", "[", "]"));
    }

    /// A number as scripts write it.
    static String number(double value) {
        return Double.isNaN(value) ? "nan" : Double.isInfinite(value) ? value > 0 ? "inf" : "-inf"
            : Double.toString(value);
    }

    static String flag(boolean value) {
        return value ? "True" : "False";
    }
}
