package org.plumbline.generator;

import java.util.List;
import java.util.Map;
import org.plumbline.generator.rules.Learned;
import org.plumbline.generator.rules.Learned.Call;
import org.plumbline.generator.rules.Learned.Status;
import org.plumbline.generator.rules.Rulebook;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.operators.Operators;
import org.plumbline.graph.rule.Expr;

/// A small rulebook: three rules, and one operator of which only calls are known.
final class Books {
    static final int OPSET = 17;
    static final String GELU = "com.microsoft::FastGelu";
    static final String BIASED = "com.microsoft::BiasGelu";

    private Books() {
    }

    static Rulebook small() {
        return new Rulebook("fake", "1.0", OPSET, Map.of(
            "Relu", List.of(learned(declared("Relu"), Status.SOLVED, call(3, 5))),
            "MatMul", List.of(learned(declared("MatMul"), Status.SOLVED)),
            GELU, List.of(learned(gelu(), Status.SOLVED, call(2, 6), call(4, 4))),
            BIASED, List.of(learned(biased(), Status.NOT, call(2, 6), call(4, 4), new Call(List.of(7L, 7L), false)))));
    }

    static Learned learned(PartialOperator partial, Status status, Call... calls) {
        return new Learned(partial, status, "", 9, 1, List.of(calls));
    }

    static Call call(long... values) {
        return new Call(java.util.Arrays.stream(values).boxed().toList(), true);
    }

    private static PartialOperator declared(String operator) {
        PartialOperator p = Operators.named(operator).orElseThrow().partial()
            .apply(Rng.of(1), Wish.input(OPSET, DType.FLOAT, 2)).orElseThrow();
        return new PartialOperator(p.operator(), p.inputs(), p.attributes(), p.outputs(), p.symbols(), p.predicates(),
            List.of());
    }

    private static PartialOperator gelu() {
        var b = PartialOperator.builder(GELU);
        List<Expr> dims = b.dims("x", 2);
        return b.in(DType.FLOAT, dims).out(DType.FLOAT, dims).build();
    }

    private static PartialOperator biased() {
        var b = PartialOperator.builder(BIASED);
        List<Expr> dims = b.dims("x", 2);
        return b.in(DType.FLOAT, dims).in(DType.FLOAT, dims.subList(1, 2)).outOfUnknownShape(DType.FLOAT).build();
    }
}
