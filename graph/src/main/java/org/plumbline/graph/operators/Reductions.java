package org.plumbline.graph.operators;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.bound.Arithmetic;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Enclosure.Integers;
import org.plumbline.graph.bound.Enclosure.Reals;
import org.plumbline.graph.bound.Interval;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Domain;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Types;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.rule.Expr;

/// ONNX operators ReduceSum to ReduceSumSquare. The axes are an attribute before opset 18 (13 for ReduceSum) and an
/// input from then on.
final class Reductions {
    private static final List<DType> EXTREMA = with(Types.WIDE, DType.INT8, DType.UINT8);
    private static final List<DType> EXTREMA_20 = with(EXTREMA, DType.BOOL);
    private static final String NAN_ORDER = "which element wins beside a NaN";

    private Reductions() {
    }

    /// Reduces one lane of reals.
    private interface OfReals {
        Interval apply(Arithmetic m, Reals x, int base, int[] inner);
    }

    /// Reduces one lane of integers (or bool).
    private interface OfIntegers {
        Optional<Long> apply(Integers x, int base, int[] inner);
    }

    /// One of the operators: from which opset the axes are an input, what it takes, and how it reduces.
    private record Kind(String name, int axesInput, Domain domain, OfReals reals, OfIntegers integers) {
        List<DType> types(int opset) {
            return switch (name) {
                case "ReduceMax", "ReduceMin" -> opset >= 20 ? EXTREMA_20 : EXTREMA;
                case "ReduceLogSum", "ReduceLogSumExp" -> Types.REAL;
                default -> Types.WIDE;
            };
        }

        /// Whether a lane of one element reduces to that element.
        boolean keepsSingles() {
            return switch (name) {
                case "ReduceSum", "ReduceMean", "ReduceMax", "ReduceMin", "ReduceProd" -> true;
                default -> false;
            };
        }
    }

    static List<Operator> all() {
        String whole = "integer results that overflow or are not whole";
        return List.of(
            of("ReduceSum", 13, Domain.ANY, LaneMath::sum, LaneWhole::sum, 2, "integer overflow"),
            of("ReduceMean", 18, Domain.ANY, LaneMath::mean, LaneWhole::mean, 2, "the mean of nothing; " + whole),
            of("ReduceMax", 18, Domain.ANY, (_, x, b, i) -> LaneMath.max(x, b, i), LaneWhole::max, 1, NAN_ORDER),
            of("ReduceMin", 18, Domain.ANY, (_, x, b, i) -> LaneMath.min(x, b, i), LaneWhole::min, 1, NAN_ORDER),
            of("ReduceProd", 18, Domain.range(-3, 3), LaneMath::product, LaneWhole::product, 1, "integer overflow"),
            of("ReduceL1", 18, Domain.ANY, LaneMath::absSum, LaneWhole::absSum, 1, whole),
            of("ReduceL2", 18, Domain.ANY, LaneMath::norm, LaneWhole::norm, 1, whole),
            of("ReduceLogSum", 18, Domain.POSITIVE, LaneMath::logSum, (_, _, _) -> Optional.empty(), 0.7, whole),
            of("ReduceLogSumExp", 18, Domain.range(-8, 8), LaneMath::logSumExp, (_, _, _) -> Optional.empty(), 1,
                whole),
            of("ReduceSumSquare", 18, Domain.ANY, LaneMath::squareSum, LaneWhole::squareSum, 1, "integer overflow"));
    }

    private static Operator of(String name, int axesInput, Domain domain, OfReals reals, OfIntegers integers,
        double weight, String silent) {
        Kind kind = new Kind(name, axesInput, domain, reals, integers);
        return Operator.of(name, 13, call -> reduce(call, kind), (rng, wish) -> partial(rng, wish, kind))
            .weighing(weight).silentOn(silent);
    }

    private static List<Enclosure> reduce(Call call, Kind kind) {
        Enclosure x = call.in(0);
        Call.require(kind.types(call.opset()).contains(x.dtype()), "data may not be " + x.dtype() + " at opset "
            + call.opset());
        Shape shape = call.shape(0);
        long[] axes = axes(call, kind);
        if (axes.length == 0 && call.opset() >= kind.axesInput && call.flag("noop_with_empty_axes", false)) {
            return List.of(untouched(call, kind, x, shape));
        }
        boolean[] reduced = Lanes.marked(shape.rank(), axes);
        if (axes.length == 0) {
            Arrays.fill(reduced, true);
        }
        Lanes lanes = Lanes.of(shape, reduced, call.flag("keepdims", true));
        return List.of(reduce(call, kind, x, lanes, lanes.shape()));
    }

