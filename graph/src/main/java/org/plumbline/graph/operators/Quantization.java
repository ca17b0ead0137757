package org.plumbline.graph.operators;

import java.util.List;
import java.util.Optional;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.bound.Arithmetic;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Enclosure.Integers;
import org.plumbline.graph.bound.Enclosure.Reals;
import org.plumbline.graph.bound.Interval;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Operator;

/// ONNX operators QuantizeLinear and DequantizeLinear to and from 8-bit and 16-bit integers, and
/// DynamicQuantizeLinear.
final class Quantization {
    static final Typing FLOATS = Typing.of(List.of(DType.FLOAT))
        .from(19, List.of(DType.FLOAT, DType.FLOAT16, DType.BFLOAT16));
    static final Typing WHOLES = Typing.of(List.of(DType.UINT8, DType.INT8))
        .from(21, List.of(DType.UINT8, DType.INT8, DType.UINT16, DType.INT16));
    static final Typing QUANTIZABLE = Typing.of(List.of(DType.FLOAT, DType.INT32))
        .from(19, List.of(DType.FLOAT, DType.FLOAT16, DType.BFLOAT16, DType.INT32));
    private static final Typing DEQUANTIZABLE = Typing.of(List.of(DType.UINT8, DType.INT8, DType.INT32))
        .from(21, List.of(DType.UINT8, DType.INT8, DType.UINT16, DType.INT16, DType.INT32));

    private Quantization() {
    }

    static List<Operator> all() {
        return List.of(
            Operator.of("QuantizeLinear", 13, Quantization::quantize, QuantizationRules::quantize).weighing(2)
                .silentOn("NaN; a scale of 0"),
            Operator.of("DequantizeLinear", 13, Quantization::dequantize, QuantizationRules::dequantize).weighing(2),
            Operator.of("DynamicQuantizeLinear", 11, Quantization::dynamic, QuantizationRules::dynamic)
                .silentOn("NaN and infinities; inputs that are all 0"));
    }

    private static List<Enclosure> quantize(Call call) {
        DType from = QUANTIZABLE.of(call, 0);
        DType scaleType = call.dtype(1);
        DType wanted = call.opset() < 19 ? DType.FLOAT : from;
        Call.require(scaleType == wanted, "x is " + from + ", y_scale " + scaleType + " instead of " + wanted);
        DType to = quantizedType(call);
        if (to.kind() == DType.Kind.OPAQUE) {
            throw Call.undetermined("quantisation to " + to + " is not followed");
        }
        Call.require(WHOLES.at(call.opset()).contains(to), "cannot quantise to " + to + " at opset " + call.opset());
        int[] at = scaleIndex(call);
        // Integers divide as binary32 or wider: an int32 scale (opset 19) names no type to divide in.
        Arithmetic m = call.arithmetic(scaleType.isReal() ? scaleType : DType.FLOAT);
        Reals x = (Reals) Casts.toReal(call.in(0), m);
        Reals scale = (Reals) Casts.toReal(call.in(1), m);
        return List.of(Integers.of(to, x.shape(), i -> zeroPoint(call, at[i]).flatMap(
            zero -> quantized(ratio(m, x.at(i), scale.at(at[i])), zero, to))));
    }

    private static DType quantizedType(Call call) {
        Optional<DType> stated = call.integer("output_dtype", 0) == 0 ? Optional.empty()
            : DType.ofCode((int) call.integer("output_dtype", 0));
        if (!call.has(2)) {
            return stated.orElse(DType.UINT8);
        }
        Call.require(stated.isEmpty() || stated.get() == call.dtype(2), "output_dtype is not the zero point's type");
        return call.dtype(2);
    }

    private static Optional<Long> zeroPoint(Call call, int i) {
        return call.has(2) ? call.integers(2).at(i) : Optional.of(0L);
    }

    /// x / scale, where implementations may multiply with the rounded reciprocal: exact for powers of two.
    static Interval ratio(Arithmetic m, Interval x, Interval scale) {
        Interval q = m.div(x, scale);
        boolean powerOfTwo = scale.isPoint() && Math.abs(scale.lo()) == Math.scalb(1.0, Math.getExponent(scale.lo()));
        return q.isEmpty() || q.isPoint() && (powerOfTwo || q.lo() == 0) ? q
            : m.widen(q.lo(), q.hi(), q.nan(), 1, 0);
    }

