package org.plumbline.targets.planted.faults;

import java.util.List;
import java.util.Set;
import org.plumbline.graph.Shape;
import org.plumbline.targets.planted.call.Op;
import org.plumbline.targets.planted.call.Value;
import org.plumbline.targets.planted.kernels.Flaws;

/// Kernels that misread an input.
final class Arguments {
    private Arguments() {
    }

    static List<Fault> all() {
        return List.of(
            Fault.everywhere("reduce-sum-axis", "ReduceSum is off by one in its axes", Set.of("ReduceSum"),
                (op, honest) -> honest.run(shiftedAxes(op))),
            Fault.everywhere("concat-backwards", "Concat joins its inputs in reverse", Set.of("Concat"),
                (op, honest) -> honest.run(op.withInputs(op.inputs().reversed()))),
            Fault.everywhere("gather-negative", "Gather and GatherElements drop the sign of an index",
                Set.of("Gather", "GatherElements"), (op, honest) -> honest.run(absoluteIndices(op))),
            Fault.everywhere("conv-bias-shifted", "Conv adds each channel the bias of the next", Set.of("Conv"),
                (op, honest) -> honest.run(op.has(2) ? op.withInput(2, rotated(op.in(2))) : op)),
            Fault.optimised("where-swapped", "optimised Where swaps its branches", Set.of("Where"),
                (op, honest) -> honest.run(Flaws.permuted(op, 0, 2, 1))),
            Fault.everywhere("clip-max-ignored", "Clip reads no upper bound where there is a lower one",
                Set.of("Clip"), (op, honest) -> honest.run(op.has(1) && op.has(2)
                    ? op.withInputs(List.of(op.inputs().get(0), op.inputs().get(1))) : op)),
            Fault.everywhere("slice-steps", "Slice ignores steps", Set.of("Slice"),
                (op, honest) -> honest.run(op.has(4) ? op.withInputs(op.inputs().subList(0, 4)) : op)),
            Fault.everywhere("matmul-bias-lost", "Gemm forgets C where beta is given", Set.of("Gemm"),
                (op, honest) -> honest.run(op.has(2) && op.node().attributes().containsKey("beta")
                    ? op.withInputs(op.inputs().subList(0, 2)) : op)),
            Fault.everywhere("prelu-slope-scalar", "PRelu reads one slope for all channels", Set.of("PRelu"),
                (op, honest) -> honest.run(op.shape(1).size() > 1
                    ? op.withInput(1, Flaws.picked(op.in(1), Shape.of(1), _ -> 0)) : op)),
            Fault.everywhere("scale-of-neighbour", "BatchNormalization takes the variance of the next channel",
                Set.of("BatchNormalization"), (op, honest) -> honest.run(op.withInput(4, rotated(op.in(4))))),
            Fault.everywhere("zero-point-unsigned", "DequantizeLinear reads an int8 zero point as uint8",
                Set.of("DequantizeLinear"), (op, honest) -> unsignedZero(op, honest)));
    }

    private static Value rotated(Value v) {
        int n = v.shape().size();
        return Flaws.picked(v, v.shape(), i -> (i + 1) % n);
    }

    private static Op shiftedAxes(Op op) {
        int rank = op.shape(0).rank();
        if (!op.has(1) || rank == 0) {
            return op;
        }
        long[] axes = op.longs(1);
        return op.withInput(1, Value.ofLongs(op.dtype(1), op.shape(1),
            i -> (Op.axis(axes[i], rank) + 1) % rank));
    }

    private static Op absoluteIndices(Op op) {
        int axis = Op.axis(op.integer("axis", 0), op.shape(0).rank());
        long size = op.shape(0).dim(axis);
        long[] index = op.longs(1);
        return op.withInput(1, Value.ofLongs(op.dtype(1), op.shape(1),
            i -> Math.min(Math.abs(index[i]), Math.max(0, size - 1))));
    }

    private static List<Value> unsignedZero(Op op, org.plumbline.targets.planted.call.Kernel honest) {
        if (!op.has(2) || op.dtype(2) != org.plumbline.graph.DType.INT8 || op.shape(2).size() != 1) {
            return honest.run(op);
        }
        long zero = op.longs(2)[0] & 0xff;
        long[] x = op.longs(0);
        double scale = op.doubles(1)[0];
        return op.fused(op.dtype(1), op.shape(0), i -> (x[i] - zero) * scale);
    }
}
