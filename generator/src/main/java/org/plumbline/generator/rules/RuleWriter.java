package org.plumbline.generator.rules;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.plumbline.graph.DType;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.edit.AttributeJson;
import org.plumbline.graph.json.TensorJson;
import org.plumbline.graph.operator.Domain;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Slot;
import org.plumbline.graph.rule.Expr;
import org.plumbline.graph.rule.Sym;

/// What was learned of one partial operator, as JSON; [RuleReader] reads it. Fields that would say the usual are left
/// out.
final class RuleWriter {
    private final JsonMapper mapper = JsonMapper.builder().build();

    ObjectNode write(Learned rule) {
        PartialOperator p = rule.partial();
        ObjectNode json = mapper.createObjectNode().put("status", lower(rule.status()));
        if (!rule.why().isEmpty()) {
            json.put("why", rule.why());
        }
        json.put("accepted", rule.accepted()).put("refused", rule.refused());
        json.set("symbols", list(p.symbols(), this::symbol));
        json.set("inputs", list(p.inputs(), this::slot));
        ObjectNode attributes = json.putObject("attributes");
        p.attributes().forEach((name, s) -> attributes.set(name, setting(s)));
        json.set("outputs", list(p.outputs(), this::out));
        ArrayNode predicates = json.putArray("predicates");
        p.predicates().forEach(q -> predicates.add(Algebra.print(q)));
        json.set("calls", list(rule.calls(), this::call));
        return json;
    }

    private <T> ArrayNode list(List<T> values, Function<T, ObjectNode> json) {
        ArrayNode array = mapper.createArrayNode();
        values.forEach(v -> array.add(json.apply(v)));
        return array;
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private ObjectNode symbol(Sym s) {
        ObjectNode json = mapper.createObjectNode().put("name", s.name()).put("role", lower(s.role()));
        json.putArray("range").add(s.lo()).add(s.hi());
        return json;
    }

    private ObjectNode slot(Slot slot) {
        ObjectNode json = mapper.createObjectNode();
        switch (slot) {
            case Slot.Data(DType dtype, List<Expr> dims, Domain domain, boolean constant) -> {
                json.put("data", dtype.onnxName()).set("dims", algebra(dims));
                domain(json, domain);
                if (constant) {
                    json.put("constant", true);
                }
            }
            case Slot.Elements(DType dtype, List<Expr> values, boolean scalar) -> {
                json.put("elements", dtype.onnxName()).set("values", algebra(values));
                if (scalar) {
                    json.put("scalar", true);
                }
            }
            case Slot.Given(Tensor t) -> json.set("given", TensorJson.write(t));
            case Slot.Absent() -> json.put("absent", true);
        }
        return json;
    }

    private void domain(ObjectNode json, Domain domain) {
        switch (domain) {
            case Domain.Any() -> {
            }
            case Domain.NonZero() -> json.put("nonzero", true);
            case Domain.Range(double lo, double hi) -> json.putArray("range").add(lo).add(hi);
            case Domain.Integers(Expr lo, Expr hi) -> json.set("integers", algebra(List.of(lo, hi)));
        }
    }

    private ObjectNode setting(PartialOperator.Setting setting) {
        return switch (setting) {
            case PartialOperator.Fixed f -> AttributeJson.write(f.value());
            case PartialOperator.OneInt(Expr value) -> mapper.createObjectNode().put("rule", Algebra.print(value));
            case PartialOperator.ManyInts(List<Expr> values) -> mapper.createObjectNode().set("rules", algebra(values));
        };
    }

    private ObjectNode out(PartialOperator.Out out) {
        ObjectNode json = mapper.createObjectNode().put("dtype", out.dtype().onnxName());
        json.set("dims", algebra(out.dims()));
        return out.shapeFromValues() ? json.put("shapeFromValues", true) : json;
    }

    private ObjectNode call(Learned.Call call) {
        ObjectNode json = mapper.createObjectNode().put("accepted", call.accepted());
        ArrayNode values = json.putArray("values");
        call.assignment().forEach(values::add);
        return json;
    }

    private ArrayNode algebra(List<Expr> values) {
        ArrayNode array = mapper.createArrayNode();
        values.forEach(v -> array.add(Algebra.print(v)));
        return array;
    }
}
