package org.plumbline.graph.operators;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.plumbline.graph.Shape;
import org.plumbline.graph.bound.Enclosure;

/// What an iteration gives per step, to be stacked along a new first axis.
final class Rows {
    private final List<List<Enclosure>> rows = new ArrayList<>();

    void add(List<Enclosure> row) {
        rows.add(row);
    }

    /// One value of each step; a list of its own.
    List<Enclosure> column(int index) {
        return new ArrayList<>(rows.stream().map(r -> r.get(index)).toList());
    }

    /// The `index`th element along the first axis.
    static Enclosure row(Enclosure e, int index) {
        Shape shape = e.knownShape().orElseThrow();
        Shape rest = Shape.of(shape.dims().length == 0 ? new long[0]
            : java.util.Arrays.copyOfRange(shape.dims(), 1, shape.dims().length));
        int size = rest.size();
        return e.pick(rest, IntStream.range(index * size, (index + 1) * size).toArray());
    }

    /// The rows below each other; none where there is none, or where their types differ.
    static Optional<Enclosure> stacked(List<Enclosure> rows) {
        if (rows.isEmpty() || !rows.stream().allMatch(r -> r.dtype() == rows.getFirst().dtype()
            && r.knownShape().isPresent() && r.knownShape().equals(rows.getFirst().knownShape()))) {
            return Optional.empty();
        }
        Shape row = rows.getFirst().knownShape().get();
        long[] dims = new long[row.rank() + 1];
        dims[0] = rows.size();
        System.arraycopy(row.dims(), 0, dims, 1, row.rank());
        Shape shape = Shape.of(dims);
        int size = row.size();
        return switch (rows.getFirst()) {
            case Enclosure.Reals _ -> Optional.of(Enclosure.Reals.of(rows.getFirst().dtype(), shape,
                i -> ((Enclosure.Reals) rows.get(i / size)).at(i % size)));
            case Enclosure.Integers _ -> Optional.of(Enclosure.Integers.of(rows.getFirst().dtype(), shape,
                i -> ((Enclosure.Integers) rows.get(i / size)).at(i % size)));
            case Enclosure.Carried _,Enclosure.Unknown _ -> Optional.empty();
        };
    }
}
