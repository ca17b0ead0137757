package org.plumbline.graph.operator;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.TensorType;

/// What the generator would like of the next partial operator: the type of its first data input when it grows the
/// graph forward, of its first output when it grows it backward, nothing when it starts afresh. `shape` is that input's
/// or output's, where it has one already. A wish may be ignored; the generator then feeds the operator anew.
public record Wish(int opset, Optional<DType> inputType, OptionalInt inputRank, Optional<DType> outputType,
    OptionalInt outputRank, Optional<Shape> shape) {
    public static Wish none(int opset) {
        return new Wish(opset, Optional.empty(), OptionalInt.empty(), Optional.empty(), OptionalInt.empty(),
            Optional.empty());
    }

    public static Wish input(int opset, DType dtype, int rank) {
        return new Wish(opset, Optional.of(dtype), OptionalInt.of(rank), Optional.empty(), OptionalInt.empty(),
            Optional.empty());
    }

    public static Wish output(int opset, DType dtype, int rank) {
        return new Wish(opset, Optional.empty(), OptionalInt.empty(), Optional.of(dtype), OptionalInt.of(rank),
            Optional.empty());
    }

    public static Wish input(int opset, TensorType type) {
        return input(opset, type.dtype(), type.rank()).shaped(Optional.of(type.shape()));
    }

    public static Wish output(int opset, TensorType type) {
        return output(opset, type.dtype(), type.rank()).shaped(Optional.of(type.shape()));
    }

    private Wish shaped(Optional<Shape> other) {
        return new Wish(opset, inputType, inputRank, outputType, outputRank, other);
    }

    /// The same wish where shapes do not matter.
    public Wish ofAnyShape() {
        return shaped(Optional.empty());
    }

    public Wish at(int other) {
        return new Wish(other, inputType, inputRank, outputType, outputRank, shape);
    }

    /// The wished input type if it is allowed, else one of the allowed (earlier ones are likelier).
    public DType inputType(Rng rng, List<DType> allowed) {
        return inputType.filter(allowed::contains).orElseGet(() -> drawn(rng, allowed));
    }

    public DType outputType(Rng rng, List<DType> allowed) {
        return outputType.filter(allowed::contains).orElseGet(() -> drawn(rng, allowed));
    }

    /// For operators whose first input and first output share a type.
    public DType type(Rng rng, List<DType> allowed) {
        return inputType.or(() -> outputType).filter(allowed::contains).orElseGet(() -> drawn(rng, allowed));
    }

    /// The wished rank of input or output if it lies in `[lo, hi]`, else a draw that favours 2 to 4.
    public int rank(Rng rng, int lo, int hi) {
        OptionalInt wished = inputRank.isPresent() ? inputRank : outputRank;
        return wished.isPresent() && wished.getAsInt() >= lo && wished.getAsInt() <= hi ? wished.getAsInt()
            : drawnRank(rng, lo, hi);
    }

    public static int drawnRank(Rng rng, int lo, int hi) {
        int usual = rng.pick(List.of(2, 3, 4, 2, 3, 4, 1, 5, 0));
        return usual >= lo && usual <= hi ? usual : rng.between(lo, Math.min(hi, lo + 3));
    }

    private static DType drawn(Rng rng, List<DType> allowed) {
        return rng.chance(0.5) ? allowed.get(0) : rng.pick(allowed);
    }
}
