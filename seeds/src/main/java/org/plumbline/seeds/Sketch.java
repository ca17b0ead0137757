package org.plumbline.seeds;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Node;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.edit.Bounds;
import org.plumbline.graph.edit.Draft;
import org.plumbline.graph.edit.Edit;
import org.plumbline.graph.edit.Step;

/// The language in which patterns are written: each call adds to a draft and gives the name of a value. Shapes of
/// intermediate values can be asked for, since the reference follows along.
public final class Sketch {
    private final Rng rng;
    private final List<Edit> edits = new ArrayList<>();
    private Draft draft;

    Sketch(Rng rng, Draft draft) {
        this.rng = rng;
        this.draft = draft;
    }

    /// Leaves a drawing that is not valid here; caught in [Pattern#draw].
    static final class Unsuitable extends RuntimeException {
        Unsuitable(String why) {
            super(why, null, false, false);
        }
    }

    List<Edit> edits() {
        return edits;
    }

    Draft draft() {
        return draft;
    }

    /// The source of everything that is free in a pattern.
    public Rng rng() {
        return rng;
    }

    public int opset() {
        return draft.opset();
    }

    /// Gives up this drawing unless the condition holds.
    public void need(boolean condition) {
        if (!condition) {
            throw new Unsuitable("not drawable at opset " + opset());
        }
    }

    /// float most of the time, else double, float16 or bfloat16.
    public DType real() {
        return rng.chance(0.65) ? DType.FLOAT : rng.pick(DType.DOUBLE, DType.FLOAT16, DType.FLOAT, DType.BFLOAT16);
    }

    /// float, double or float16.
    public DType realNoBf16() {
        return rng.chance(0.7) ? DType.FLOAT : rng.pick(DType.DOUBLE, DType.FLOAT16);
    }

    public DType number() {
        return rng.chance(0.6) ? real() : rng.pick(DType.INT32, DType.INT64, DType.INT8, DType.UINT8);
    }

    /// A dimension of ordinary size.
    public long dim() {
        return rng.trueInOneOutOf(20) ? 1 : rng.between(2, 7);
    }

    /// `rank` dimensions; smaller ones for higher ranks.
    public long[] dims(int rank) {
        long[] dims = new long[rank];
        for (int i = 0; i < rank; i++) {
            dims[i] = rank > 3 ? rng.between(2, 5) : dim();
        }
        return dims;
    }

    public long[] dims(int fromRank, int toRank) {
        return dims(rng.between(fromRank, toRank));
    }

    public Shape shape(String value) {
        return type(value).shape();
    }

    public int rank(String value) {
        return shape(value).rank();
    }

    public TensorType type(String value) {
        return draft.type(value).orElseThrow(() -> new Unsuitable("no shape of " + value));
    }

    /// A random axis of a value, negative half of the time.
    public long axis(String value) {
        int rank = rank(value);
        need(rank > 0);
        return rng.between(-rank, rank - 1);
    }

    public String input(DType dtype, long... dims) {
        return input(dtype, Bounds.ANY, dims);
    }

    public String input(DType dtype, Bounds bounds, long... dims) {
        String name = name("i");
        return add(new Edit.AddInput(name, dtype, Shape.of(dims), bounds), name);
    }

    /// An initializer of drawn numbers.
    public String weights(DType dtype, long... dims) {
        return weights(dtype, Bounds.ANY, dims);
    }

    public String weights(DType dtype, Bounds bounds, long... dims) {
        String name = name("w");
        return add(new Edit.AddWeights(name, dtype, Shape.of(dims), bounds), name);
    }

    /// An initializer, or the output of a Constant node, with these contents.
    public String constant(Tensor tensor) {
        if (rng.trueInOneOutOf(6)) {
            return op("Constant", Map.of("value", new Attribute.Value(tensor)));
        }
        String name = name("k");
        return add(new Edit.AddInitializer(name, tensor), name);
    }

    /// A rank-1 int64 constant.
    public String ints(long... values) {
        return constant(Tensor.ofLongs(values));
    }

    /// A constant filled with one number: of rank 0, or [1], or ones up to `rank`, or the full shape.
    public String fill(String like, double value) {
        TensorType type = type(like);
        Shape shape = switch (rng.below(6)) {
            case 0 -> Shape.of(1);
            case 1 -> Shape.of(ones(type.rank()));
            case 2 -> type.shape();
            default -> Shape.SCALAR;
        };
        return constant(Tensor.of(type.dtype(), shape, _ -> value));
    }

    /// A constant of rank 0 that optimisers look at: now and then it is another number of the same sign, on which a
    /// rewrite that does not look closely goes wrong.
    public String scalar(DType dtype, double value) {
        double drawn = !rng.trueInOneOutOf(12) ? value : switch (rng.below(5)) {
            case 0 -> value + Math.copySign(1, value);
            case 1 -> 2 * value;
            case 2 -> value / 2;
            case 3 -> value * 1.0078125;
            default -> Math.copySign(1, value);
        };
        return constant(Tensor.scalar(dtype, drawn));
    }

    private static long[] ones(int rank) {
        long[] ones = new long[rank];
        java.util.Arrays.fill(ones, 1);
        return ones;
    }

    /// A node without attributes; its only output.
    public String op(String operator, String... inputs) {
        return op(operator, Map.of(), inputs);
    }

    public String op(String operator, Map<String, Attribute> attributes, String... inputs) {
        return ops(operator, 1, attributes, inputs).get(0);
    }

    /// A node with several outputs. An empty input is an optional one left out.
    public List<String> ops(String operator, int outputs, Map<String, Attribute> attributes, String... inputs) {
        List<String> outs = new ArrayList<>();
        for (int i = 0; i < outputs; i++) {
            outs.add(name("v" + i + "_"));
        }
        add(new Edit.InsertNode(Node.of(operator, List.of(inputs), outs, attributes)), outs.get(0));
        return outs;
    }

    private String name(String prefix) {
        return prefix + draft.values().size();
    }

    private String add(Edit edit, String name) {
        switch (draft.apply(edit)) {
            case Step.Applied(Draft next) -> draft = next;
            case Step.Skipped(String why) -> throw new Unsuitable(why);
        }
        edits.add(edit);
        return name;
    }

    /// Attributes from alternating names and values: Long or Integer, Float or Double, String, long[] or Attribute.
    public static Map<String, Attribute> set(Object... pairs) {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            attributes.put((String) pairs[i], attribute(pairs[i + 1]));
        }
        return attributes;
    }

    private static Attribute attribute(Object value) {
        return switch (value) {
            case Attribute a -> a;
            case long[] ints -> Attribute.ints(ints);
            case String s -> new Attribute.Text(s);
            case Float f -> new Attribute.Real(f);
            case Double d -> new Attribute.Real(d.floatValue());
            case Number n -> new Attribute.Int(n.longValue());
            default -> throw new IllegalArgumentException("no attribute from " + value);
        };
    }
}
