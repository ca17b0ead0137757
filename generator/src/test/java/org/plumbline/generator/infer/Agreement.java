package org.plumbline.generator.infer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.plumbline.generator.Proof;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.rule.Expr;
import org.plumbline.graph.rule.Pred;
import org.plumbline.graph.rule.Sym;

/// Z3's proof that two rules over the same symbols agree: the calls that one allows the other allows, and the output
/// shapes of these are equal. A symbol that is multiplied with another or divides is taken value by value, between
/// −[#LEAST] and [#MOST], so that Z3 is asked linear questions only; the others have their whole ranges.
final class Agreement {
    static final long LEAST = -3;
    static final long MOST = 4;

    private final List<Sym> symbols;

    private Agreement(List<Sym> symbols) {
        this.symbols = symbols;
    }

    /// What could not be proved, with an example against it where there is one; nothing where the rules agree on all
    /// calls that `found` has in its ranges.
    static Optional<String> broken(PartialOperator found, PartialOperator known) {
        Agreement agreement = new Agreement(found.symbols());
        return Stream.of(agreement.disproved(valid(found), valid(known)), agreement.disproved(valid(known), valid(
            found)), agreement.disproved(valid(known), equal(found, known))).flatMap(Optional::stream).findFirst();
    }

    /// A call that the known rule allows and that lies in the ranges of no part; nothing where Z3 proves that there is
    /// none.
    static Optional<String> uncovered(List<PartialOperator> parts, PartialOperator known) {
        List<Pred> inside = parts.stream().<Pred>map(p -> new Pred.AllOf(p.symbols().stream().flatMap(s -> {
            Sym whole = known.symbols().get(s.index());
            return Stream.of(s.lo() > whole.lo() ? Optional.of(whole.ge(s.lo())) : Optional.<Pred>empty(), s.hi()
                < whole
                    .hi() ? Optional.of(whole.le(s.hi())) : Optional.<Pred>empty()).flatMap(Optional::stream);
        }).toList())).toList();
        return new Agreement(known.symbols()).disproved(valid(known), List.of(new Pred.AnyOf(inside)));
    }

    /// A rule's predicates, and that its output dimensions are not negative.
    private static List<Pred> valid(PartialOperator rule) {
        return Stream.concat(rule.predicates().stream(), rule.outputs().stream().flatMap(o -> o.dims().stream()).map(
            e -> e
                .ge(0))).toList();
    }

    private static List<Pred> equal(PartialOperator found, PartialOperator known) {
        List<Pred> all = new ArrayList<>();
        for (int o = 0; o < known.outputs().size(); o++) {
            List<Expr> dims = known.outputs().get(o).dims();
            for (int d = 0; d < dims.size(); d++) {
                all.add(found.outputs().get(o).dims().get(d).eq(dims.get(d)));
            }
        }
        return all;
    }

    private Optional<String> disproved(List<Pred> given, List<Pred> claims) {
        return claims.stream().flatMap(c -> disproved(given, c, new Long[symbols.size()]).stream()).findFirst();
    }

    /// Splits by the values of one symbol until the claim is linear. Given predicates that are not are left out at
    /// first, which makes what is proved only stronger.
    private Optional<String> disproved(List<Pred> given, Pred claim, Long[] fixed) {
        Pred c = Linear.with(claim, fixed);
        List<Pred> g = given.stream().map(p -> Linear.with(p, fixed)).toList();
        if (g.stream().anyMatch(p -> isFalse(p)) || isTrue(c)) {
            return Optional.empty();
        }
        Optional<Sym> next = Linear.splitter(c);
        if (next.isEmpty()) {
            List<Pred> linear = g.stream().filter(p -> Linear.splitter(p).isEmpty() && !isTrue(p)).toList();
            if (Proof.follows(symbols, linear, c)) {
                return Optional.empty();
            }
            next = g.stream().flatMap(p -> Linear.splitter(p).stream()).findFirst();
        }
        if (next.isEmpty()) {
            List<Pred> all = new ArrayList<>(g);
            all.add(c.negated());
            return Optional.of("not proved: " + claim + " at " + java.util.Arrays.toString(fixed) + Proof.example(
                symbols, all).map(e -> ", against it " + java.util.Arrays.toString(e)).orElse(""));
        }
        Sym s = symbols.get(next.get().index());
        return LongStream.rangeClosed(Math.max(s.lo(), LEAST), Math.min(s.hi(), MOST)).boxed().flatMap(v -> {
            Long[] more = fixed.clone();
            more[s.index()] = v;
            return disproved(given, claim, more).stream();
        }).findFirst();
    }

    private static boolean isFalse(Pred p) {
        return Linear.truth(p).map(t -> !t).orElse(false);
    }

    private static boolean isTrue(Pred p) {
        return Linear.truth(p).orElse(false);
    }
}
