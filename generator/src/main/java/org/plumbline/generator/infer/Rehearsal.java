package org.plumbline.generator.infer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.plumbline.generator.rules.Learned;
import org.plumbline.generator.rules.Learned.Status;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.edit.Bounds;
import org.plumbline.graph.edit.Drawing;
import org.plumbline.graph.operator.Domain;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Slot;
import org.plumbline.graph.rule.Expr;

/// Asks calls of a rule as generation will make them: all data drawn at once from the inputs' domains, each input fed or
/// known beforehand. What holds for one input at a time may fail for several together, as where a kernel looks at a
/// vector only if two scales differ.
record Rehearsal(Labeller labeller) {
    private static final int CALLS = 16;
    private static final int ELEMENTS = 4096;

    /// The same rule, partly solved where a call is not taken as it says.
    Learned of(Learned learned, Rng rng) {
        List<long[]> calls = learned.calls().stream().filter(Learned.Call::accepted).map(c -> c.assignment().stream()
            .mapToLong(v -> v).toArray()).toList();
        if (learned.status() != Status.SOLVED || calls.isEmpty() || learned.partial().inputs().stream().noneMatch(
            Slot.Data.class::isInstance)) {
            return learned;
        }
        long wrong = IntStream.range(0, CALLS).filter(_ -> !isTaken(learned.partial(), rng.pick(calls), rng)).count();
        return wrong == 0 ? learned : new Learned(learned.partial(), Status.PARTLY, wrong + " of " + CALLS
            + " calls with other data are not as the rule says", learned.accepted(), learned.refused(), learned
                .calls());
    }

    private boolean isTaken(PartialOperator rule, long[] call, Rng rng) {
        List<Slot> slots = new ArrayList<>(rule.inputs());
        slots.replaceAll(slot -> slot instanceof Slot.Data d ? drawn(d, call, rng) : slot);
        PartialOperator fed = new PartialOperator(rule.operator(), slots, rule.attributes(), rule.outputs(), rule
            .symbols(), rule.predicates(), List.of());
        return switch (labeller.label(fed, call)) {
            case Label.Accepted a -> Learner.agrees(rule, call, a);
            case Label.Refused _,Label.Lost _ -> false;
            case Label.Unsupported _,Label.Unasked _ -> true;
        };
    }

    private static Slot drawn(Slot.Data d, long[] call, Rng rng) {
        Bounds bounds = Bounds.of(d.domain(), call);
        if (bounds.isEmpty()) {
            return d;
        }
        Shape shape = Shape.of(d.dims().stream().mapToLong(e -> e.eval(call)).toArray());
        if (shape.size() <= ELEMENTS && (d.constant() || rng.trueInOneOutOf(2))) {
            return new Slot.Given(Drawing.tensor(rng, d.dtype(), shape, bounds, false));
        }
        Tensor one = Drawing.tensor(rng, d.dtype(), Shape.SCALAR, bounds, false);
        return new Slot.Data(d.dtype(), d.dims(), d.dtype().isReal() ? Domain.range(one.getDouble(0), one.getDouble(0))
            : new Domain.Integers(Expr.of(one.getLong(0)), Expr.of(one.getLong(0))), d.constant());
    }
}
