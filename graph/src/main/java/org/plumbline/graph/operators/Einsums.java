package org.plumbline.graph.operators;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.bound.Arithmetic;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Enclosure.Integers;
import org.plumbline.graph.bound.Enclosure.Reals;
import org.plumbline.graph.bound.Interval;
import org.plumbline.graph.bound.Sum;
import org.plumbline.graph.bound.WholeSum;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Types;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.rule.Expr;

/// ONNX operator Einsum.
final class Einsums {
    private static final List<DType> TYPES =
        Types.NUMERIC.stream().filter(t -> t != DType.BFLOAT16).toList();

    /// One letter stands for one dimension, a star for the dimensions behind an ellipsis.
    private static final List<String> EQUATIONS = List.of("ij,jk->ik", "bij,bjk->bik", "bhid,bhjd->bhij",
        "bhij,bhjd->bhid", "ij->ji", "ij->", "ij->i", "ij->j", "ii->i", "ii", "iij->ij", "i,i->", "i,j->ij",
        "ij,ij->ij", "ij,ij->i", "ij,jk", "ij", "ba", "bij,jk->bik", "ijk,kl->ijl", "ijk,jil->kl", "abc,cd->dab",
        "ij,kj->ik", "bi,bj->bij", "*ij,*jk->*ik", "*i->*", "*ii->*i", "*ij->*ji", "*i,*i->*", "i*->*i", "*,*->*",
        "ij,jk,kl->il", "i,i,i->i", "bi,ij,bj->b", "a,ab,abc->abc", "ij,k->ikj", "->", "i->");

    private Einsums() {
    }

    static List<Operator> all() {
        return List.of(Operator.of("Einsum", 12, Einsums::einsum, Einsums::partial).weighing(2)
            .silentOn("integer overflow; sums and products whose value depends on the order of contraction"));
    }

    private static List<Enclosure> einsum(Call call) {
        List<Shape> shapes = new ArrayList<>();
        for (int i = 0; i < call.inputs().size(); i++) {
            shapes.add(call.shape(i));
        }
        Equation e = Equation.of(call.text("equation", ""), shapes);
        int n = shapes.size();
        int[][] out = new int[n][];
        int[][] sum = new int[n][];
        for (int i = 0; i < n; i++) {
            out[i] = e.shape().index(0, e.outStrides().get(i));
            sum[i] = e.summed().index(0, e.sumStrides().get(i));
        }
        int terms = e.summed().size();
        boolean distributes = n > 2 || e.sumStrides().stream().anyMatch(s -> Arrays.stream(s).anyMatch(t -> t == 0));
        return List.of(switch (call.in(0)) {
            case Reals a -> reals(call, a.dtype(), e.shape(), out, sum, terms, distributes);
            case Integers a -> integers(call, a.dtype(), e.shape(), out, sum, terms);
            case Enclosure.Carried _,Enclosure.Unknown _ -> throw Call.broken("no numbers in " + call.dtype(0));
        });
    }

    /// Any order of contraction: partial sums of one operand may be taken before the products. Where these could leave
    /// the range of the type although the terms do not, nothing is said; below the normal range, each of the roundings
    /// counts absolutely.
    private static Reals reals(Call call, DType t, Shape shape, int[][] out, int[][] sum, int terms,
        boolean distributes) {
        Arithmetic m = call.arithmetic(t);
        List<Reals> operands = new ArrayList<>();
        double reach = 1;
        boolean infinite = false;
        for (int i = 0; i < out.length; i++) {
            operands.add(call.reals(i));
            infinite |= holdsInfinity(operands.get(i));
            reach *= Math.max(1, largestFinite(operands.get(i)) * Math.max(1, terms));
        }
        if (distributes && !(reach <= m.max())) {
            return (Reals) Enclosure.anything(t, shape);
        }
        // (a + b)·∞ and a·∞ + b·∞ differ.
        boolean open = distributes && infinite;
        double absolute = out.length < 2 || !distributes ? 0 : (terms + out.length) * m.minNormal() * m.epsilon()
            * reach;
        return Reals.of(t, shape, o -> {
            Sum total = new Sum();
            for (int s = 0; s < terms; s++) {
                Interval last = operands.get(0).at(out[0][o] + sum[0][s]);
                for (int i = 1; i < out.length - 1; i++) {
                    last = m.mul(last, operands.get(i).at(out[i][o] + sum[i][s]));
                }
                if (out.length == 1) {
                    total.add(last);
                } else {
                    int n = out.length - 1;
                    total.addProduct(last, operands.get(n).at(out[n][o] + sum[n][s]));
                }
            }
            Interval y = total.fusable(m, 2 * out.length);
            if (open && (y.nan() || Arithmetic.holdsInfinity(y))) {
                return Interval.ANY;
            }
            return y.isPoint() || y.isEmpty() ? y : m.widen(y.lo(), y.hi(), y.nan(), 0, absolute);
        }).accumulated(out.length < 2 ? 0 : terms);
    }

