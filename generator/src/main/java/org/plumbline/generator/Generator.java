package org.plumbline.generator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plumbline.generator.Blueprint.Place;
import org.plumbline.generator.inputs.Score;
import org.plumbline.generator.inputs.ZerothOrderSearch;
import org.plumbline.generator.rules.Way;
import org.plumbline.generator.rules.Ways;
import org.plumbline.graph.Node;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.edit.CompilePlan;
import org.plumbline.graph.edit.Draft;
import org.plumbline.graph.edit.Edit;
import org.plumbline.graph.edit.InputPlan;
import org.plumbline.graph.edit.Recipe;
import org.plumbline.graph.edit.Step;
import org.plumbline.graph.operator.Slot;
import org.plumbline.seeds.Pattern;
import org.plumbline.seeds.Patterns;

/// Grows valid models operator by operator: forward, backward and afresh, each insertion evaluated by the reference at
/// once and dropped where the result would be useless. The result depends on seed and options alone.
public final class Generator {
    private static final int TRIES_PER_NODE = 12;
    private static final int PATTERN_TRIES = 3;
    private static final int OPSETS = 60;
    private static final int REPEAT_TRIES = 4;
    private static final int SEARCH_ONE_OUT_OF = 10;
    private static final int SEARCH_EVALUATIONS = 12;

    private final Options options;
    private final Instances instances;
    private final Preference preference;
    private final Map<Integer, Sources> sources = new HashMap<>();

    public Generator(Options options) {
        this(options, new Instances(), Preference.NONE);
    }

    private Generator(Options options, Instances instances, Preference preference) {
        this.options = options;
        this.instances = instances;
        this.preference = preference;
    }

    /// A generator with other options that prefers some partial operators to others and shares what this one has solved;
    /// for the same thread. What it makes depends on what is preferred at the time, too.
    public Generator with(Options others, Preference preferring) {
        return new Generator(others, instances, preferring);
    }

    /// How much work solving has been so far.
    public Instances.Effort effort() {
        return instances.effort();
    }

    /// The case that belongs to `seed`. Its graph is empty only where the options leave nothing to generate, at any of
    /// several opsets.
    public Generated generate(long seed) {
        Rng rng = Rng.of(seed);
        Generated generated = generate(seed, rng);
        for (int tries = OPSETS; generated.realized().model().graph().nodes().isEmpty() && tries > 0; tries--) {
            generated = generate(seed, rng);
        }
        return generated;
    }

    private Generated generate(long seed, Rng rng) {
        int opset = rng.between(options.minOpset(), options.maxOpset());
        InputPlan plan = new InputPlan(rng.nextLong(), rng.chance(options.specialShare()), Map.of());
        Growing growing = new Growing(Draft.empty(opset, plan), rng);
        int nodes = rng.between(options.minNodes(), options.maxNodes());
        String origin = growing.start(nodes);
        growing.grow(nodes);
        growing.finish();
        Recipe recipe = new Recipe(origin, seed, opset, growing.edits, growing.draft.plan(),
            CompilePlan.DEFAULT);
        return new Generated(recipe, growing.draft.toCase(List.of()), growing.ways());
    }

    /// One model in the making; mutable, lives for one call.
    private final class Growing {
        private final Rng rng;
        private final Sources sources;
        private final List<Edit> edits = new ArrayList<>();
        private Draft draft;
        private Ways learned = Ways.NONE;

        Growing(Draft draft, Rng rng) {
            this.draft = draft;
            this.rng = rng;
            sources = Generator.this.sources.computeIfAbsent(draft.opset(), opset -> new Sources(options, opset));
        }

        /// What did not come from a rulebook is by hand, patterns included.
        Ways ways() {
            return learned.plus(Way.HAND_WRITTEN, size(draft) - learned.total());
        }

        private void count(Way way) {
            learned = way == Way.HAND_WRITTEN ? learned : learned.plus(way, 1);
        }

