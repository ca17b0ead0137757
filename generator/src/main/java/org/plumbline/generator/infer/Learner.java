package org.plumbline.generator.infer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.plumbline.generator.Instances;
import org.plumbline.generator.Proof;
import org.plumbline.generator.infer.Synthesis.Candidate;
import org.plumbline.generator.rules.Learned;
import org.plumbline.generator.rules.Learned.Status;
import org.plumbline.graph.Rng;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Slot;
import org.plumbline.graph.rule.Expr;
import org.plumbline.graph.rule.Pred;
import org.plumbline.graph.rule.Sym;

/// Learns the rule of one partial operator by asking: calls around those that are accepted first, then, as long as the
/// answers contradict the rule, calls that it allows, calls that break one of its predicates alone, and calls that tell
/// its candidates apart, which search and Z3 make.
public final class Learner {
    private static final int ATTEMPTS = 200;
    private static final int STARTS = 4;
    private static final int AROUND_EACH = 12;
    private static final int AROUND_MENDED = 7;
    private static final int SWEPT = 12;
    private static final long SMALL = 8;
    private static final int ROUNDS = 12;
    private static final int QUIET = 2;
    private static final int DEADLY = 12;
    private static final int PROBES = 10;
    private static final int ELEMENTS = 4096;
    private static final int CALLS = 24;
    private static final int MEASURED = 24;
    private static final int TRIES = 2;
    private static final int MORE = 60;
    private static final int BREAKING = 2;
    private static final int NEIGHBOURS = 40;

    private final Labeller labeller;
    private final Instances instances = new Instances();

    public Learner(Labeller labeller) {
        this.labeller = labeller;
    }

    /// The rule of `template`, whose outputs have types and no dimensions; a template that has no one rule is split at
    /// a number that takes few values.
    public List<Outcome> learn(PartialOperator template, Rng rng) {
        return learn(template, List.of(), rng);
    }

    /// The same from calls of which some are known to be accepted.
    List<Outcome> learn(PartialOperator template, List<long[]> calls, Rng rng) {
        Observations known = new Observations();
        calls.forEach(call -> known.add(call, labeller.label(template, call)));
        return new Splits(this).learn(template, known, rng);
    }

    /// A rule, and what it is worth on calls that it was not learned from.
    public record Outcome(Learned learned, Heldout heldout) {
    }

    /// A rule and what it was learned from.
    record Known(Learned learned, Observations seen) {
    }

    /// Asks for calls that are not among those seen, each once. Nothing is measured where there is no rule, and nothing
    /// outside the ranges that the rule's symbols have.
    Outcome measured(Known known, Rng rng) {
        PartialOperator rule = known.learned().partial();
        Observations seen = known.seen();
        Heldout sum = Heldout.NONE;
        if (known.learned().status() == Status.NOT) {
            return new Outcome(known.learned(), sum);
        }
        Draws draws = new Draws(rule.symbols(), rng);
        Set<Term.Key> asked = new HashSet<>();
        for (int i = 0; i < MEASURED; i++) {
            Optional<long[]> allowed = instances.solve(rule, List.of(), ELEMENTS, rng).filter(c -> !seen.has(c) && asked
                .add(new Term.Key(c)));
            sum = sum.plus(allowed.map(c -> switch (labeller.label(rule, c)) {
                case Label.Accepted a -> new Heldout(1, agrees(rule, c, a) ? 1 : 0, 0, 0);
                case Label.Refused _ -> new Heldout(1, 0, 0, 0);
                case Label.Unsupported _,Label.Lost _,Label.Unasked _ -> Heldout.NONE;
            }).orElse(Heldout.NONE));
            long[] near = draws.near(rng.pick(seen.accepted()));
            if (!seen.has(near) && asked.add(new Term.Key(near)) && labeller.label(rule,
                near) instanceof Label.Accepted) {
                sum = sum.plus(new Heldout(0, 0, 1, allows(rule, near) ? 1 : 0));
            }
        }
        return new Outcome(doubted(known.learned(), sum), sum);
    }

    /// No rule is solved that a fresh call contradicts.
    private static Learned doubted(Learned l, Heldout held) {
        return l.status() != Status.SOLVED || held.right() == held.allowed() ? l : new Learned(l.partial(),
            Status.PARTLY, held.allowed() - held.right() + " of " + held.allowed()
                + " fresh calls are not as the rule says", l.accepted(), l.refused(), l.calls());
    }

    /// One template as it is; `known` are calls whose labels are known.
    Known single(PartialOperator template, Observations known, Rng rng) {
        return new Session(template, known, rng, false).run();
    }

    /// The same once more, with expressions in which a symbol may occur twice.
    Known again(PartialOperator template, Observations known, Rng rng) {
        return new Session(template, known, rng, true).run();
    }

