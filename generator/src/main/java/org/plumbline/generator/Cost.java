package org.plumbline.generator;

import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Slot;

/// A guess at how much a node costs, so that slow cases stay out of the loop.
final class Cost {
    private Cost() {
    }

    /// Multiply-adds (or element visits) of the node that an assignment of the partial operator gives.
    static long of(PartialOperator partial, long[] assignment) {
        double in = 1;
        double out = 1;
        double first = -1;
        double second = -1;
        for (Slot slot : partial.inputs()) {
            if (slot instanceof Slot.Data d) {
                double size = Growth.concrete(d.dtype(), d.dims(), assignment).shape().size();
                in += size;
                second = first >= 0 && second < 0 ? size : second;
                first = first < 0 ? size : first;
            }
        }
        for (PartialOperator.Out o : partial.outputs()) {
            out += Growth.concrete(o, assignment).shape().size();
        }
        return (long) switch (partial.operator()) {
            case "Conv", "ConvInteger", "QLinearConv", "DeformConv" ->
                out * second / weightRows(partial, assignment, 0);
            case "ConvTranspose" -> first * second / weightRows(partial, assignment, 0);
            case "MatMul", "Gemm", "MatMulInteger", "QLinearMatMul" -> Math.sqrt(out * first * second);
            case "Einsum", "LSTM", "GRU", "RNN" -> Math.sqrt(out * first * Math.max(1, second)) * 4;
            case "MaxPool", "AveragePool", "LpPool", "MaxUnpool" -> out * 16;
            default -> in + out;
        };
    }

    private static double weightRows(PartialOperator partial, long[] assignment, int dim) {
        int seen = 0;
        for (Slot slot : partial.inputs()) {
            if (slot instanceof Slot.Data d && seen++ == 1 && !d.dims().isEmpty()) {
                return Math.max(1, d.dims().get(dim).eval(assignment));
            }
        }
        return 1;
    }
}