        /// Starts from a graph solved as a whole or from a pattern, each in the stated share of cases; the name of the
        /// origin.
        String start(int nodes) {
            if (rng.chance(options.solvedShare())) {
                solveWhole(nodes);
                return "solved";
            }
            if (options.rules().mix().handWritten() > 0 && rng.chance(options.patternShare())) {
                for (int tries = 0; tries < PATTERN_TRIES; tries++) {
                    Pattern pattern = rng.pick(Patterns.all());
                    Optional<Pattern.Drawn> drawn = pattern.draw(rng, draft.opset(), draft.plan()).filter(this::fine);
                    if (drawn.isPresent()) {
                        draft = drawn.get().draft();
                        edits.addAll(drawn.get().edits());
                        return "pattern:" + pattern.name();
                    }
                }
            }
            return "random";
        }

        private void solveWhole(int nodes) {
            SymbolicGrowth growth = new SymbolicGrowth(options, draft.opset(), () -> sources.next(rng), rng);
            try (Blueprint blueprint = new Blueprint(options.elementBudget(), rng.below(Integer.MAX_VALUE))) {
                List<Way> ways = growth.grow(blueprint, nodes);
                blueprint.solve(rng).ifPresent(assignments -> build(blueprint, ways, assignments));
            }
        }

        /// Builds what was solved, operator by operator. One that is dropped leaves an input to those that it fed.
        private void build(Blueprint blueprint, List<Way> ways, List<long[]> assignments) {
            Map<Place, String> names = new LinkedHashMap<>();
            for (int n : blueprint.order()) {
                Blueprint.Placed placed = blueprint.placed().get(n);
                Growth growth = new Growth(draft, options, instances, rng);
                Map<Integer, String> fed = new LinkedHashMap<>();
                placed.fed().forEach((slot, place) -> Optional.ofNullable(names.get(blueprint.current(place)))
                    .filter(name -> growth.takes(ways.get(n), (Slot.Data) placed.partial().inputs().get(slot), name))
                    .ifPresent(name -> fed.put(slot, name)));
                long[] assignment = assignments.get(n);
                if (blueprint.affordable(n, assignment)
                    && Cost.of(placed.partial(), assignment) <= options.costBudget()) {
                    Materials materials = new Materials(growth, placed.partial(), assignment, false);
                    materials.inputs(fed).ifPresent(feeding -> {
                        List<Edit> proposal = materials.finish(feeding, Optional.empty());
                        if (accept(proposal) && proposal.getLast() instanceof Edit.InsertNode(Node node, var _)) {
                            count(ways.get(n));
                            name(names, n, feeding, false);
                            name(names, n, node.outputs(), true);
                        }
                    });
                }
            }
        }

        private static void name(Map<Place, String> names, int node, List<String> of, boolean outputs) {
            for (int i = 0; i < of.size(); i++) {
                names.put(new Place(node, i, outputs), of.get(i));
            }
        }

        private boolean fine(Pattern.Drawn drawn) {
            Draft next = drawn.draft();
            return size(next) <= options.maxNodes() && fine(next) && next.values().values().stream().allMatch(
                e -> e.knownShape().filter(shape -> shape.size() <= options.elementBudget()).isPresent())
                && next.nodes().stream()
                    .allMatch(n -> options.support().implemented(n, next.opset(), next.values()));
        }

        void grow(int nodes) {
            for (int tries = TRIES_PER_NODE * nodes; size(draft) < nodes && tries > 0; tries--) {
                Source source = preference.of(() -> sources.next(rng), draft.opset());
                if (propose(source).filter(this::accept).isPresent()) {
                    count(source.way());
                }
            }
        }

        private static long size(Draft draft) {
            return draft.nodes().stream().filter(n -> !n.operator().equals("Constant")).count();
        }

        private Optional<List<Edit>> propose(Source source) {
            Growth growth = new Growth(draft, options, instances, rng);
            if (draft.nodes().isEmpty() || rng.trueInOneOutOf(10)) {
                return growth.fresh(source);
            }
            if (rng.trueInOneOutOf(6) && !draft.inputs().isEmpty()) {
                List<String> inputs = List.copyOf(draft.inputs().keySet());
                return growth.backward(source, rng.pick(inputs));
            }
            Optional<List<Edit>> forward = growth.forward(source, consumable());
            return forward.isPresent() || source.way() != Way.RECORDED ? forward : repeat(growth, source);
        }

