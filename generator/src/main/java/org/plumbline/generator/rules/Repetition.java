package org.plumbline.generator.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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

    /// What is wrong with a call of a rule: an integer of an input or attribute cannot be computed, or an accepted call
    /// has a negative dimension. Empty where nothing is.
    static Optional<String> problem(PartialOperator rule, Learned.Call call) {
        long[] assignment = call.assignment().stream().mapToLong(Long::longValue).toArray();
        try {
            for (Slot slot : rule.inputs()) {
                boolean negative = Stream.of(slot).flatMap(Repetition::dims).anyMatch(d -> d.eval(assignment) < 0);
                if (negative && call.accepted()) {
                    return Optional.of("an accepted call with a negative dimension");
                }
                Stream.of(slot).flatMap(Repetition::values).forEach(v -> v.eval(assignment));
            }
            rule.attributes().values().stream().flatMap(Repetition::values).forEach(v -> v.eval(assignment));
            return Optional.empty();
        } catch (ArithmeticException _) {
            return Optional.of("a call whose integers cannot be computed (overflow or division by zero)");
        }
    }

    private static Stream<Expr> dims(Slot slot) {
        return slot instanceof Slot.Data d ? d.dims().stream() : Stream.empty();
    }

    private static Stream<Expr> values(Slot slot) {
        return switch (slot) {
            case Slot.Data d when d.domain() instanceof Domain.Integers(Expr lo, Expr hi) -> Stream.of(lo, hi);
            case Slot.Elements e -> e.values().stream();
            case Slot.Data _,Slot.Given _,Slot.Absent _ -> Stream.empty();
        };
    }

    private static Stream<Expr> values(Setting setting) {
        return switch (setting) {
            case PartialOperator.Fixed _ -> Stream.empty();
            case PartialOperator.OneInt(Expr e) -> Stream.of(e);
            case PartialOperator.ManyInts(List<Expr> es) -> es.stream();
        };
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
            List<Expr> dims = fixed(out.dims());
            boolean negative = dims.stream().anyMatch(d -> d.eval(assignment) < 0);
            return negative ? new Out(out.dtype(), List.of(), true) : new Out(out.dtype(), dims, false);
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
