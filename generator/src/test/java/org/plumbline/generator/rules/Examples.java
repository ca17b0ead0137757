package org.plumbline.generator.rules;

import java.util.List;
import java.util.Map;
import org.plumbline.graph.DType;
import org.plumbline.graph.operator.Domain;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.rule.Expr;
import org.plumbline.graph.rule.Pred;
import org.plumbline.graph.rule.Sym;

/// Small rulebooks.
final class Examples {
    private Examples() {
    }

    /// A convolution along one axis.
    static Learned conv(boolean grouped) {
        PartialOperator.Builder b = PartialOperator.builder("Conv");
        List<Expr> x = b.dims("x", 3);
        List<Expr> w = b.dims("w", 3);
        Sym group = b.attribute("group", 1, 8);
        Sym stride = b.attribute("stride", 1, 4);
        b.in(DType.FLOAT, x).constant(DType.FLOAT, w, Domain.NON_ZERO).absent();
        b.set("auto_pad", "VALID").set("group", group).set("strides", List.of(stride));
        b.require(x.get(1).eq(grouped ? w.get(1).times(group) : w.get(1)), x.get(2).ge(w.get(2)));
        b.out(DType.FLOAT, List.of(x.get(0), w.get(0), x.get(2).minus(w.get(2)).floorDiv(stride).plus(1)));
        return learned(b.build(), new Learned.Call(List.of(1L, 2L, 5L, 3L, 2L, 3L, 1L, 1L), true));
    }

    static Learned relu(DType dtype) {
        PartialOperator.Builder b = PartialOperator.builder("Relu");
        List<Expr> x = b.dims("x", 1);
        return learned(b.in(dtype, x).out(dtype, x).build());
    }

    static Learned learned(PartialOperator partial, Learned.Call... calls) {
        return new Learned(partial, Learned.Status.SOLVED, "", 20, 30, List.of(calls));
    }

    static PartialOperator with(List<Sym> symbols, List<Pred> predicates) {
        return new PartialOperator("Relu", List.of(), Map.of(), List.of(), symbols, predicates, List.of());
    }

    static Rulebook book(String release, Map<String, List<Learned>> operators) {
        return new Rulebook("onnxruntime", release, 21, operators);
    }

    static Rulebook book() {
        return book("1.22.0", Map.of("Conv", List.of(conv(true)), "Relu", List.of(relu(DType.FLOAT)),
            "com.microsoft::BiasGelu", List.of()));
    }
}