        /// A recorded call fits few values: some more are tried, then it is fed anew.
        private Optional<List<Edit>> repeat(Growth growth, Source source) {
            for (int tries = 0; tries < REPEAT_TRIES; tries++) {
                Optional<List<Edit>> forward = growth.forward(source, consumable());
                if (forward.isPresent()) {
                    return forward;
                }
            }
            return growth.fresh(source);
        }

        /// An existing value to go on from, mostly one that nobody consumes yet.
        private String consumable() {
            List<String> leaves = draft.outputs();
            List<String> from = rng.chance(0.7) ? leaves
                : List.copyOf(draft.values().keySet());
            String value = rng.pick(from);
            return draft.type(value).isPresent() ? value : leaves.get(0);
        }

        /// Whether the draft has grown by the proposal.
        private boolean accept(List<Edit> proposal) {
            Draft before = draft;
            if (draft.applyAll(proposal) instanceof Step.Applied(Draft next)) {
                if (fine(next)) {
                    draft = next;
                    edits.addAll(proposal);
                } else if (options.valueSearch() && !draft.plan().specials() && rng.trueInOneOutOf(SEARCH_ONE_OUT_OF)) {
                    search(next, proposal);
                }
            }
            return draft != before;
        }

        /// Moves the drawn tensors until the proposal's values are ordinary numbers, if that can be done quickly.
        private void search(Draft next, List<Edit> proposal) {
            Map<String, Tensor> start = new LinkedHashMap<>(next.inputs());
            next.initializers().forEach((name, t) -> {
                if (name.startsWith("w")) {
                    start.put(name, t);
                }
            });
            var found = ZerothOrderSearch.search(next.toModel(), start, Score.WILDNESS, 1, SEARCH_EVALUATIONS, rng);
            if (found.score() < 1) {
                InputPlan plan = next.plan();
                for (Map.Entry<String, Tensor> e : found.tensors().entrySet()) {
                    plan = e.getValue() == start.get(e.getKey()) ? plan : plan.fixing(e.getKey(), e.getValue());
                }
                List<Edit> all = new ArrayList<>(edits);
                all.addAll(proposal);
                if (Draft.empty(next.opset(), plan).applyAll(all) instanceof Step.Applied(Draft moved) && fine(moved)) {
                    draft = moved;
                    edits.addAll(proposal);
                }
            }
        }

        /// Whether the values that are new are worth having.
        private boolean fine(Draft next) {
            Set<String> unjudged = options.rules().mix().isHandWritten() ? Set.of() : Unjudged.values(next.nodes(), next
                .opset());
            for (Node n : next.nodes()) {
                for (String o : n.outputs()) {
                    Enclosure e = next.values().get(o);
                    if (e != null && e != draft.values().get(o) && !fine(e, next, unjudged.contains(o))) {
                        return false;
                    }
                }
            }
            return true;
        }

        private boolean fine(Enclosure e, Draft next, boolean unjudged) {
            if (e instanceof Enclosure.Unknown) {
                return options.unreferenced() || unjudged;
            }
            return e.knownShape().isPresent() && e.knownShape().get().size() <= options.elementBudget()
                && (next.plan().specials() || options.unreferenced() || unjudged || Ranges.tame(e));
        }

        void finish() {
            Set<String> consumed = draft.consumed();
            if (rng.trueInOneOutOf(6)) {
                List<String> inner = draft.nodes().stream().flatMap(n -> n.outputs().stream())
                    .filter(consumed::contains).toList();
                if (!inner.isEmpty()) {
                    accept(List.of(new Edit.MarkOutput(rng.pick(inner))));
                }
            }
            if (rng.chance(options.hiddenShapeShare())) {
                for (String input : List.copyOf(draft.inputs().keySet())) {
                    accept(List.of(new Edit.HideShape(input)));
                }
            }
        }
    }

}