    /// Asks for calls in which a symbol has values that no accepted call has so far, until one gets no answer.
    void sweep(PartialOperator template, Observations seen, Sym s) {
        List<long[]> some = spread(List.copyOf(seen.accepted()), SWEPT).toList();
        int lost = seen.lost().size();
        LongStream.rangeClosed(Math.max(s.lo(), -SMALL), Math.min(s.hi(), SMALL)).filter(v -> seen.accepted().stream()
            .noneMatch(c -> c[s.index()] == v)).boxed().flatMap(v -> some.stream().map(c -> {
                long[] call = c.clone();
                call[s.index()] = v;
                return call;
            })).filter(c -> !seen.has(c)).takeWhile(_ -> seen.lost().size() == lost).forEach(c -> seen.add(c, labeller
                .label(template, c)));
    }

    /// One template being learned. Mutable; lives for one call.
    private final class Session {
        private final PartialOperator template;
        private final Observations seen;
        private final Draws draws;
        private final Rng rng;
        private final boolean twice;
        private Set<Integer> open = Set.of();

        Session(PartialOperator template, Observations seen, Rng rng, boolean twice) {
            this.template = template;
            this.seen = seen;
            this.rng = rng;
            this.draws = new Draws(template.symbols(), rng);
            this.twice = twice;
        }

        Known run() {
            for (int i = 0; i < ATTEMPTS && seen.accepted().size() < STARTS && seen.unsupported().isEmpty(); i++) {
                ask(draws.fresh(i));
            }
            if (seen.accepted().isEmpty()) {
                return outcome(template, Status.NOT, seen.unsupported().isEmpty() ? "no call was accepted"
                    : "not implemented: " + seen.unsupported());
            }
            spread(List.copyOf(seen.accepted()), STARTS).forEach(call -> draws.around(call, AROUND_EACH * (1 + template
                .symbols().size())).forEach(this::ask));
            explore();
            return refine();
        }

        /// Walks to calls that are simpler than the first accepted one, or have more room, and looks around there.
        private void explore() {
            Moves moves = new Moves(template.symbols(), this::accepts);
            long[] plain = moves.plain(seen.accepted().getFirst());
            long[] small = moves.small(plain);
            Stream.of(plain, small, moves.roomy(small)).flatMap(call -> draws.around(call, AROUND_EACH * (1 + template
                .symbols().size())).stream()).forEach(this::ask);
            moves.mend(plain).forEach(call -> draws.around(call, AROUND_MENDED * (1 + template.symbols().size()))
                .forEach(
                    this::ask));
        }

        private boolean accepts(long[] call) {
            ask(call);
            return seen.accepts(call);
        }

        /// Tries again with more calls where no rule was found.
        private Optional<Candidate> synthesized() {
            Synthesis synthesis = new Synthesis(template, twice, open);
            Optional<Candidate> candidate = synthesis.of(seen);
            for (int i = 0; i < tries() && candidate.isEmpty() && !seen.ranksDiffer(open); i++) {
                if (i == 0) {
                    Moves moves = new Moves(template.symbols(), this::accepts);
                    moves.pairs(moves.roomy(moves.small(moves.plain(seen.accepted().getFirst()))));
                } else {
                    IntStream.range(0, MORE).forEach(_ -> ask(draws.near(rng.pick(seen.accepted()))));
                }
                candidate = synthesis.of(seen);
            }
            return candidate;
        }

        /// A flag is better split at.
        private int tries() {
            return template.symbols().stream().anyMatch(s -> s.hi() - s.lo() == 1) ? 0 : TRIES;
        }

        private Known refine() {
            Optional<Candidate> candidate = synthesized();
            int quiet = 0;
            int last = 0;
            for (int round = 0; round < ROUNDS && quiet < QUIET && candidate.isPresent(); round++) {
                last = challenge(candidate.get());
                quiet = last == 0 ? quiet + 1 : 0;
                if (last > 0) {
                    candidate = synthesized();
                }
            }
            if (candidate.isEmpty() && open.isEmpty()) {
                open = new ShapedByValues(labeller).outputs(template, seen);
                if (!open.isEmpty()) {
                    return refine();
                }
            }
            if (candidate.isEmpty()) {
                return outcome(template, Status.NOT, "no expression gives the output shapes");
            }
            Candidate c = candidate.get();
            return quiet >= QUIET && c.unexplained() == 0 && !isDeadly() ? outcome(c.rule(), Status.SOLVED, "")
                : outcome(c.rule(),
                    Status.PARTLY, isDeadly() ? "the target dies too often" : c.unexplained() > 0 ? c.unexplained()
                        + " refused calls fit the rule"
                        : last + " calls of the last round contradict the rule");
        }

        /// Each death costs a new process.
        private boolean isDeadly() {
            return seen.lost().size() >= DEADLY;
        }

        private Known outcome(PartialOperator rule, Status status, String why) {
            String lost = seen.lost().isEmpty() ? "" : (why.isEmpty() ? "" : "; ") + seen.lost().size()
                + " calls got no answer: " + seen.lost().getFirst();
            return new Known(new Learned(rule, status, why + lost, seen.accepted().size(), seen.refused().size(), seen
                .some(CALLS)), seen);
        }

