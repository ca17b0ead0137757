package org.plumbline.graph.operators;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Enclosure.Integers;
import org.plumbline.graph.bound.Enclosure.Reals;
import org.plumbline.graph.bound.Interval;
import org.plumbline.graph.bound.Sum;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Types;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.rule.Expr;

/// Windows put in place: ONNX operators CenterCropPad, Col2Im.
final class Centering {
    private Centering() {
    }

    static List<Operator> all() {
        return List.of(
            Operator.of("CenterCropPad", 18, Centering::center, Centering::centerPartial).weighing(0.5),
            Operator.of("Col2Im", 18, Centering::fold, Centering::foldPartial).weighing(0.5));
    }

    /// An odd element more or less goes to the end, as the function body in the specification has it.
    private static List<Enclosure> center(Call call) {
        Enclosure data = Moves.elements(call, 0);
        Shape s = call.shape(0);
        int[] axes = Moves.axes(call.integers("axes").orElseGet(() -> LongStream.range(0, s.rank()).toArray()),
            s.rank());
        long[] wanted = Moves.list(call, 1, "shape");
        Call.require(wanted.length == axes.length, wanted.length + " sizes for " + axes.length + " axes");
        long[] dims = s.dims();
        long[] shift = new long[dims.length];
        for (int i = 0; i < axes.length; i++) {
            long dim = dims[axes[i]];
            dims[axes[i]] = wanted[i];
            shift[axes[i]] = wanted[i] < dim ? (dim - wanted[i]) / 2 : -((wanted[i] - dim) / 2);
        }
        Shape out = Moves.shape(dims);
        int[] index = new int[out.size()];
        int[] own = s.strides();
        int[] strides = out.strides();
        for (int k = 0; k < index.length; k++) {
            for (int i = 0; i < dims.length && index[k] >= 0; i++) {
                long at = k / strides[i] % dims[i] + shift[i];
                index[k] = at < 0 || at >= s.dim(i) ? -1 : index[k] + (int) at * own[i];
            }
        }
        return List.of(data.pick(out, index, Optional.empty()));
    }

    private static PartialOperator centerPartial(Rng rng, Wish wish) {
        DType t = wish.type(rng, Types.ALL);
        var b = PartialOperator.builder("CenterCropPad");
        int rank = wish.rank(rng, 1, 5);
        List<Expr> x = Moves.dims(b, "x", rank, 1);
        boolean all = rng.chance(0.4);
        int[] axes = all ? IntStream.range(0, rank).toArray()
            : Moves.someAxes(rng, rank, rng.between(1, Math.min(rank, 3)));
        List<Expr> out = new ArrayList<>(x);
        List<Expr> wanted = new ArrayList<>();
        for (int a : axes) {
            Expr size = b.dim("y" + a, 1, 64);
            out.set(a, size);
            wanted.add(size);
        }
        if (!all || rng.chance(0.5)) {
            b.set("axes", Attribute.ints(Arrays.stream(axes).mapToLong(a -> Moves.spelled(rng, a, rank)).toArray()));
        }
        return b.in(t, x).elements(rng.trueInOneOutOf(30) ? DType.INT32 : DType.INT64, wanted).out(t, out).build();
    }

    /// The spatial axes of a Col2Im call.
    private record Windows(long[] image, long[] block, long[] dilations, long[] pads, long[] strides) {
        static Windows of(Call call) {
            long[] image = Moves.list(call, 1, "image_shape");
            int n = image.length;
            Windows w = new Windows(image, Moves.list(call, 2, "block_shape"),
                call.integers("dilations").orElseGet(() -> LongStream.generate(() -> 1).limit(n).toArray()),
                call.integers("pads").orElseGet(() -> new long[2 * n]),
                call.integers("strides").orElseGet(() -> LongStream.generate(() -> 1).limit(n).toArray()));
            Call.require(n > 0 && w.block.length == n && w.dilations.length == n && w.strides.length == n
                && w.pads.length == 2 * n, "image_shape, block_shape and attributes differ in length");
            Call.require(LongStream.concat(Arrays.stream(w.dilations), Arrays.stream(w.strides)).allMatch(v -> v > 0)
                && LongStream.concat(Arrays.stream(w.block), Arrays.stream(w.image)).allMatch(v -> v > 0),
                "image_shape, block_shape, strides and dilations must be positive");
            return w;
        }

        /// How many blocks fit along an axis.
        long count(int i) {
            long room = image[i] + pads[i] + pads[i + image.length] - dilations[i] * (block[i] - 1) - 1;
            return room < 0 ? 0 : room / strides[i] + 1;
        }
    }

