package org.plumbline.generator;

import java.util.Map;
import java.util.TreeMap;
import org.plumbline.graph.Node;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.edit.Case;

/// What models are made of: how often each operator, dtype and dimension value occurs.
public record Statistics(Map<String, Long> operators, Map<String, Long> dtypes, Map<Long, Long> dims, long cases) {
    public static final Statistics NONE = new Statistics(Map.of(), Map.of(), Map.of(), 0);

    /// The histogram of one case. Dimensions and dtypes are those of inputs and of node outputs, not of initializers
    /// that hold shapes or axes.
    public static Statistics of(Case one) {
        Map<String, Long> operators = new TreeMap<>();
        Map<String, Long> dtypes = new TreeMap<>();
        Map<Long, Long> dims = new TreeMap<>();
        one.model().graph().inputs().forEach(i -> count(one.values().get(i.name()), dtypes, dims));
        for (Node n : one.model().graph().nodes()) {
            operators.merge(n.qualifiedOperator(), 1L, Long::sum);
            n.outputs().stream().filter(o -> !o.isEmpty()).forEach(o -> count(one.values().get(o), dtypes, dims));
        }
        return new Statistics(operators, dtypes, dims, 1);
    }

    private static void count(Enclosure e, Map<String, Long> dtypes, Map<Long, Long> dims) {
        dtypes.merge(e.dtype().onnxName(), 1L, Long::sum);
        e.knownShape().ifPresent(s -> s.stream().forEach(d -> dims.merge(d, 1L, Long::sum)));
    }

    public Statistics plus(Statistics other) {
        return new Statistics(sum(operators, other.operators), sum(dtypes, other.dtypes), sum(dims, other.dims),
            cases + other.cases);
    }

    private static <K> Map<K, Long> sum(Map<K, Long> a, Map<K, Long> b) {
        Map<K, Long> sum = new TreeMap<>(a);
        b.forEach((k, v) -> sum.merge(k, v, Long::sum));
        return sum;
    }

    /// The share of dimensions that equal `value`; 0 where there are no dimensions.
    public double dimShare(long value) {
        long all = dims.values().stream().mapToLong(Long::longValue).sum();
        return all == 0 ? 0 : (double) dims.getOrDefault(value, 0L) / all;
    }
}
