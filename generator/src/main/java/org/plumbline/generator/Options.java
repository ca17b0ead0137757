package org.plumbline.generator;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.plumbline.generator.rules.Rules;

/// What to generate. Node counts are inclusive and do not count Constant nodes; `weights` replace operators' own
/// weights by name (0 leaves an operator out); shares are probabilities per case. `rules` are
/// what was learned of operators; none by default.
public record Options(int minNodes, int maxNodes, int minOpset, int maxOpset, Map<String, Double> weights,
    Support support, double specialShare, double solvedShare, double patternShare, double hiddenShapeShare,
    boolean valueSearch,
    boolean unreferenced, int elementBudget, long costBudget, Rules rules) {
    public static final Options DEFAULT = new Options(1, 10, 13, 22, Map.of(), Support.ALL, 0.1, 0.004, 0.25, 0.08,
        true,
        false, 1 << 11, 1 << 15, Rules.NONE);

    public Options {
        weights = Collections.unmodifiableMap(new TreeMap<>(weights));
    }

    public Options withNodes(int min, int max) {
        return new Options(min, max, minOpset, maxOpset, weights, support, specialShare, solvedShare, patternShare,
            hiddenShapeShare, valueSearch, unreferenced, elementBudget, costBudget, rules);
    }

    public Options withOpsets(int min, int max) {
        return new Options(minNodes, maxNodes, min, max, weights, support, specialShare, solvedShare, patternShare,
            hiddenShapeShare, valueSearch, unreferenced, elementBudget, costBudget, rules);
    }

    public Options withWeights(Map<String, Double> others) {
        return new Options(minNodes, maxNodes, minOpset, maxOpset, others, support, specialShare, solvedShare,
            patternShare,
            hiddenShapeShare, valueSearch, unreferenced, elementBudget, costBudget, rules);
    }

    public Options supporting(Support other) {
        return new Options(minNodes, maxNodes, minOpset, maxOpset, weights, other, specialShare, solvedShare,
            patternShare,
            hiddenShapeShare, valueSearch, unreferenced, elementBudget, costBudget, rules);
    }

    public Options withShares(double special, double pattern, double hiddenShape) {
        return new Options(minNodes, maxNodes, minOpset, maxOpset, weights, support, special, solvedShare, pattern,
            hiddenShape,
            valueSearch, unreferenced, elementBudget, costBudget, rules);
    }

    /// In which share of the cases a whole graph is solved before any shape is chosen.
    public Options solvingWhole(double share) {
        return new Options(minNodes, maxNodes, minOpset, maxOpset, weights, support, specialShare, share, patternShare,
            hiddenShapeShare, valueSearch, unreferenced, elementBudget, costBudget, rules);
    }

    /// `elements` per tensor, `cost` in multiply-adds per node.
    public Options withBudgets(int elements, long cost) {
        return new Options(minNodes, maxNodes, minOpset, maxOpset, weights, support, specialShare, solvedShare,
            patternShare,
            hiddenShapeShare, valueSearch, unreferenced, elements, cost, rules);
    }

    /// Uses what was learned, too, in models of the one opset that it was learned at; [#withOpsets] allows others, at which
    /// only operators of other domains are left of the book.
    public Options withRules(Rules learned) {
        boolean alone = learned.mix().isHandWritten();
        return new Options(minNodes, maxNodes, alone ? minOpset : learned.book().opset(),
            alone ? maxOpset : learned.book().opset(), weights, support, specialShare, solvedShare, patternShare,
            hiddenShapeShare, valueSearch, unreferenced, elementBudget, costBudget, learned);
    }
}