    private static long[] axes(Call call, Kind kind) {
        if (call.opset() < kind.axesInput) {
            return call.integers("axes").orElse(new long[0]);
        }
        if (!call.has(1)) {
            return new long[0];
        }
        Call.require(call.shape(1).rank() == 1, "axes have rank " + call.shape(1).rank() + ", not 1");
        return Moves.list(call, 1, "axes");
    }

    private static Enclosure reduce(Call call, Kind kind, Enclosure x, Lanes lanes, Shape to) {
        return switch (x) {
            case Reals r -> {
                Arithmetic m = call.arithmetic(r.dtype());
                yield Reals.of(r.dtype(), to, i -> kind.reals.apply(m, r, lanes.base()[i], lanes.inner()));
            }
            case Integers n -> Integers.of(n.dtype(), to, i -> kind.integers.apply(n, lanes.base()[i], lanes.inner()));
            case Enclosure.Carried _,Enclosure.Unknown _ -> throw Call.broken("no numbers in " + x.dtype());
        };
    }

    /// `noop_with_empty_axes`: the older text returns the input as it is, the newer one does all but the reduction
    /// (absolute values, squares, logarithms); both are admissible.
    private static Enclosure untouched(Call call, Kind kind, Enclosure x, Shape shape) {
        if (kind.keepsSingles()) {
            return x;
        }
        Enclosure mapped = reduce(call, kind, x, Lanes.of(shape, new boolean[shape.rank()], true), shape);
        return switch (x) {
            case Reals r -> Reals.of(r.dtype(), shape, i -> r.at(i).hull(((Reals) mapped).at(i)));
            case Integers n -> Integers.of(n.dtype(), shape,
                i -> n.at(i).filter(v -> ((Integers) mapped).at(i).equals(Optional.of(v))));
            case Enclosure.Carried _,Enclosure.Unknown _ -> x;
        };
    }

    private static PartialOperator partial(Rng rng, Wish wish, Kind kind) {
        // Few norms and means of integers are whole numbers.
        boolean likely = !kind.name.equals("ReduceL2") && !kind.name.equals("ReduceMean");
        DType t = wish.type(rng, likely || rng.chance(0.25) ? kind.types(wish.opset()) : Types.REAL);
        boolean keep = rng.chance(0.5);
        var b = PartialOperator.builder(kind.name);
        int rank = wish.rank(rng, 0, 5);
        List<Expr> x = b.dims("x", rank);
        List<Long> axes = drawAxes(rng, rank);
        // Empty axes with the flag leave most elements of the composite operators open.
        double share = !axes.isEmpty() ? 0.1 : kind.keepsSingles() ? 0.3 : 0.01;
        boolean noop = wish.opset() >= kind.axesInput && rng.chance(share);
        boolean[] reduced = Lanes.marked(rank, axes.stream().mapToLong(Long::longValue).toArray());
        if (axes.isEmpty()) {
            Arrays.fill(reduced, !noop);
        }
        b.in(t, x, kind.domain);
        if (wish.opset() < kind.axesInput) {
            if (!axes.isEmpty()) {
                b.set("axes", new Attribute.Ints(axes));
            }
        } else if (!axes.isEmpty() || rng.chance(0.3)) {
            b.elements(DType.INT64, axes.stream().map(Expr::of).toList());
        }
        if (!keep || rng.chance(0.5)) {
            b.set("keepdims", keep ? 1 : 0);
        }
        if (noop) {
            b.set("noop_with_empty_axes", 1);
        }
        return b.out(t, remaining(x, reduced, keep)).build();
    }

    /// The dimensions left after a reduction.
    static List<Expr> remaining(List<Expr> dims, boolean[] reduced, boolean keep) {
        List<Expr> out = new ArrayList<>();
        for (int i = 0; i < dims.size(); i++) {
            if (!reduced[i]) {
                out.add(dims.get(i));
            } else if (keep) {
                out.add(Expr.of(1));
            }
        }
        return out;
    }

    /// Distinct axes in any order, some counted from the back; none at all in one draw of five.
    private static List<Long> drawAxes(Rng rng, int rank) {
        int count = rank == 0 || rng.chance(0.2) ? 0 : rng.between(1, rank);
        int[] order = rng.permutation(rank);
        List<Long> axes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            axes.add((long) (rng.chance(0.3) ? order[i] - rank : order[i]));
        }
        return axes;
    }

    private static List<DType> with(List<DType> types, DType... more) {
        List<DType> all = new ArrayList<>(types);
        all.addAll(List.of(more));
        return List.copyOf(all);
    }
}