        /// How many answers contradict the candidate; where it and others differ, it is among what is asked.
        private int challenge(Candidate c) {
            List<long[]> calls = new ArrayList<>();
            PartialOperator rule = c.rule();
            for (int i = 0; i < PROBES; i++) {
                instances.search(rule, List.of(), ELEMENTS, rng).or(() -> neighbour(call -> allows(rule, call)))
                    .ifPresent(
                        calls::add);
                calls.add(draws.near(rng.pick(seen.accepted())));
                instances.solve(rule, pinned(rule, rng.pick(seen.accepted())), ELEMENTS, rng).ifPresent(calls::add);
            }
            calls.addAll(draws.edges(rng.pick(seen.accepted())));
            for (Pred p : rule.predicates()) {
                PartialOperator weaker = without(rule, p);
                Predicate<long[]> breaks = call -> !p.holds(call) && allows(weaker, call);
                List<long[]> broken = new ArrayList<>();
                for (int i = 0; i < BREAKING; i++) {
                    instances.search(weaker, List.of(p.negated()), ELEMENTS, rng).filter(breaks).ifPresent(broken::add);
                    neighbour(breaks).ifPresent(broken::add);
                }
                if (broken.isEmpty()) {
                    Proof.breaking(weaker, p).filter(breaks).ifPresent(broken::add);
                }
                broken.forEach(call -> calls.add(Moves.towards(rng.pick(seen.accepted()), call, breaks)));
            }
            instances.solve(rule, List.of(), ELEMENTS, rng).ifPresent(calls::add);
            c.others().forEach(o -> instances.solve(rule, List.of(o.best().ne(o.other())), ELEMENTS, rng).ifPresent(
                calls::add));
            return (int) calls.stream().filter(call -> contradicts(rule, call)).count();
        }

        /// What generation asks for: that an input has the shape of a value that exists.
        private List<Pred> pinned(PartialOperator rule, long[] call) {
            List<Slot.Data> data = rule.inputs().stream().filter(Slot.Data.class::isInstance).map(Slot.Data.class::cast)
                .toList();
            return data.isEmpty() ? List.of() : rng.pick(data).dims().stream().map(d -> d.eq(d.eval(call))).toList();
        }

        /// A new call near to one that was accepted.
        private Optional<long[]> neighbour(Predicate<long[]> wanted) {
            return Stream.generate(() -> draws.near(rng.pick(seen.accepted()))).limit(NEIGHBOURS).filter(c -> !seen.has(
                c) && wanted.test(c)).findFirst();
        }

        private boolean contradicts(PartialOperator rule, long[] call) {
            return !seen.has(call) && !agrees(rule, call, ask(call));
        }

        private Label ask(long[] call) {
            if (seen.has(call) || isDeadly()) {
                return new Label.Unasked("known, or the target dies too often");
            }
            Label label = labeller.label(template, call);
            seen.add(call, label);
            return label;
        }
    }

    /// Whether a label is what a rule says; one that says nothing of validity agrees.
    public static boolean agrees(PartialOperator rule, long[] call, Label label) {
        return switch (label) {
            case Label.Accepted(var shapes) -> allows(rule, call) && gives(rule, call, shapes);
            case Label.Refused _ -> !allows(rule, call);
            case Label.Unsupported _,Label.Lost _,Label.Unasked _ -> true;
        };
    }

    /// Whether outputs have the shapes that a rule gives; one whose shape depends on values may have any.
    private static boolean gives(PartialOperator rule, long[] call, List<List<Long>> shapes) {
        List<List<Long>> given = shapes(rule, call);
        return shapes.size() == given.size() && IntStream.range(0, given.size()).allMatch(i -> rule.outputs().get(i)
            .shapeFromValues() || given.get(i).equals(shapes.get(i)));
    }

    /// Whether a rule allows a call: its predicates hold, and no output has a negative dimension.
    public static boolean allows(PartialOperator rule, long[] call) {
        return rule.symbols().stream().allMatch(s -> call[s.index()] >= s.lo() && call[s.index()] <= s.hi()) && rule
            .predicates().stream().allMatch(p -> p.holds(call)) && shapes(rule, call).stream().flatMap(List::stream)
                .allMatch(d -> d >= 0);
    }

    /// The output shapes that a rule gives; a dimension without a value is −1.
    public static List<List<Long>> shapes(PartialOperator rule, long[] call) {
        return rule.outputs().stream().map(o -> o.dims().stream().map(e -> value(e, call)).toList()).toList();
    }

    private static long value(Expr e, long[] call) {
        long v = Terms.leaf(e, List.of(call)).values()[0];
        return v == Term.NONE ? -1 : v;
    }

    /// The rule without one of its predicates.
    public static PartialOperator without(PartialOperator rule, Pred p) {
        return new PartialOperator(rule.operator(), rule.inputs(), rule.attributes(), rule.outputs(), rule.symbols(),
            rule
                .predicates().stream().filter(o -> o != p).toList(), List.of());
    }

    /// At most `count` of a list, spread over it.
    private static Stream<long[]> spread(List<long[]> all, int count) {
        return all.size() <= count ? all.stream() : LongStream.range(0, count).mapToObj(i -> all.get((int) (i * all
            .size() / count)));
    }

    /// The symbol itself with a smaller range.
    static Sym narrowed(Sym s, long lo, long hi) {
        return new Sym(s.index(), s.name(), s.role(), lo, hi);
    }
}
