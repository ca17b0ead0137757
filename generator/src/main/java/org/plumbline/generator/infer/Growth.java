package org.plumbline.generator.infer;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.plumbline.graph.rule.Expr;
import org.plumbline.graph.rule.Sym;

/// How an expression that holds where a symbol has one value may go on where it has others: some part of it is divided
/// by the symbol, multiplied with it, or a multiple of how far the symbol is from that value is added.
final class Growth {
    private static final int SHIFT = 2;

    private final Sym symbol;
    private final long neutral;
    private final List<Expr> factors;

    /// `symbol` has the value `neutral` wherever the expression is known to hold; `leaves` are what it may be multiplied
    /// with.
    Growth(Sym symbol, long neutral, List<Expr> leaves) {
        this.symbol = symbol;
        this.neutral = neutral;
        this.factors = new ArrayList<>();
        factors.add(Expr.of(1));
        leaves.stream().filter(e -> e instanceof Sym && !e.equals(symbol)).forEach(e -> {
            factors.add(e);
            factors.add(e.minus(1));
        });
    }

    /// What `base` may have grown to; where the symbol is neutral, each has the value of `base`.
    Set<Expr> of(Expr base) {
        Set<Expr> grown = new LinkedHashSet<>();
        everywhere(base, whole -> whole, grown);
        return grown;
    }

    private void everywhere(Expr part, UnaryOperator<Expr> around, Set<Expr> grown) {
        grown(part).map(around).forEach(grown::add);
        if (part instanceof Expr.Binary(Expr.Op op, Expr l, Expr r)) {
            everywhere(l, x -> around.apply(new Expr.Binary(op, x, r)), grown);
            everywhere(r, x -> around.apply(new Expr.Binary(op, l, x)), grown);
        }
    }

    private Stream<Expr> grown(Expr part) {
        Expr off = plus(symbol, -neutral);
        Stream<Expr> sums = factors.stream().map(f -> f.equals(Expr.of(1)) ? off : f.times(off)).flatMap(d -> Stream.of(
            part.plus(d), part.minus(d)));
        Stream<Expr> bounds = Stream.of(part.max(symbol), part.min(symbol));
        return Stream.of(sums, bounds, neutral != 0 ? scaled(part) : Stream.<Expr>empty()).flatMap(s -> s);
    }

    private Stream<Expr> scaled(Expr part) {
        Expr scale = neutral < 0 ? Expr.of(0).minus(symbol) : symbol;
        Stream<Expr> shifted = Stream.concat(divided(part, scale), Stream.of(0, -1, 1).map(a -> plus(plus(part, a)
            .times(
                scale), -a)));
        Expr square = scale.times(scale);
        return Stream.concat(shifted, Stream.of(part.floorDiv(square), part.times(square)));
    }

    /// A quotient that is the expression itself where the divisor is 1: rounded down, up, or towards zero, as C++ does.
    static Stream<Expr> divided(Expr e, Expr by) {
        return Stream.of(0, -1, 1, -SHIFT, SHIFT).flatMap(a -> {
            Expr dividend = plus(e, a);
            return Stream.of(dividend.floorDiv(by), dividend.ceilDiv(by), truncated(dividend, by)).map(q -> plus(q,
                -a));
        });
    }

    private static Expr truncated(Expr e, Expr by) {
        Expr zero = Expr.of(0);
        return e.max(zero).floorDiv(by).minus(zero.minus(e).max(zero).floorDiv(by));
    }

    private static Expr plus(Expr e, long c) {
        return c == 0 ? e : c > 0 ? e.plus(c) : e.minus(-c);
    }
}
