package org.plumbline.generator.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.plumbline.graph.DType;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.onnx.ModelPrinter;
import org.plumbline.graph.operator.Domain;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Slot;
import org.plumbline.graph.rule.Expr;

/// The parts of a rule in words and algebra, for people.
final class RuleText {
    private RuleText() {
    }

    /// What tells a partial operator from the others of its operator: dtypes and ranks of its inputs, and its
    /// attributes, where they are not integers that the rule is about.
    static String identity(PartialOperator p) {
        Map<String, String> attributes = new TreeMap<>();
        p.attributes().forEach((name, s) -> attributes.put(name, switch (s) {
            case PartialOperator.Fixed f -> name + " = " + ModelPrinter.print(f.value());
            case PartialOperator.OneInt _ -> name + ": int";
            case PartialOperator.ManyInts(List<Expr> values) -> name + ": ints[" + values.size() + "]";
        }));
        String inputs = p.inputs().stream().map(RuleText::kind).collect(Collectors.joining(", "));
        return "(" + inputs + ")" + attributes.values().stream().map(a -> " " + a).collect(Collectors.joining(","));
    }

    private static String kind(Slot slot) {
        return switch (slot) {
            case Slot.Data d -> d.dtype() + " of rank " + d.dims().size();
            case Slot.Elements e -> e.values().size() + " " + e.dtype() + (e.scalar() ? " as a scalar" : "");
            case Slot.Given(Tensor t) -> t.toString();
            case Slot.Absent() -> "absent";
        };
    }

    /// What the rule says, by heading, in the order of reading. Ranges of symbols are left out.
    static Map<String, List<String>> parts(Learned rule) {
        PartialOperator p = rule.partial();
        Map<String, List<String>> parts = new LinkedHashMap<>();
        parts.put("status", List.of(rule.status().name().toLowerCase(Locale.ROOT)
            + (rule.why().isEmpty() ? "" : ": " + rule.why())));
        parts.put("inputs", numbered(p.inputs().stream().map(RuleText::input).toList()));
        List<String> attributes = new ArrayList<>();
        p.attributes().forEach((name, s) -> attributes.add(name + " = " + setting(s)));
        parts.put("attributes", attributes);
        parts.put("valid if", p.predicates().stream().map(Algebra::print).toList());
        parts.put("outputs", numbered(p.outputs().stream().map(o -> tensor(o.dtype(), o.dims())
            + (o.shapeFromValues() ? " of a shape that depends on values" : "")).toList()));
        return parts;
    }

    private static List<String> numbered(List<String> texts) {
        return IntStream.range(0, texts.size()).mapToObj(i -> i + ": " + texts.get(i)).toList();
    }

    private static String input(Slot slot) {
        return switch (slot) {
            case Slot.Data d -> tensor(d.dtype(), d.dims()) + (d.constant() ? ", constant" : "") + domain(d.domain());
            case Slot.Elements(DType dtype, List<Expr> values, boolean scalar) -> dtype + " "
                + (scalar ? Algebra.print(values.getFirst()) : algebra(values, "{", "}")) + ", constant";
            case Slot.Given(Tensor t) -> t + ", constant";
            case Slot.Absent() -> "absent";
        };
    }

    private static String domain(Domain domain) {
        return switch (domain) {
            case Domain.Any() -> "";
            case Domain.NonZero() -> ", not zero";
            case Domain.Range(double lo, double hi) -> ", from " + lo + " to " + hi;
            case Domain.Integers(Expr lo, Expr hi) -> ", from " + Algebra.print(lo) + " to " + Algebra.print(hi);
        };
    }

    private static String setting(PartialOperator.Setting setting) {
        return switch (setting) {
            case PartialOperator.Fixed f -> ModelPrinter.print(f.value());
            case PartialOperator.OneInt(Expr value) -> Algebra.print(value);
            case PartialOperator.ManyInts(List<Expr> values) -> algebra(values, "[", "]");
        };
    }

    private static String tensor(DType dtype, List<Expr> dims) {
        return dtype + algebra(dims, "[", "]");
    }

    private static String algebra(List<Expr> values, String open, String close) {
        return values.stream().map(Algebra::print).collect(Collectors.joining(", ", open, close));
    }
}
