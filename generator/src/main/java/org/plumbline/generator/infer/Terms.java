package org.plumbline.generator.infer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.graph.rule.Expr;
import org.plumbline.graph.rule.Sym;

/// All expressions up to a size, evaluated once on a list of calls; of those that have the same values on all of them the
/// first, which is the smallest, is kept (observational equivalence, after NeuRI). No symbol occurs twice.
public final class Terms {
    private static final List<Expr.Op> OPS = List.of(Expr.Op.values());
    /// Those of which the order of the two matters.
    private static final List<Expr.Op> ORDERED = List.of(Expr.Op.SUB, Expr.Op.FLOOR_DIV, Expr.Op.MOD);

    private final List<long[]> calls;
    private final int limit;
    private final List<List<Term>> bySize = new ArrayList<>();
    private final Map<Term.Key, Term> byValues = new LinkedHashMap<>();
    private long tried;

    /// Expressions of at most `size` leaves, at most `limit` of them; `leaves` are symbols and constants, `calls` their values by
    /// the symbols' indices.
    public Terms(List<Expr> leaves, List<long[]> calls, int size, int limit) {
        this(leaves, calls, size, limit, Optional.empty());
    }

    /// The same, but it ends with the size at which an expression has the values `wanted`.
    Terms(List<Expr> leaves, List<long[]> calls, int size, int limit, Optional<long[]> wanted) {
        this.calls = calls;
        this.limit = limit;
        bySize.add(List.of());
        List<Term> first = new ArrayList<>();
        bySize.add(first);
        leaves.forEach(e -> keep(leaf(e, calls), first));
        for (int n = 2; n <= size && wanted.flatMap(this::with).isEmpty(); n++) {
            List<Term> level = new ArrayList<>();
            for (int left = 1; left < n; left++) {
                combine(bySize.get(left), bySize.get(n - left), level);
            }
            bySize.add(level);
        }
    }

    static Term leaf(Expr e, List<long[]> calls) {
        long[] values = new long[calls.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(e, calls.get(i));
        }
        return new Term(e, 1, symbols(e), values);
    }

    /// The value on a call, or [Term#NONE].
    static long value(Expr e, long[] call) {
        return switch (e) {
            case Expr.Const(long v) -> v;
            case Sym s -> call[s.index()];
            case Expr.Binary(Expr.Op op, Expr l, Expr r) -> Term.apply(op, value(l, call), value(r, call));
        };
    }

    static long symbols(Expr e) {
        return switch (e) {
            case Expr.Const _ -> 0;
            case Sym s -> 1L << s.index();
            case Expr.Binary(Expr.Op _, Expr l, Expr r) -> symbols(l) | symbols(r);
        };
    }

    private void combine(List<Term> lefts, List<Term> rights, List<Term> level) {
        for (Term a : List.copyOf(lefts)) {
            for (Term b : List.copyOf(rights)) {
                if (byValues.size() >= limit) {
                    return;
                }
                if ((a.symbols() & b.symbols()) == 0 && (a.symbols() | b.symbols()) != 0) {
                    for (Expr.Op op : a.size() > b.size() ? ORDERED : OPS) {
                        combine(op, a, b).ifPresent(t -> keep(t, level));
                    }
                }
            }
        }
    }

    private Optional<Term> combine(Expr.Op op, Term a, Term b) {
        tried++;
        long[] values = new long[calls.size()];
        boolean some = false;
        for (int i = 0; i < values.length; i++) {
            values[i] = Term.apply(op, a.values()[i], b.values()[i]);
            some |= values[i] != Term.NONE;
        }
        return some ? Optional.of(new Term(new Expr.Binary(op, a.expr(), b.expr()), a.size() + b.size(), a.symbols() | b
            .symbols(), values)) : Optional.empty();
    }

    private void keep(Term t, List<Term> level) {
        if (byValues.putIfAbsent(t.key(), t) == null) {
            level.add(t);
        }
    }

    /// How many expressions were evaluated on all calls, those included that have the values of a smaller one.
    public long tried() {
        return tried;
    }

    /// All, small ones first.
    List<Term> all() {
        return bySize.stream().flatMap(List::stream).toList();
    }

    List<Term> ofSize(int size) {
        return size < bySize.size() ? bySize.get(size) : List.of();
    }

    /// The smallest with these values.
    Optional<Term> with(long[] values) {
        return Optional.ofNullable(byValues.get(new Term.Key(values)));
    }
}
