package org.plumbline.generator.inputs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.graph.Model;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.operators.Evaluator;

/// Moves the inputs of any model, generated or not, against a score, without derivatives: whole tensors first (scaled,
/// mirrored, folded, shifted), then coordinate by coordinate along finite differences on the reference (Chen et al.,
/// "ZOO: Zeroth Order Optimization", 2017; coordinate-wise as in DeepZero, 2024).
public final class ZerothOrderSearch {
    private final Model model;
    private final Score score;
    private final Rng rng;
    private Map<String, Tensor> best;
    private double bestScore;
    private int left;

    private ZerothOrderSearch(Model model, Map<String, Tensor> start, Score score, int evaluations, Rng rng) {
        this.model = model;
        this.score = score;
        this.rng = rng;
        best = new LinkedHashMap<>(start);
        left = evaluations;
        bestScore = evaluate(best);
    }

    /// Where the search ended: tensors, and their score.
    public record Found(Map<String, Tensor> tensors, double score) {
    }

    /// Searches from `start` (inputs, and initializers that may move, by name) with at most `evaluations` runs of the
    /// reference, and stops early at a score below `enough`. Only tensors of real types move. The result is never
    /// worse than the start.
    public static Found search(Model model, Map<String, Tensor> start, Score score, double enough, int evaluations,
        Rng rng) {
        ZerothOrderSearch search = new ZerothOrderSearch(model, start, score, evaluations, rng);
        List<String> movable = new ArrayList<>();
        start.forEach((name, t) -> {
            if (t.dtype().isReal() && t.size() > 0) {
                movable.add(name);
            }
        });
        while (search.left > 0 && search.bestScore >= enough && !movable.isEmpty()) {
            if (rng.chance(0.6)) {
                search.moveWhole(rng.pick(movable));
            } else {
                search.moveCoordinate(rng.pick(movable));
            }
        }
        return new Found(search.best, search.bestScore);
    }

    private double evaluate(Map<String, Tensor> tensors) {
        left--;
        var evaluated = Evaluator.evaluate(model, tensors, Accuracy.CPU);
        return evaluated.invalid().isPresent() ? Double.POSITIVE_INFINITY : score.of(evaluated.values());
    }

    private boolean keep(String name, Tensor moved) {
        Map<String, Tensor> candidate = new LinkedHashMap<>(best);
        candidate.put(name, moved);
        double at = evaluate(candidate);
        if (at < bestScore) {
            best = candidate;
            bestScore = at;
            return true;
        }
        return false;
    }

    private void moveWhole(String name) {
        Tensor t = best.get(name);
        int move = rng.below(6);
        double amount = rng.pick(0.25, 0.5, 2.0, 4.0);
        keep(name, Tensor.of(t.dtype(), t.shape(), i -> {
            double x = Double.isFinite(t.getDouble(i)) ? t.getDouble(i) : 1;
            return switch (move) {
                case 0 -> x * amount;
                case 1 -> -x;
                case 2 -> Math.abs(x);
                case 3 -> x + amount;
                case 4 -> x - amount;
                default -> Math.abs(x) < 0x1p-4 ? 1 : x / Math.max(1, Math.abs(x));
            };
        }));
    }

    /// Steps along one coordinate while that helps, doubling the step.
    private void moveCoordinate(String name) {
        int at = rng.below(best.get(name).size());
        double x = best.get(name).getDouble(at);
        double step = Math.max(0x1p-6, Math.abs(Double.isFinite(x) ? x : 1) * 0x1p-3);
        double direction = keep(name, with(best.get(name), at, x + step)) ? 1
            : left > 0 && keep(name, with(best.get(name), at, x - step)) ? -1 : 0;
        while (direction != 0 && left > 0) {
            step *= 2;
            direction = keep(name, with(best.get(name), at, best.get(name).getDouble(at) + direction * step))
                ? direction : 0;
        }
    }

    private static Tensor with(Tensor t, int at, double value) {
        return Tensor.of(t.dtype(), t.shape(), i -> i == at ? Double.isFinite(value) ? value : 1 : t.getDouble(i));
    }
}
