package org.plumbline.generator.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.graph.operator.Domain;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.PartialOperator.Out;
import org.plumbline.graph.operator.PartialOperator.Setting;
import org.plumbline.graph.operator.Slot;
import org.plumbline.graph.rule.Expr;

/// A partial operator of which nothing is left open: its symbols have the values of a recorded call. Output shapes are
/// those of the rule; they are unknown where there is none.
record Repetition(Learned learned, long[] assignment) {
    static PartialOperator of(Learned learned, Learned.Call call) {
        return new Repetition(learned, call.assignment().stream().mapToLong(Long::longValue).toArray()).partial();
    }

    private PartialOperator partial() {
        PartialOperator open = learned.partial();
        Map<String, Setting> attributes = new LinkedHashMap<>();
        open.attributes().forEach((key, setting) -> attributes.put(key, fixed(setting)));
        return new PartialOperator(open.operator(), open.inputs().stream().map(this::fixed).toList(), attributes,
            open.outputs().stream().map(this::fixed).toList(), List.of(), List.of(), List.of());
    }

    private Slot fixed(Slot slot) {
        return switch (slot) {
            case Slot.Data d -> new Slot.Data(d.dtype(), fixed(d.dims()), fixed(d.domain()), d.constant());
            case Slot.Elements e -> new Slot.Elements(e.dtype(), fixed(e.values()), e.scalar());
            case Slot.Given g -> g;
            case Slot.Absent a -> a;
        };
    }

    private Domain fixed(Domain domain) {
        return switch (domain) {
            case Domain.Integers(Expr lo, Expr hi) -> new Domain.Integers(fixed(lo), fixed(hi));
            case Domain.Any _,Domain.NonZero _,Domain.Range _ -> domain;
        };
    }

    private Setting fixed(Setting setting) {
        return switch (setting) {
            case PartialOperator.Fixed f -> f;
            case PartialOperator.OneInt(Expr e) -> new PartialOperator.OneInt(fixed(e));
            case PartialOperator.ManyInts(List<Expr> es) -> new PartialOperator.ManyInts(fixed(es));
        };
    }

    private Out fixed(Out out) {
        if (out.shapeFromValues() || learned.status() == Learned.Status.NOT) {
            return new Out(out.dtype(), List.of(), true);
        }
        try {
            return new Out(out.dtype(), fixed(out.dims()), false);
        } catch (ArithmeticException _) {
            return new Out(out.dtype(), List.of(), true);
        }
    }

    private List<Expr> fixed(List<Expr> all) {
        List<Expr> fixed = new ArrayList<>();
        all.forEach(e -> fixed.add(fixed(e)));
        return fixed;
    }

    private Expr fixed(Expr e) {
        return Expr.of(e.eval(assignment));
    }
}
