package org.plumbline.generator.infer;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.plumbline.graph.operator.Domain;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Slot;
import org.plumbline.graph.rule.Expr;

/// Finds the outputs whose shapes follow from the values of data, as those of NonZero: calls that were accepted are asked
/// again with zeros, with ones and with numbers of both signs in the place of the usual ones.
record ShapedByValues(Labeller labeller) {
    private static final int CALLS = 6;
    private static final List<Domain> OTHERS = List.of(new Domain.Integers(Expr.of(0), Expr.of(0)), new Domain.Integers(
        Expr.of(1), Expr.of(1)), Domain.range(-8, 8));

    /// Their indices.
    Set<Integer> outputs(PartialOperator template, Observations seen) {
        Set<Integer> found = new TreeSet<>();
        int count = seen.accepted().size();
        IntStream.range(0, Math.min(CALLS, count)).map(i -> i * count / Math.min(CALLS, count)).forEach(i -> OTHERS
            .forEach(values -> {
                if (labeller.label(fed(template, values), seen.accepted().get(i)) instanceof Label.Accepted(var now)) {
                    List<List<Long>> usual = seen.shapes().get(i);
                    IntStream.range(0, usual.size()).filter(o -> !usual.get(o).equals(now.get(o))).forEach(found::add);
                }
            }));
        return found;
    }

    /// Indices stay what they are.
    private static PartialOperator fed(PartialOperator p, Domain values) {
        return new PartialOperator(p.operator(), p.inputs().stream().map(s -> s instanceof Slot.Data d && !(d
            .domain() instanceof Domain.Integers) ? new Slot.Data(d.dtype(), d.dims(), values, d.constant()) : s)
            .toList(), p.attributes(), p.outputs(), p.symbols(), p.predicates(), p.choices());
    }
}
