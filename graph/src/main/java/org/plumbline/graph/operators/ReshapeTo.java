package org.plumbline.graph.operators;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Types;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.rule.Expr;
import org.plumbline.graph.rule.Sym;

/// ONNX operator Reshape: the target shape may copy a dimension (0) and leave one to be inferred (−1).
final class ReshapeTo {
    private ReshapeTo() {
    }

    static List<Operator> all() {
        return List.of(Operator.of("Reshape", 13, ReshapeTo::reshape, ReshapeTo::partial).weighing(3)
            .silentOn("-1 beside a dimension of 0"));
    }

    private static List<Enclosure> reshape(Call call) {
        Shape s = call.shape(0);
        long[] to = Moves.list(call, 1, "shape");
        boolean zeroIsZero = call.opset() >= 14 && call.flag("allowzero", false);
        int inferred = -1;
        for (int i = 0; i < to.length; i++) {
            Call.require(to[i] >= -1, "shape holds " + to[i]);
            if (to[i] == -1) {
                Call.require(inferred < 0, "shape holds more than one -1");
                inferred = i;
            }
        }
        Call.require(inferred < 0 || !zeroIsZero || LongStream.of(to).noneMatch(d -> d == 0),
            "shape holds both 0 and -1 with allowzero");
        for (int i = 0; i < to.length; i++) {
            if (to[i] == 0 && !zeroIsZero) {
                Call.require(i < s.rank(), "shape copies dimension " + i + " of " + s);
                to[i] = s.dim(i);
            }
        }
        if (inferred >= 0) {
            to[inferred] = 1;
            int rest = Moves.shape(to).size();
            if (rest == 0) {
                throw Call.undetermined("-1 beside a dimension of 0");
            }
            to[inferred] = s.size() / rest;
        }
        Call.require(Moves.shape(to).size() == s.size(), "cannot view " + s + " as " + Arrays.toString(to));
        return List.of(call.in(0).reshape(Shape.of(to)));
    }

    /// How an element of the target shape is written.
    private enum Written {
        PLAIN, COPIED, INFERRED
    }

    private static PartialOperator partial(Rng rng, Wish wish) {
        DType t = wish.type(rng, Types.ALL);
        var b = PartialOperator.builder("Reshape");
        int rank = wish.rank(rng, 0, 5);
        boolean zeroIsZero = wish.opset() >= 14 && rng.chance(0.2);
        List<Written> written = written(rng, rank, Wish.drawnRank(rng, 0, 5), zeroIsZero);
        boolean copiesAll = written.stream().allMatch(w -> w == Written.COPIED);
        // Where nothing is left to draw, what is not copied can only be 1.
        List<Expr> x = IntStream.range(0, rank).<Expr>mapToObj(
            i -> copiesAll && i >= written.size() ? Expr.of(1) : b.dim("x" + i)).toList();
        int outRank = written.size();
        List<Expr> elements = new ArrayList<>();
        List<Expr> out = new ArrayList<>();
        List<Sym> drawn = new ArrayList<>();
        List<Expr> left = new ArrayList<>(x);
        boolean infers = written.contains(Written.INFERRED);
        for (int i = 0; i < outRank; i++) {
            switch (written.get(i)) {
                case COPIED -> {
                    elements.add(Expr.of(0));
                    out.add(x.get(i));
                    left.remove(x.get(i));
                    if (infers) {
                        b.require(x.get(i).ge(1));
                    }
                }
                case PLAIN, INFERRED -> {
                    boolean plain = written.get(i) == Written.PLAIN;
                    Sym d = b.value("y" + i, plain && !zeroIsZero ? 1 : 0, 1 << 16);
                    drawn.add(d);
                    out.add(d);
                    elements.add(plain ? d : Expr.of(-1));
                    if (plain && (infers || !zeroIsZero)) {
                        b.require(d.ge(1));
                    }
                }
            }
        }
        int dash = infers ? drawn.indexOf((Sym) out.get(written.indexOf(Written.INFERRED))) : -1;
        Expr size = Moves.product(left);
        if (!drawn.isEmpty()) {
            b.require(size.eq(Moves.product(List.<Expr>copyOf(drawn))));
            b.choose(drawn, List.of(size), (r, given) -> factors(r, given[0], drawn.size(), dash));
        }
        if (zeroIsZero || wish.opset() >= 14 && rng.chance(0.2)) {
            b.set("allowzero", zeroIsZero ? 1 : 0);
        }
        return b.in(t, x).elements(DType.INT64, elements).out(t, out).build();
    }

    /// At least one dimension is drawn unless every one of the input's is copied; no 0 is written where it means 0.
    private static List<Written> written(Rng rng, int rank, int outRank, boolean zeroIsZero) {
        int inferred = outRank > 0 && rng.chance(0.5) ? rng.below(outRank) : -1;
        boolean copies = !zeroIsZero && rng.chance(0.4);
        return IntStream.range(0, outRank).mapToObj(i -> i == inferred ? Written.INFERRED
            : copies && i < rank && rng.chance(0.6) ? Written.COPIED : Written.PLAIN).toList();
    }

    /// `count` factors whose product is `n`; where `n` is 0, the zero stands at `dash` if there is one.
    private static long[] factors(Rng rng, long n, int count, int dash) {
        long[] f = new long[count];
        Arrays.fill(f, 1);
        if (n <= 0) {
            Arrays.setAll(f, _ -> rng.between(1, 5));
            f[dash >= 0 ? dash : rng.below(count)] = 0;
            return f;
        }
        long rest = n;
        for (long p = 2; p * p <= rest; p++) {
            while (rest % p == 0) {
                f[rng.below(count)] *= p;
                rest /= p;
            }
        }
        f[rng.below(count)] *= rest;
        return f;
    }
}
