package org.plumbline.generator;

import com.microsoft.z3.ArithExpr;
import com.microsoft.z3.IntExpr;
import com.microsoft.z3.IntSort;
import com.microsoft.z3.Model;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Slot;
import org.plumbline.graph.rule.Expr;
import org.plumbline.graph.rule.Sym;

/// A graph whose dimensions, attributes and shape-like constants are still symbols: partial operators, what feeds them,
/// and one incremental solver that knows the rules of all. An insertion that contradicts the rest is taken back, so the
/// whole can always be solved; values of different origin may meet in one operator, since none has a shape yet.
final class Blueprint implements AutoCloseable {
    private static final int ROUNDS = 64;

    /// A tensor in the graph: output `index` of operator `node`, or a data input of it that is fed by nothing yet.
    record Place(int node, int index, boolean output) {
    }

    /// An operator of the graph and the places that feed its inputs, by position.
    record Placed(PartialOperator partial, Map<Integer, Place> fed) {
        Placed {
            fed = Map.copyOf(fed);
        }
    }

    private final int budget;
    private final Formulas formulas;
    private final Wishes wishes;
    private final List<Placed> placed = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<List<IntExpr>> symbols = new ArrayList<>();
    private final List<Set<Sym>> derived = new ArrayList<>();
    private final List<Integer> order = new ArrayList<>();
    private final Map<Place, Place> produced = new LinkedHashMap<>();

    /// An empty graph; `budget` is the wished number of elements per tensor.
    Blueprint(int budget, int seed) {
        this.budget = budget;
        formulas = new Formulas(seed);
        wishes = new Wishes(formulas);
    }

    @Override
    public void close() {
        formulas.close();
    }

    /// The operators, each after those that feed it; places name them by their position in [#placed].
    List<Integer> order() {
        return List.copyOf(order);
    }

    List<Placed> placed() {
        return List.copyOf(placed);
    }

    /// What stands at a place now: an input that got a producer is the producer's output.
    Place current(Place place) {
        return produced.getOrDefault(place, place);
    }

    /// Tensors of known rank that operators may read.
    List<Place> values() {
        List<Place> values = new ArrayList<>(inputs());
        for (int n = 0; n < placed.size(); n++) {
            for (int i = 0; i < placed.get(n).partial.outputs().size(); i++) {
                if (!placed.get(n).partial.outputs().get(i).shapeFromValues()) {
                    values.add(new Place(n, i, true));
                }
            }
        }
        return values;
    }

    /// Data inputs that nothing feeds and that do not ask for an initializer.
    List<Place> inputs() {
        List<Place> inputs = new ArrayList<>();
        for (int n = 0; n < placed.size(); n++) {
            for (int i = 0; i < placed.get(n).partial.inputs().size(); i++) {
                Place place = new Place(n, i, false);
                if (placed.get(n).partial.inputs().get(i) instanceof Slot.Data d && !d.constant()
                    && !placed.get(n).fed.containsKey(i) && !produced.containsKey(place)) {
                    inputs.add(place);
                }
            }
        }
        return inputs;
    }

    DType dtype(Place place) {
        PartialOperator partial = placed.get(place.node).partial;
        return place.output ? partial.outputs().get(place.index).dtype()
            : ((Slot.Data) partial.inputs().get(place.index)).dtype();
    }

    List<Expr> dims(Place place) {
        PartialOperator partial = placed.get(place.node).partial;
        return place.output ? partial.outputs().get(place.index).dims()
            : ((Slot.Data) partial.inputs().get(place.index)).dims();
    }

    /// Puts an operator behind the places that feed it. False, and nothing changed, where that contradicts the rest or
    /// Z3 does not find out within its limit.
    boolean append(PartialOperator partial, Map<Integer, Place> fed) {
        Placed next = new Placed(partial, fed);
        Map<Place, Place> equal = new LinkedHashMap<>();
        fed.forEach((slot, place) -> equal.put(new Place(placed.size(), slot, false), place));
        if (!insert(next, equal)) {
            return false;
        }
        order.add(placed.size() - 1);
        return true;
    }

    /// Puts an operator in front of all others: its first output replaces `input`. False as above.
    boolean prepend(PartialOperator partial, Place input) {
        Place output = new Place(placed.size(), 0, true);
        if (!insert(new Placed(partial, Map.of()), Map.of(input, output))) {
            return false;
        }
        order.addFirst(placed.size() - 1);
        produced.put(input, output);
        return true;
    }

    private boolean insert(Placed next, Map<Place, Place> equal) {
        formulas.push();
        Problem problem = Problem.of(next.partial, List.of(), budget);
        placed.add(next);
        problems.add(problem);
        symbols.add(formulas.declare(problem));
        derived.add(new HashSet<>());
        boolean fits = equal.entrySet().stream().allMatch(e -> equate(e.getKey(), e.getValue()))
            && wishes.addRanges(problem, symbols.getLast());
        if (!fits) {
            formulas.pop();
            placed.removeLast();
            problems.removeLast();
            symbols.removeLast();
            derived.removeLast();
        } else {
            equal.forEach((follower, _) -> derive(follower));
        }
        return fits;
    }

    /// The dimensions of a place follow from another's.
    private void derive(Place follower) {
        dims(follower).stream().filter(Sym.class::isInstance).map(Sym.class::cast)
            .forEach(derived.get(follower.node)::add);
    }

    private boolean equate(Place a, Place b) {
        List<ArithExpr<IntSort>> left = sizes(a);
        List<ArithExpr<IntSort>> right = sizes(b);
        if (dtype(a) != dtype(b) || left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            formulas.require(formulas.equal(left.get(i), right.get(i)));
        }
        return true;
    }

    private List<ArithExpr<IntSort>> sizes(Place place) {
        return dims(place).stream().map(e -> formulas.of(e, symbols.get(place.node))).toList();
    }

    /// Integers for all symbols, per operator in the order of [#placed], near what their bins ask for; nothing where Z3
    /// does not find any within its limit.
    Optional<List<long[]>> solve(Rng rng) {
        for (int n = 0; n < placed.size(); n++) {
            wishes.addValues(problems.get(n), symbols.get(n), derived.get(n), rng);
        }
        return wishes.grant(ROUNDS, rng).map(this::read).filter(this::holds);
    }

    /// Whether no tensor of an operator is above the budget, which the solver is not told of.
    boolean affordable(int node, long[] assignment) {
        return problems.get(node).affordable(assignment, budget);
    }

    private List<long[]> read(Model model) {
        return symbols.stream().map(own -> formulas.read(model, own)).toList();
    }

    private boolean holds(List<long[]> assignments) {
        for (int n = 0; n < placed.size(); n++) {
            if (!problems.get(n).holds(assignments.get(n))) {
                return false;
            }
        }
        return true;
    }
}
