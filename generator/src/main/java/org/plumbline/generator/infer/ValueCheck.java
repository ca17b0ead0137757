package org.plumbline.generator.infer;

import java.util.List;
import java.util.stream.IntStream;
import org.plumbline.generator.rules.Learned;
import org.plumbline.generator.rules.Learned.Status;
import org.plumbline.graph.operator.Domain;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.PartialOperator.Out;
import org.plumbline.graph.operator.Slot;
import org.plumbline.graph.rule.Expr;

/// Rules speak of integers; calls are learned from with data that stays the same. Whether the data decides, too, is asked
/// with other data: an output whose shape changes with it has none that is known, inputs that must be positive are so,
/// and a rule that is right for some data only is none.
record ValueCheck(Labeller labeller) {
    private static final int CALLS = 4;
    private static final List<Domain> REALS = List.of(Domain.range(-2, 3), Domain.POSITIVE);

    Learned of(Learned learned) {
        PartialOperator rule = learned.partial();
        List<long[]> calls = learned.calls().stream().filter(Learned.Call::accepted).limit(CALLS).map(c -> c
            .assignment()
            .stream().mapToLong(Long::longValue).toArray()).toList();
        if (learned.status() == Status.NOT || calls.isEmpty()) {
            return learned;
        }
        for (Domain reals : REALS) {
            PartialOperator other = fed(rule, reals);
            List<Label> labels = calls.stream().map(c -> labeller.label(other, c)).toList();
            if (labels.stream().allMatch(Label.Accepted.class::isInstance)) {
                return with(learned, reals == Domain.POSITIVE ? positive(rule) : rule, IntStream.range(0, rule.outputs()
                    .size()).mapToObj(o -> IntStream.range(0, calls.size()).allMatch(c -> agrees(rule, calls.get(c),
                        labels.get(c), o))).toList());
            }
        }
        return new Learned(rule, Status.NOT, "whether calls are valid depends on the values of their data", learned
            .accepted(), learned.refused(), learned.calls());
    }

    private static boolean agrees(PartialOperator rule, long[] call, Label label, int output) {
        return label instanceof Label.Accepted(var shapes) && output < shapes.size() && shapes.get(output).equals(
            Learner
                .shapes(rule, call).get(output));
    }

    private static Learned with(Learned l, PartialOperator rule, List<Boolean> shaped) {
        List<Out> outs = IntStream.range(0, shaped.size()).mapToObj(o -> shaped.get(o) ? rule.outputs().get(o)
            : new Out(
                rule.outputs().get(o).dtype(), List.of(), true)).toList();
        return new Learned(new PartialOperator(rule.operator(), rule.inputs(), rule.attributes(), outs, rule.symbols(),
            rule.predicates(), rule.choices()), l.status(), l.why(), l.accepted(), l.refused(), l.calls());
    }

    private static PartialOperator fed(PartialOperator rule, Domain reals) {
        Domain one = new Domain.Integers(Expr.of(1), Expr.of(1));
        return with(rule, rule.inputs().stream().map(s -> s instanceof Slot.Data d ? in(d, d.dtype().isReal() ? reals
            : d
                .domain() instanceof Domain.Any ? one : d.domain()) : s).toList());
    }

    private static PartialOperator positive(PartialOperator rule) {
        return with(rule, rule.inputs().stream().map(s -> s instanceof Slot.Data d && d.dtype().isReal() ? in(d,
            Domain.POSITIVE) : s).toList());
    }

    private static Slot in(Slot.Data d, Domain domain) {
        return new Slot.Data(d.dtype(), d.dims(), domain, d.constant());
    }

    private static PartialOperator with(PartialOperator rule, List<Slot> inputs) {
        return new PartialOperator(rule.operator(), inputs, rule.attributes(), rule.outputs(), rule.symbols(), rule
            .predicates(), rule.choices());
    }
}