    /// saturate(round(q) + zero), rounding halves to even; nothing where `q` reaches over a tie.
    static Optional<Long> quantized(Interval q, long zero, DType to) {
        if (q.nan() || q.isEmpty()) {
            return Optional.empty();
        }
        double lo = saturated(Math.rint(q.lo()) + zero, to);
        return lo == saturated(Math.rint(q.hi()) + zero, to) ? Optional.of((long) lo) : Optional.empty();
    }

    private static double saturated(double v, DType to) {
        return Math.clamp(v, (double) to.minValue(), (double) to.maxValue());
    }

    private static List<Enclosure> dequantize(Call call) {
        if (call.in(0) instanceof Enclosure.Carried) {
            throw Call.undetermined("elements of " + call.dtype(0) + " are not followed");
        }
        DType from = DEQUANTIZABLE.of(call, 0);
        DType to = FLOATS.of(call, 1);
        Call.require(!call.has(2) || call.dtype(2) == from, "x and its zero point differ in type");
        int[] at = scaleIndex(call);
        Arithmetic m = call.arithmetic(to);
        Integers x = call.integers(0);
        Reals scale = call.reals(1);
        return List.of(Reals.of(to, x.shape(), i -> {
            Optional<Long> difference = x.at(i).flatMap(v -> zeroPoint(call, at[i]).map(z -> v - z));
            Interval steps = difference.map(d -> m.round(Interval.of(d))).orElse(Interval.ANY);
            return m.mul(steps, scale.at(at[i]));
        }));
    }

    /// For each element, the index of its scale: one for the tensor, one for each place along `axis`, or (opset 21)
    /// one for each block of places.
    private static int[] scaleIndex(Call call) {
        Shape x = call.shape(0);
        Shape scale = call.shape(1);
        Call.require(!call.has(2) || call.shape(2).equals(scale), "scale and zero point differ in shape");
        long block = call.opset() >= 21 ? call.integer("block_size", 0) : 0;
        int[] strides = new int[x.rank()];
        if (block == 0 && (scale.rank() == 0 || scale.rank() == 1 && scale.dim(0) == 1)) {
            return x.index(0, strides);
        }
        int axis = Call.axis(call.integer("axis", 1), x.rank());
        if (block == 0) {
            Call.require(scale.rank() == 1 && scale.dim(0) == x.dim(axis),
                "scale " + scale + " does not fit axis " + axis + " of " + x);
            strides[axis] = 1;
            return x.index(0, strides);
        }
        Call.require(block > 0 && scale.rank() == x.rank()
            && scale.equals(x.with(axis, (x.dim(axis) + block - 1) / block)),
            "scale " + scale + " does not fit blocks of " + block + " along axis " + axis + " of " + x);
        return blocks(x, scale, axis, block);
    }

    private static int[] blocks(Shape x, Shape scale, int axis, long block) {
        int[] own = scale.strides();
        int[] strides = own.clone();
        strides[axis] = 0;
        int[] index = x.index(0, strides);
        int[] along = new int[x.rank()];
        along[axis] = 1;
        int[] place = x.index(0, along);
        for (int i = 0; i < index.length; i++) {
            index[i] += (int) (place[i] / block) * own[axis];
        }
        return index;
    }

    /// Scale, zero point and quantised values in uint8, from the least and the largest element, 0 included.
    private static List<Enclosure> dynamic(Call call) {
        Call.require(call.inputs().size() == 1 && call.dtype(0) == DType.FLOAT, "takes one float tensor");
        Reals x = call.reals(0);
        Arithmetic m = call.arithmetic(DType.FLOAT);
        Interval max = Interval.ZERO;
        Interval min = Interval.ZERO;
        for (int i = 0; i < x.lo().length; i++) {
            max = m.max(max, x.at(i));
            min = m.min(min, x.at(i));
        }
        if (x.lo().length == 0) {
            throw Call.undetermined("nothing to quantise");
        }
        Interval scale = m.div(m.sub(max, min), Interval.of(255));
        boolean usable = !scale.isEmpty() && !scale.nan() && scale.lo() > 0 && Double.isFinite(scale.hi());
        Optional<Long> zero = usable ? quantized(ratio(m, m.neg(min), scale), 0, DType.UINT8) : Optional.empty();
        boolean allZero = max.isPoint() && min.isPoint() && max.hi() == min.lo();
        Interval shown = usable ? scale : allZero ? Interval.of(0, 1) : Interval.ANY;
        return List.of(
            Integers.of(DType.UINT8, x.shape(),
                i -> zero.flatMap(z -> quantized(ratio(m, x.at(i), scale), z, DType.UINT8))),
            Reals.of(DType.FLOAT, Shape.SCALAR, _ -> shown),
            Integers.of(DType.UINT8, Shape.SCALAR, _ -> zero));
    }
}
