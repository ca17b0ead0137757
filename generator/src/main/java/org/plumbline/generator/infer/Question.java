package org.plumbline.generator.infer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.operator.Domain;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.PartialOperator.Setting;
import org.plumbline.graph.operator.Slot;
import org.plumbline.graph.rule.Expr;

/// A call as a model of one node, with what it is fed. Data inputs hold small positive numbers where any
/// will do, so that nothing but integers decides whether it is valid; others hold the least, the greatest and a middle
/// number of their domain.
public record Question(Model model, List<Tensor> inputs) {
    private static final String SEPARATOR = "::";

    /// The call of a partial operator with these integers; nothing where a dimension is negative or a tensor would have
    /// more than `elements` elements.
    public static Optional<Question> of(PartialOperator p, long[] call, int opset, int elements) {
        List<ValueInfo> infos = new ArrayList<>();
        List<Tensor> fed = new ArrayList<>();
        Map<String, Tensor> constants = new LinkedHashMap<>();
        List<String> names = new ArrayList<>();
        for (Slot slot : p.inputs()) {
            String name = "x" + names.size();
            switch (slot) {
                case Slot.Data d -> {
                    long[] dims = dims(d, call);
                    if (!isSmall(dims, elements) || !d.dtype().isNumeric() && d.dtype() != DType.BOOL) {
                        return Optional.empty();
                    }
                    Tensor t = data(d, call);
                    if (d.constant()) {
                        constants.put(name, t);
                    } else {
                        infos.add(ValueInfo.of(name, t.type()));
                        fed.add(t);
                    }
                    names.add(name);
                }
                case Slot.Elements e -> {
                    long[] values = e.values().stream().mapToLong(v -> v.eval(call)).toArray();
                    constants.put(name, Tensor.ofLongs(e.dtype(), e.scalar() ? Shape.SCALAR : Shape.of(values.length),
                        i -> values[i]));
                    names.add(name);
                }
                case Slot.Given(Tensor t) -> {
                    constants.put(name, t);
                    names.add(name);
                }
                case Slot.Absent _ -> names.add("");
            }
        }
        List<ValueInfo> outputs = new ArrayList<>();
        for (int i = 0; i < p.outputs().size(); i++) {
            outputs.add(new ValueInfo("y" + i, new ValueInfo.OfTensor(p.outputs().get(i).dtype(), Optional.empty())));
        }
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        p.attributes().forEach((key, setting) -> attributes.put(key, attribute(setting, call)));
        int at = p.operator().indexOf(SEPARATOR);
        Node node = new Node(at < 0 ? "" : p.operator().substring(0, at), at < 0 ? p.operator() : p.operator()
            .substring(at + SEPARATOR.length()), "", names, outputs.stream().map(ValueInfo::name).toList(), attributes);
        return Optional.of(new Question(Model.of(opset, Graph.of(infos, outputs, constants, List.of(node))), fed));
    }

    private static boolean isSmall(long[] dims, int elements) {
        double size = 1;
        for (long d : dims) {
            if (d < 0) {
                return false;
            }
            size *= Math.max(1, d);
        }
        return size <= elements;
    }

    private static long[] dims(Slot.Data d, long[] call) {
        return d.dims().stream().mapToLong(e -> e.eval(call)).toArray();
    }

    /// What an input is fed, from its domain; its dimensions must not be negative.
    static Tensor data(Slot.Data d, long[] call) {
        DType t = d.dtype();
        Shape shape = Shape.of(dims(d, call));
        return switch (d.domain()) {
            case Domain.Any _,Domain.NonZero _ -> t.isReal() ? Tensor.of(t, shape, i -> 1 + i % 3)
                : Tensor.ofLongs(t, shape, i -> t == DType.BOOL ? i % 2 : 1);
            case Domain.Range(double lo, double hi) -> t.isReal() ? Tensor.of(t, shape, i -> lo + i % 3 * (hi - lo) / 2)
                : Tensor.ofLongs(t, shape, i -> Math.round(lo + i % 3 * (hi - lo) / 2));
            case Domain.Integers(Expr lo, Expr hi) -> {
                long from = lo.eval(call);
                long span = hi.eval(call) - from;
                yield t.isReal() ? Tensor.of(t, shape, i -> from + i % 3 * span / 2) : Tensor.ofLongs(t, shape,
                    i -> from + i % 3 * span / 2);
            }
        };
    }

    static Attribute attribute(Setting s, long[] call) {
        return switch (s) {
            case PartialOperator.Fixed(Attribute a) -> a;
            case PartialOperator.OneInt(Expr e) -> new Attribute.Int(e.eval(call));
            case PartialOperator.ManyInts(List<Expr> es) -> new Attribute.Ints(es.stream().map(e -> e.eval(call))
                .toList());
        };
    }
}
