package org.plumbline.graph.operators;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Enclosure.Integers;
import org.plumbline.graph.bound.Enclosure.Reals;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.rule.Expr;

/// ONNX operator Unique: the distinct elements, or slices along an axis, where they stand first, which of them each
/// one is, and how often each occurs.
final class Uniques {
    private Uniques() {
    }

    static List<Operator> all() {
        return List.of(Operator.of("Unique", 11, Uniques::unique, Uniques::partial).weighing(0.5)
            .silentOn("NaN"));
    }

    private static List<Enclosure> unique(Call call) {
        Shape s = call.shape(0);
        Enclosure data = Moves.elements(call, 0);
        boolean flat = !call.attributes().containsKey("axis");
        int axis = flat ? 0 : Call.axis(call.integer("axis", 0), s.rank());
        Shape view = flat ? Shape.of(s.size()) : s;
        int inner = view.size(axis + 1, view.rank());
        int outer = view.size(0, axis);
        int count = (int) view.dim(axis);
        if (!flat && inner * outer == 0 && count > 0) {
            throw Call.undetermined("slices without elements");
        }
        int[][] slices = new int[count][inner * outer];
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < slices[i].length; k++) {
                slices[i][k] = (k / inner * count + i) * inner + k % inner;
            }
        }
        Comparator<Integer> order = Comparator.comparing(i -> slices[i], comparing(data));
        return results(data, view, axis, slices, groups(order, count, call.flag("sorted", true)));
    }

    /// Lexicographic order of slices; leaves when an element is not determined.
    private static Comparator<int[]> comparing(Enclosure data) {
        return switch (data) {
            case Reals r -> {
                for (int i = 0; i < r.lo().length; i++) {
                    undeterminedUnless(r.at(i).isPoint());
                }
                // Adding +0 makes both zeros one.
                yield (a, b) -> Arrays.compare(Arrays.stream(a).mapToDouble(i -> r.lo()[i] + 0.0).toArray(),
                    Arrays.stream(b).mapToDouble(i -> r.lo()[i] + 0.0).toArray());
            }
            case Integers n -> {
                undeterminedUnless(n.isExact());
                long flip = n.dtype() == DType.UINT64 ? Long.MIN_VALUE : 0;
                yield (a, b) -> Arrays.compare(Arrays.stream(a).mapToLong(i -> n.value()[i] ^ flip).toArray(),
                    Arrays.stream(b).mapToLong(i -> n.value()[i] ^ flip).toArray());
            }
            case Enclosure.Carried _,Enclosure.Unknown _ -> throw new IllegalStateException("no elements in " + data);
        };
    }

    private static void undeterminedUnless(boolean known) {
        if (!known) {
            throw Call.undetermined("an element is not known exactly");
        }
    }

    /// Equal slices together, in ascending order or in that of their first occurrence.
    private static List<List<Integer>> groups(Comparator<Integer> order, int count, boolean sorted) {
        TreeMap<Integer, List<Integer>> equal = new TreeMap<>(order);
        for (int i = 0; i < count; i++) {
            equal.computeIfAbsent(i, _ -> new ArrayList<>()).add(i);
        }
        List<List<Integer>> groups = new ArrayList<>(equal.values());
        if (!sorted) {
            groups.sort(Comparator.comparing(g -> g.get(0)));
        }
        return groups;
    }

    private static List<Enclosure> results(Enclosure data, Shape view, int axis, int[][] slices,
        List<List<Integer>> groups) {
        Shape out = view.with(axis, groups.size());
        int inner = view.size(axis + 1, view.rank());
        int[] index = new int[out.size()];
        long[] inverse = new long[slices.length];
        for (int g = 0; g < groups.size(); g++) {
            int[] slice = slices[groups.get(g).get(0)];
            for (int k = 0; k < slice.length; k++) {
                index[(k / inner * groups.size() + g) * inner + k % inner] = slice[k];
            }
            for (int i : groups.get(g)) {
                inverse[i] = g;
            }
        }
        return List.of(data.pick(out, index), listed(groups.stream().mapToLong(g -> g.get(0)).toArray()),
            listed(inverse), listed(groups.stream().mapToLong(List::size).toArray()));
    }

    private static Enclosure listed(long... values) {
        return Integers.of(DType.INT64, Shape.of(values.length), values);
    }

    private static PartialOperator partial(Rng rng, Wish wish) {
        DType t = wish.type(rng, Moves.NO_BF16);
        var b = PartialOperator.builder("Unique");
        int rank = wish.rank(rng, 1, 4);
        List<Expr> x = Moves.dims(b, "x", rank, 1);
        if (rng.chance(0.5)) {
            b.set("axis", Moves.spelled(rng, rng.below(rank), rank));
        }
        boolean sorted = rng.chance(0.6);
        if (!sorted || rng.chance(0.5)) {
            b.set("sorted", sorted ? 1 : 0);
        }
        b.in(t, x).outOfUnknownShape(t);
        IntStream.range(0, rng.between(0, 3)).forEach(_ -> b.outOfUnknownShape(DType.INT64));
        return b.build();
    }
}