    /// Each column element is added to the image element that its block covers there.
    private static List<Enclosure> fold(Call call) {
        Enclosure data = Moves.elements(call, 0);
        Shape s = call.shape(0);
        Windows w = Windows.of(call);
        int n = w.image.length;
        Shape block = Moves.shape(w.block);
        Shape blocks = Moves.shape(IntStream.range(0, n).mapToLong(w::count).toArray());
        Call.require(s.rank() == 3 && s.dim(1) % block.size() == 0 && s.dim(2) == blocks.size(),
            "input " + s + " does not fit blocks " + block + " at " + blocks + " places");
        long channels = s.dim(1) / block.size();
        Shape out = Moves.shape(LongStream.concat(LongStream.of(s.dim(0), channels), Arrays.stream(w.image)).toArray());
        Shape image = Shape.of(w.image);
        int[] target = new int[s.size()];
        int[] counts = new int[out.size()];
        for (int k = 0; k < target.length; k++) {
            int place = k % blocks.size();
            int cell = k / blocks.size() % block.size();
            int plane = k / blocks.size() / block.size();
            target[k] = at(w, image, block.strides(), blocks.strides(), cell, place);
            if (target[k] >= 0) {
                target[k] += plane * image.size();
                counts[target[k]]++;
            }
        }
        return List.of(summed(call, data, out, target, counts));
    }

    /// The element of the image under a cell of a block, −1 in the padding.
    private static int at(Windows w, Shape image, int[] blockStrides, int[] placeStrides, int cell, int place) {
        int to = 0;
        for (int i = 0; i < w.image.length; i++) {
            long b = cell / blockStrides[i] % w.block[i];
            long p = place / placeStrides[i] % w.count(i);
            long at = p * w.strides[i] + b * w.dilations[i] - w.pads[i];
            if (at < 0 || at >= w.image[i]) {
                return -1;
            }
            to = to * (int) image.dim(i) + (int) at;
        }
        return to;
    }

    private static Enclosure summed(Call call, Enclosure data, Shape out, int[] target, int[] counts) {
        int[][] terms = new int[counts.length][];
        for (int i = 0; i < counts.length; i++) {
            terms[i] = new int[counts[i]];
        }
        for (int k = target.length - 1; k >= 0; k--) {
            if (target[k] >= 0) {
                terms[target[k]][--counts[target[k]]] = k;
            }
        }
        return switch (data) {
            case Reals r -> Reals.of(r.dtype(), out, i -> sum(call, r, terms[i]));
            case Integers n -> Integers.of(n.dtype(), out, i -> sum(n, terms[i]));
            case Enclosure.Carried _,Enclosure.Unknown _ -> throw new IllegalStateException("no elements in " + data);
        };
    }

    private static Interval sum(Call call, Reals data, int[] terms) {
        Sum sum = new Sum();
        for (int k : terms) {
            sum.add(data.at(k));
        }
        return sum.total(call.arithmetic(data.dtype()), 0);
    }

    private static Optional<Long> sum(Integers data, int[] terms) {
        long sum = 0;
        for (int k : terms) {
            if (data.unknown()[k] || ((sum ^ sum + data.value()[k]) & (data.value()[k] ^ sum + data.value()[k])) < 0) {
                return Optional.empty();
            }
            sum += data.value()[k];
        }
        return Optional.of(sum);
    }

    private static PartialOperator foldPartial(Rng rng, Wish wish) {
        DType t = rng.chance(0.6) ? DType.FLOAT : wish.type(rng, Types.ALL);
        var b = PartialOperator.builder("Col2Im");
        int n = rng.chance(0.75) ? 2 : rng.pick(1, 3);
        boolean dilated = rng.chance(0.3);
        boolean padded = rng.chance(0.4);
        boolean strided = rng.chance(0.4);
        List<Expr> block = IntStream.range(0, n).<Expr>mapToObj(i -> b.value("k" + i, 1, 3)).toList();
        List<Expr> dilations = IntStream.range(0, n).mapToObj(
            i -> dilated ? b.attribute("d" + i, 1, 2) : Expr.of(1)).toList();
        List<Expr> strides = IntStream.range(0, n).mapToObj(
            i -> strided ? b.attribute("s" + i, 1, 3) : Expr.of(1)).toList();
        List<Expr> pads = IntStream.range(0, 2 * n).mapToObj(
            i -> padded ? b.attribute("p" + i, 0, 2) : Expr.of(0)).toList();
        List<Expr> image = Moves.dims(b, "y", n, 1);
        Expr places = Expr.of(1);
        for (int i = 0; i < n; i++) {
            Expr room = image.get(i).plus(pads.get(i)).plus(pads.get(i + n))
                .minus(dilations.get(i).times(block.get(i).minus(1))).minus(1);
            b.require(room.ge(0));
            places = places.times(room.floorDiv(strides.get(i)).plus(1));
        }
        Expr batch = b.dim("n", 1, 4);
        Expr channels = b.dim("c", 1, 4);
        if (dilated) {
            b.set("dilations", dilations);
        }
        if (padded) {
            b.set("pads", pads);
        }
        if (strided) {
            b.set("strides", strides);
        }
        List<Expr> out = new ArrayList<>(List.of(batch, channels));
        out.addAll(image);
        return b.in(t, List.of(batch, channels.times(Moves.product(block)), places)).elements(DType.INT64, image)
            .elements(DType.INT64, block).out(t, out).build();
    }
}
