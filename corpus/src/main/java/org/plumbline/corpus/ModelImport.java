package org.plumbline.corpus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.edit.Bounds;
import org.plumbline.graph.edit.Case;
import org.plumbline.graph.edit.CompilePlan;
import org.plumbline.graph.edit.Edit;
import org.plumbline.graph.edit.InputPlan;
import org.plumbline.graph.edit.Realizer;
import org.plumbline.graph.edit.Recipe;

/// Somebody's model as a recipe: an edit per input, initializer, node and marked output. Symbolic dimensions get sizes,
/// equal names equal ones, and stay hidden in the model. What a recipe cannot hold, or the reference not judge, comes back
/// with its reason.
public record ModelImport(Model model, long seed) {
    private static final int MOST_NODES = 400;
    private static final long MOST_ELEMENTS = 1 << 18;
    /// Ways to draw integers and flags, until one is valid: shapes, axes and indices are among them.
    private static final List<Bounds> KINDS = List.of(Bounds.ANY, Bounds.whole(0, 1), Bounds.whole(0, 0),
        Bounds.whole(1, 3));

    /// What came of it.
    public sealed interface Result {
        /// A recipe whose model has the same nodes.
        record Imported(Recipe recipe) implements Result {
        }

        /// Why there is none, in one line.
        record Unsupported(String reason) implements Result {
        }
    }

    /// A reason; never leaves [#recipe].
    private static final class No extends RuntimeException {
        No(String reason) {
            super(reason, null, false, false);
        }
    }

    /// The recipe; `feeds` are inputs that are known to be valid, by name, drawn where there are none.
    public Result recipe(Map<String, Tensor> feeds) {
        try {
            refuseWhatIsTooLarge();
            String reason = "";
            for (Bounds kind : KINDS) {
                Recipe recipe = recipe(feeds, kind);
                Case c = Realizer.realize(recipe);
                if (c.skipped().isEmpty()) {
                    return new Result.Imported(recipe);
                }
                reason = reason.isEmpty() ? c.skipped().getFirst().reason() : reason;
            }
            return new Result.Unsupported(reason.lines().findFirst().orElse(""));
        } catch (No e) {
            return new Result.Unsupported(e.getMessage());
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            return new Result.Unsupported("cannot be realised (" + e.getClass().getSimpleName() + ")");
        }
    }

    private void refuseWhatIsTooLarge() {
        Graph g = model.graph();
        if (g.nodes().isEmpty() || g.nodes().size() > MOST_NODES) {
            throw new No(g.nodes().isEmpty() ? "no nodes" : "more than " + MOST_NODES + " nodes");
        }
        if (g.initializers().values().stream().mapToLong(Tensor::size).sum() > MOST_ELEMENTS) {
            throw new No("initializers of more than " + MOST_ELEMENTS + " elements");
        }
    }

    private Recipe recipe(Map<String, Tensor> feeds, Bounds kind) {
        Graph g = model.graph();
        List<Edit> edits = new ArrayList<>();
        List<Edit> hidden = new ArrayList<>();
        InputPlan plan = InputPlan.ordinary(seed);
        Map<String, Long> sizes = new HashMap<>();
        Rng rng = Rng.of(seed);
        for (ValueInfo input : g.fed()) {
            DType dtype = dtype(input);
            Optional<Tensor> fed = Optional.ofNullable(feeds.get(input.name())).filter(t -> t.dtype() == dtype);
            Shape shape = fed.map(Tensor::shape).orElseGet(() -> shape(input, sizes, rng));
            plan = fed.isPresent() ? plan.fixing(input.name(), fed.get()) : plan;
            edits.add(new Edit.AddInput(input.name(), dtype, shape, dtype.isReal() ? Bounds.ANY : kind));
            if (input.concrete().isEmpty()) {
                hidden.add(new Edit.HideShape(input.name()));
            }
        }
        g.initializers().forEach((name, t) -> edits.add(new Edit.AddInitializer(name, t)));
        g.nodes().forEach(n -> edits.add(new Edit.InsertNode(n)));
        edits.addAll(marks());
        edits.addAll(hidden);
        return new Recipe("import", seed, model.opset(), edits, plan, CompilePlan.DEFAULT);
    }

    private static DType dtype(ValueInfo input) {
        return switch (input.type()) {
            case ValueInfo.OfTensor(DType dtype, var _) when dtype.kind() != DType.Kind.OPAQUE -> dtype;
            case ValueInfo.OfTensor(DType dtype, var _) -> throw new No("input '" + input.name() + "' is of type "
                + dtype + ", which cannot be drawn");
            case ValueInfo.Other _ -> throw new No("input '" + input.name() + "' is no tensor");
        };
    }

    private static Shape shape(ValueInfo input, Map<String, Long> sizes, Rng rng) {
        List<ValueInfo.Dim> dims = ((ValueInfo.OfTensor) input.type()).dims()
            .orElseThrow(() -> new No("input '" + input.name() + "' states no shape"));
        Shape shape = Shape.of(dims.stream().map(d -> switch (d) {
            case ValueInfo.Known(long size) -> size < 0 ? rng.between(2L, 5L) : size;
            case ValueInfo.Symbolic(String name) when name.isEmpty() -> rng.between(2L, 5L);
            case ValueInfo.Symbolic(String name) -> sizes.computeIfAbsent(name, _ -> rng.between(2L, 5L));
        }).toList());
        if (shape.stream().asDoubleStream().reduce(1, (a, b) -> a * b) > MOST_ELEMENTS) {
            throw new No("input '" + input.name() + "' has more than " + MOST_ELEMENTS + " elements");
        }
        return shape;
    }

    /// The outputs that nodes consume too; the others are outputs anyway.
    private List<Edit> marks() {
        Set<String> consumed = new HashSet<>();
        Set<String> produced = new HashSet<>();
        for (Node n : model.graph().nodes()) {
            consumed.addAll(n.reads());
            produced.addAll(n.outputs());
        }
        List<Edit> marks = new ArrayList<>();
        for (ValueInfo output : model.graph().outputs()) {
            if (!produced.contains(output.name())) {
                throw new No("output '" + output.name() + "' is no node's");
            }
            if (consumed.contains(output.name())) {
                marks.add(new Edit.MarkOutput(output.name()));
            }
        }
        return marks;
    }
}