    private static boolean holdsInfinity(Reals x) {
        for (int i = 0; i < x.lo().length; i++) {
            if (Arithmetic.holdsInfinity(x.at(i)) && !x.at(i).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static double largestFinite(Reals x) {
        double largest = 0;
        for (int i = 0; i < x.lo().length; i++) {
            double v = x.at(i).magnitude();
            largest = Double.isFinite(v) ? Math.max(largest, v) : largest;
        }
        return largest;
    }

    private static Integers integers(Call call, DType t, Shape shape, int[][] out, int[][] sum, int terms) {
        return Integers.of(t, shape, o -> {
            WholeSum total = new WholeSum(t);
            for (int s = 0; s < terms; s++) {
                Optional<Long> product = Optional.of(1L);
                for (int i = 0; i < out.length && product.isPresent(); i++) {
                    Optional<Long> factor = call.integers(i).at(out[i][o] + sum[i][s]);
                    WholeSum one = new WholeSum(t);
                    product.ifPresent(p -> factor.ifPresentOrElse(f -> one.addProduct(p, f), one::addUnknown));
                    product = one.total();
                }
                product.ifPresentOrElse(total::add, total::addUnknown);
            }
            return total.total();
        });
    }

    private static PartialOperator partial(Rng rng, Wish wish) {
        DType t = wish.type(rng, TYPES);
        String template = rng.pick(EQUATIONS);
        var b = PartialOperator.builder("Einsum");
        int hidden = rng.below(3);
        Map<String, Expr> dims = new HashMap<>();
        int arrow = template.indexOf("->");
        String inputs = arrow < 0 ? template : template.substring(0, arrow);
        for (String term : inputs.split(",", -1)) {
            b.in(t, dims(b, dims, term, hidden, rng.chance(0.1)));
        }
        boolean spaced = rng.chance(0.2);
        String equation = template.replace("*", "...");
        b.set("equation", spaced ? equation.replace(",", ", ").replace("->", " -> ") : equation);
        String output = arrow < 0 ? implicit(inputs) : template.substring(arrow + 2);
        return b.out(t, dims(b, dims, output, hidden, false)).build();
    }

    /// The dimensions of a term; with `stretch`, those behind the ellipsis are 1 once another term has fixed them.
    private static List<Expr> dims(PartialOperator.Builder b, Map<String, Expr> known, String term, int hidden,
        boolean stretch) {
        List<Expr> dims = new ArrayList<>();
        for (char letter : term.toCharArray()) {
            for (int h = letter == '*' ? hidden : 1; h > 0; h--) {
                String label = letter == '*' ? "e" + h + "_" : String.valueOf(letter);
                boolean one = stretch && letter == '*' && known.containsKey(label);
                dims.add(one ? Expr.of(1) : known.computeIfAbsent(label, b::dim));
            }
        }
        return dims;
    }

    private static String implicit(String inputs) {
        StringBuilder out = new StringBuilder();
        String letters = inputs.replace(",", "");
        letters.chars().sorted().filter(c -> letters.indexOf(c) == letters.lastIndexOf(c))
            .forEach(c -> out.append((char) c));
        return out.toString();
    }
}
