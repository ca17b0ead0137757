package org.plumbline.generator.infer;

import java.util.List;
import java.util.stream.IntStream;
import org.plumbline.graph.DType;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.PartialOperator.Builder;
import org.plumbline.graph.operator.PartialOperator.Out;
import org.plumbline.graph.rule.Expr;
import org.plumbline.graph.rule.Pred;
import org.plumbline.graph.rule.Sym;

/// A rule that is known, planted in a simulated target. All inputs and attributes of `rule` are plain symbols.
record Planted(String name, PartialOperator rule) {
    static Planted of(String name, Builder b, List<Expr> shape) {
        return new Planted(name, b.out(DType.FLOAT, shape).build());
    }

    @Override
    public String toString() {
        return name;
    }

    /// What is asked about: no predicates, no output shapes.
    PartialOperator hidden() {
        return new PartialOperator(rule.operator(), rule.inputs(), rule.attributes(), rule.outputs().stream().map(
            o -> new Out(o.dtype(), List.of(), true)).toList(), rule.symbols(), List.of(), List.of());
    }

    /// The simulated target: it knows the rule and nothing else.
    Label answer(long[] call) {
        return Learner.allows(rule, call) ? new Label.Accepted(Learner.shapes(rule, call)) : new Label.Refused("no");
    }

    static Sym dim(Builder b, String name) {
        return b.dim(name, 1, 64);
    }

    static List<Expr> dims(Builder b, String name, int rank) {
        return IntStream.range(0, rank).<Expr>mapToObj(i -> dim(b, name + i)).toList();
    }

    static Sym attribute(Builder b, String name) {
        Sym s = b.attribute(name, -8, 16);
        b.set(name, s);
        return s;
    }

    static List<Expr> attributes(Builder b, String name, int count) {
        List<Expr> all = b.attributes(name, count, -8, 16);
        b.set(name, all);
        return all;
    }

    static Sym flag(Builder b, String name) {
        Sym s = b.attribute(name, 0, 1);
        b.set(name, s);
        return s;
    }

    /// A one-dimensional input whose elements matter.
    static List<Expr> elements(Builder b, String name, int count) {
        List<Expr> all = IntStream.range(0, count).<Expr>mapToObj(i -> b.value(name + i, -8, 64)).toList();
        b.elements(DType.INT64, all);
        return all;
    }

    static Sym element(Builder b, String name) {
        Sym s = b.value(name, -8, 64);
        b.element(DType.INT64, s);
        return s;
    }

    static List<Expr> data(Builder b, List<Expr> dims) {
        b.in(DType.FLOAT, dims);
        return dims;
    }

    /// 1 where a number is negative, else 0.
    static Expr negative(Expr e) {
        return Expr.of(0).minus(e).max(Expr.of(0)).min(Expr.of(1));
    }

    /// 1 where two numbers are equal, else 0.
    static Expr same(Expr a, Expr b) {
        return Expr.of(1).minus(a.minus(b).max(b.minus(a)).min(Expr.of(1)));
    }

    /// One expression where a flag is 1, another where it is 0.
    static Expr choose(Expr flag, Expr then, Expr otherwise) {
        return flag.times(then).plus(Expr.of(1).minus(flag).times(otherwise));
    }

    static Pred any(Pred... alternatives) {
        return new Pred.AnyOf(List.of(alternatives));
    }
}
