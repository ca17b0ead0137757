package org.plumbline.graph.operators;

import java.util.ArrayList;
import java.util.List;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.operator.Domain;
import org.plumbline.graph.Shape;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Enclosure.Reals;
import org.plumbline.graph.bound.Sum;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Types;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.rule.Expr;

/// Products of matrices: ONNX operators MatMul, Gemm, Einsum and the integer forms.
final class LinearAlgebra {
    private LinearAlgebra() {
    }

    static List<Operator> all() {
        return List.of(Operator.of("MatMul", 13, LinearAlgebra::matMul, LinearAlgebra::matMulPartial).weighing(4));
    }

    private static List<Enclosure> matMul(Call call) {
        Reals a = call.reals(0);
        Reals b = call.reals(1);
        int k = (int) a.shape().dim(-1);
        Shape out = Shape.of(a.shape().dim(0), b.shape().dim(1));
        int n = (int) out.dim(1);
        return List.of(Reals.of(a.dtype(), out, i -> {
            Sum sum = new Sum();
            for (int j = 0; j < k; j++) {
                sum.addProduct(a.at(i / n * k + j), b.at(j * n + i % n));
            }
            return sum.total(call.arithmetic(a.dtype()), 1);
        }));
    }

    private static PartialOperator matMulPartial(Rng rng, Wish wish) {
        DType t = wish.type(rng, Types.WIDE);
        var b = PartialOperator.builder("MatMul");
        Expr m = b.dim("m");
        Expr k = b.dim("k");
        Expr n = b.dim("n");
        List<Expr> batch = b.dims("b", wish.rank(rng, 2, 5) - 2);
        List<Expr> left = new ArrayList<>(batch);
        left.addAll(List.of(m, k));
        List<Expr> out = new ArrayList<>(batch);
        out.addAll(List.of(m, n));
        return b.in(t, left).constant(t, List.of(k, n), Domain.ANY).out(t, out).build();
    }
}
