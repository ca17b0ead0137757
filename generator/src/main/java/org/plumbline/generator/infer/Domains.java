package org.plumbline.generator.infer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.plumbline.generator.rules.Learned;
import org.plumbline.graph.DType;
import org.plumbline.graph.operator.Domain;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.PartialOperator.Out;
import org.plumbline.graph.operator.Slot;
import org.plumbline.graph.rule.Expr;

/// Finds out what a rule says of data that it was not learned with. Rules are learned with small positive numbers; here
/// some of their accepted calls are asked again with others, as inputs and as initializers: a data input gets the widest
/// domain that is taken, an output whose shape changes has none that follows from the integers, and a rule that holds
/// only as long as nobody can look at a value is no rule.
public final class Domains {
    private static final int CALLS = 3;
    private static final int ELEMENTS = 1 << 14;
    private static final Domain MANY = Domain.range(-24.5, 24.5);
    private static final Domain HUNDRED = whole(100, 100);
    private static final Domain UNIT = Domain.range(0, 1);

    private final Labeller labeller;

    public Domains(Labeller labeller) {
        this.labeller = labeller;
    }

    /// The domains tried for one input, widest first, each with the values by which it is tried.
    private record Candidate(Domain domain, List<Domain> tried) {
    }

    /// The same rule with what was found out. One without accepted calls stays as it is.
    public Learned of(Learned learned) {
        List<long[]> calls = learned.calls().stream().filter(Learned.Call::accepted).limit(CALLS).map(c -> c
            .assignment().stream().mapToLong(Long::longValue).toArray()).toList();
        return calls.isEmpty() ? learned : new Probe(learned, calls).run();
    }

    /// One rule being tried. Mutable; lives for one call.
    private final class Probe {
        private final Learned learned;
        private final PartialOperator rule;
        private final List<long[]> calls;
        private final Set<Integer> fromValues = new TreeSet<>();
        private final Map<List<Long>, List<List<Long>>> usual = new HashMap<>();

        Probe(Learned learned, List<long[]> calls) {
            this.learned = learned;
            this.rule = learned.partial();
            this.calls = calls;
        }

        Learned run() {
            for (long[] call : calls) {
                if (labeller.label(rule, call) instanceof Label.Accepted(var shapes)) {
                    usual.put(key(call), shapes);
                }
            }
            List<Slot> slots = new ArrayList<>(rule.inputs());
            for (int i = 0; i < slots.size(); i++) {
                if (slots.get(i) instanceof Slot.Data d && !d.constant() && !usual.isEmpty()) {
                    List<Candidate> fitting = new ArrayList<>();
                    for (Candidate c : candidates(d)) {
                        if (fitting.isEmpty() && holds(i, d, c)) {
                            fitting.add(c);
                        }
                    }
                    if (fitting.isEmpty()) {
                        return new Learned(rule, Learned.Status.NOT, "input " + i
                            + " is refused once its value is known", learned.accepted(), learned.refused(), List.of());
                    }
                    slots.set(i, new Slot.Data(d.dtype(), d.dims(), fitting.getFirst().domain, false));
                }
            }
            List<Out> outputs = IntStream.range(0, rule.outputs().size()).mapToObj(i -> fromValues.contains(i)
                ? new Out(
                    rule.outputs().get(i).dtype(), List.of(), true) : rule.outputs().get(i)).toList();
            return new Learned(with(slots, outputs), learned.status(), learned.why(), learned.accepted(), learned
                .refused(), learned.calls());
        }

        private boolean holds(int slot, Slot.Data d, Candidate c) {
            return c.tried.stream().allMatch(values -> isTaken(slot, d, values));
        }

        private boolean isTaken(int slot, Slot.Data d, Domain values) {
            Slot.Data fed = new Slot.Data(d.dtype(), d.dims(), values, false);
            boolean all = usual.keySet().stream().allMatch(c -> isTaken(slot, fed, array(c)));
            return all && usual.keySet().stream().map(Domains::array).min(Comparator.comparingLong(c -> size(d, c)))
                .filter(c -> size(d, c) <= ELEMENTS).filter(c -> isTaken(slot, new Slot.Given(Question.data(fed, c)),
                    c)).isPresent();
        }

        private boolean isTaken(int slot, Slot fed, long[] call) {
            List<Slot> slots = new ArrayList<>(rule.inputs());
            slots.set(slot, fed);
            if (!(labeller.label(with(slots, rule.outputs()), call) instanceof Label.Accepted(var shapes))) {
                return false;
            }
            List<List<Long>> before = usual.get(key(call));
            for (int i = 0; i < Math.min(shapes.size(), before.size()); i++) {
                if (!shapes.get(i).equals(before.get(i))) {
                    fromValues.add(i);
                }
            }
            return true;
        }

        private PartialOperator with(List<Slot> inputs, List<Out> outputs) {
            return new PartialOperator(rule.operator(), inputs, rule.attributes(), outputs, rule.symbols(), rule
                .predicates(), List.of());
        }
    }

    private static long size(Slot.Data d, long[] call) {
        return d.dims().stream().mapToLong(e -> e.eval(call)).reduce(1, Math::multiplyExact);
    }

    private static List<Candidate> candidates(Slot.Data d) {
        DType t = d.dtype();
        if (t == DType.BOOL) {
            return List.of(new Candidate(Domain.ANY, List.of(whole(0, 0), whole(1, 1))));
        }
        boolean signed = t.isReal() || t.minValue() < 0;
        Domain extremes = t.isReal() ? MANY : whole(Math.max(t.minValue(), Integer.MIN_VALUE), Math.min(t.maxValue(),
            Integer.MAX_VALUE));
        List<Domain> positive = List.of(whole(1, 1), whole(8, 8), whole(1, 8));
        List<Domain> natural = with(positive, whole(0, 0));
        List<Domain> small = signed ? with(natural, whole(-1, -1), whole(-8, -8)) : natural;
        Candidate any = new Candidate(Domain.ANY, with(small, HUNDRED, extremes));
        if (d.domain() instanceof Domain.Integers) {
            return List.of(any, new Candidate(d.domain(), List.of(d.domain())));
        }
        List<Candidate> all = new ArrayList<>(List.of(any, new Candidate(whole(signed ? -8 : 0, 8), small),
            new Candidate(
                Domain.NON_ZERO, signed ? with(positive, whole(-1, -1), whole(-8, -8)) : positive), new Candidate(whole(
                    0,
                    8), natural), new Candidate(whole(1, 8), positive)));
        if (t.isReal()) {
            all.add(new Candidate(UNIT, List.of(whole(0, 0), whole(1, 1), UNIT)));
        }
        all.add(new Candidate(whole(1, t.isReal() ? 3 : 1), List.of(Domain.ANY)));
        return all;
    }

    private static List<Domain> with(List<Domain> some, Domain... more) {
        List<Domain> all = new ArrayList<>(some);
        all.addAll(List.of(more));
        return all;
    }

    private static Domain whole(long lo, long hi) {
        return new Domain.Integers(Expr.of(lo), Expr.of(hi));
    }

    private static List<Long> key(long[] call) {
        return java.util.Arrays.stream(call).boxed().toList();
    }

    private static long[] array(List<Long> call) {
        return call.stream().mapToLong(Long::longValue).toArray();
    }
}
