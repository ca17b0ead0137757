package org.plumbline.targets.planted.kernels;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.targets.planted.call.Kernel;
import org.plumbline.targets.planted.call.Op;
import org.plumbline.targets.planted.call.Value;
import org.plumbline.targets.planted.numeric.Floats;

/// Resize: nearest, linear and cubic, axis by axis.
final class Resizing {
    private Resizing() {
    }

    static Map<String, Kernel> all() {
        return Map.of("Resize", Resizing::resize);
    }

    /// What an output coordinate reads of an axis.
    private record Sample(int[] index, double[] weight, boolean outside) {
    }

    /// One axis to be resized: sizes, scale and region of interest.
    private record Axis(int in, int out, double scale, double start, double end) {
    }

    private static List<Value> resize(Op op) {
        Shape shape = op.shape(0);
        int[] axes = op.integers("axes").map(a -> IntStream.range(0, a.length).map(
            i -> Op.axis(a[i], shape.rank())).toArray()).orElseGet(() -> IntStream.range(0, shape.rank()).toArray());
        Floats m = op.floats(DType.FLOAT);
        Sample[][] samples = new Sample[shape.rank()][];
        for (int d = 0; d < samples.length; d++) {
            samples[d] = IntStream.range(0, (int) shape.dim(d))
                .mapToObj(i -> new Sample(new int[] {i}, new double[] {1}, false)).toArray(Sample[]::new);
        }
        for (int i = 0; i < axes.length; i++) {
            Axis axis = axis(op, m, axes, i);
            samples[axes[i]] = IntStream.range(0, axis.out).mapToObj(x -> sample(op, m, axis, x))
                .toArray(Sample[]::new);
        }
        return List.of(resampled(op, shape, samples));
    }

    private static Axis axis(Op op, Floats m, int[] axes, int i) {
        int in = (int) op.shape(0).dim(axes[i]);
        boolean crop = op.text("coordinate_transformation_mode", "half_pixel").equals("tf_crop_and_resize");
        double start = crop ? op.doubles(1)[i] : 0;
        double end = crop ? op.doubles(1)[axes.length + i] : 1;
        if (op.has(2) && op.shape(2).size() > 0) {
            double scale = op.doubles(2)[i];
            double length = crop ? m.mul(m.mul(scale, in), m.sub(end, start)) : m.mul(scale, in);
            return new Axis(in, (int) Math.floor(length), scale, start, end);
        }
        long[] sizes = op.longs(3);
        String policy = op.text("keep_aspect_ratio_policy", "stretch");
        if (policy.equals("stretch")) {
            return new Axis(in, (int) sizes[i], m.div(sizes[i], in), start, end);
        }
        var ratios = IntStream.range(0, axes.length).mapToDouble(
            k -> (double) sizes[k] / op.shape(0).dim(axes[k]));
        double scale = policy.equals("not_larger") ? ratios.min().orElse(1) : ratios.max().orElse(1);
        return new Axis(in, (int) Math.floor(scale * in + 0.5), m.r(scale), start, end);
    }

    private static double coordinate(Op op, Floats m, Axis a, int x) {
        return switch (op.text("coordinate_transformation_mode", "half_pixel")) {
            case "half_pixel" -> half(m, a, x);
            case "pytorch_half_pixel" -> a.out > 1 ? half(m, a, x) : 0;
            case "half_pixel_symmetric" -> {
                double adjustment = m.div(a.out, m.mul(a.scale, a.in));
                yield m.add(m.mul(a.in / 2.0, m.sub(1, adjustment)), half(m, a, x));
            }
            case "align_corners" -> a.out == 1 ? 0 : m.style().alternative()
                ? m.mul(x, m.div(a.in - 1, a.out - 1)) : m.div(m.mul(x, a.in - 1), a.out - 1);
            case "asymmetric" -> m.style().alternative() ? m.mul(x, m.div(1, a.scale)) : m.div(x, a.scale);
            case "tf_crop_and_resize" -> a.out == 1 ? m.mul(m.mul(0.5, m.add(a.start, a.end)), a.in - 1)
                : m.add(m.mul(a.start, a.in - 1),
                    m.div(m.mul(m.mul(x, m.sub(a.end, a.start)), a.in - 1), a.out - 1));
            case String mode -> throw new Kernel.Unsupported("Resize with " + mode);
        };
    }

    private static double half(Floats m, Axis a, int x) {
        return m.sub(m.style().alternative() ? m.mul(x + 0.5, m.div(1, a.scale)) : m.div(x + 0.5, a.scale), 0.5);
    }

    private static Sample sample(Op op, Floats m, Axis a, int x) {
        double at = coordinate(op, m, a, x);
        boolean outside = op.text("coordinate_transformation_mode", "").equals("tf_crop_and_resize")
            && (at < 0 || at > a.in - 1);
        if (op.flag("antialias", false) && a.scale < 1 && !op.text("mode", "nearest").equals("nearest")) {
            return stretched(op, m, a, at);
        }
        return switch (op.text("mode", "nearest")) {
            case "nearest" -> new Sample(new int[] {clamp(nearest(op, at), a.in)}, new double[] {1}, outside);
            case "linear" -> linear(m, Math.clamp(at, 0, a.in - 1), a.in, outside);
            case "cubic" -> cubic(op, m, at, a.in, outside);
            case String mode -> throw new Kernel.Unsupported("Resize by " + mode);
        };
    }

    private static double nearest(Op op, double at) {
        return switch (op.text("nearest_mode", "round_prefer_floor")) {
            case "round_prefer_floor" -> Math.ceil(at - 0.5);
            case "round_prefer_ceil" -> Math.floor(at + 0.5);
            case "floor" -> Math.floor(at);
            default -> Math.ceil(at);
        };
    }

    private static int clamp(double at, int size) {
        return (int) Math.clamp(at, 0.0, size - 1.0);
    }

    private static Sample linear(Floats m, double at, int size, boolean outside) {
        int cell = Math.min((int) at, size - 1);
        double f = m.sub(at, cell);
        return f == 0 ? exact(cell, outside) : new Sample(new int[] {cell, Math.min(cell + 1, size - 1)}, new double[] {
            m.sub(1, f), f}, outside);
    }

    /// One element: its neighbours, whose weights are 0, are not read.
    private static Sample exact(int cell, boolean outside) {
        return new Sample(new int[] {cell}, new double[] {1}, outside);
    }

    private static Sample cubic(Op op, Floats m, double at, int size, boolean outside) {
        double a = m.r(op.real("cubic_coeff_a", -0.75f));
        int cell = (int) Math.floor(at);
        double f = m.sub(at, cell);
        if (f == 0 && cell >= 0 && cell < size) {
            return exact(cell, outside);
        }
        int[] index = new int[4];
        double[] weight = new double[4];
        double kept = 0;
        for (int k = 0; k < 4; k++) {
            int i = cell + k - 1;
            index[k] = clamp(i, size);
            boolean dropped = op.flag("exclude_outside", false) && (i < 0 || i >= size);
            weight[k] = dropped ? 0 : keys(m, Math.abs(m.sub(m.add(f, 1), k)), a);
            kept = m.add(kept, weight[k]);
        }
        for (int k = 0; k < 4 && op.flag("exclude_outside", false); k++) {
            weight[k] = m.div(weight[k], kept);
        }
        return new Sample(index, weight, outside);
    }

    /// The filter stretched by 1/scale over all elements that it reaches, the edges repeated or left out.
    private static Sample stretched(Op op, Floats m, Axis axis, double at) {
        if (op.text("coordinate_transformation_mode", "").equals("tf_crop_and_resize")) {
            throw new Kernel.Unsupported("antialiased Resize of a cropped region");
        }
        boolean cubic = op.text("mode", "nearest").equals("cubic");
        double a = m.r(op.real("cubic_coeff_a", -0.75f));
        int reach = (int) Math.ceil((cubic ? 2 : 1) / axis.scale);
        int[] index = new int[2 * reach + 2];
        double[] weight = new double[index.length];
        double kept = 0;
        for (int k = 0; k < index.length; k++) {
            int i = (int) Math.floor(at) - reach + k;
            double t = Math.abs(m.mul(m.sub(i, at), axis.scale));
            index[k] = clamp(i, axis.in);
            boolean dropped = op.flag("exclude_outside", false) && index[k] != i;
            weight[k] = dropped ? 0 : cubic ? keys(m, t, a) : Math.max(0, m.sub(1, t));
            kept = m.add(kept, weight[k]);
        }
        for (int k = 0; k < weight.length; k++) {
            weight[k] = m.div(weight[k], kept);
        }
        return new Sample(index, weight, false);
    }

    private static double keys(Floats m, double t, double a) {
        if (t <= 1) {
            return m.mulAdd(m.mul(m.sub(m.mul(m.add(a, 2), t), m.add(a, 3)), t), t, 1);
        }
        double inner = m.add(m.mul(m.sub(m.mul(a, t), m.mul(5, a)), t), m.mul(8, a));
        return t < 2 ? m.sub(m.mul(inner, t), m.mul(4, a)) : 0;
    }

    private static Value resampled(Op op, Shape shape, Sample[][] samples) {
        Shape out = Shape.of(java.util.Arrays.stream(samples).mapToLong(s -> s.length).toArray());
        DType t = op.dtype(0);
        int[] strides = shape.strides();
        if (op.text("mode", "nearest").equals("nearest") && !t.isReal()) {
            long[] n = op.longs(0);
            return Value.ofLongs(t, out, i -> picked(op, n, samples, Indexing.coordinates(out, i), strides));
        }
        double[] x = op.doubles(0);
        Floats m = op.floats(t.isReal() ? t : DType.FLOAT);
        double fill = op.real("extrapolation_value", 0);
        double[] y = new double[out.size()];
        for (int i = 0; i < y.length; i++) {
            int[] at = Indexing.coordinates(out, i);
            boolean outside = false;
            for (int d = 0; d < at.length; d++) {
                outside |= samples[d][at[d]].outside;
            }
            y[i] = outside ? fill : interpolated(m, x, samples, at, strides, 0, 0);
        }
        return t.isReal() ? Value.of(t, out, i -> y[i]) : Value.ofLongs(t, out, i -> (long) Math.rint(y[i]));
    }

    private static long picked(Op op, long[] x, Sample[][] samples, int[] at, int[] strides) {
        int from = 0;
        boolean outside = false;
        for (int d = 0; d < at.length; d++) {
            Sample s = samples[d][at[d]];
            outside |= s.outside;
            from += s.index[0] * strides[d];
        }
        return outside ? (long) op.real("extrapolation_value", 0) : x[from];
    }

    /// Interpolates along axis `d` over what the axes behind it give.
    private static double interpolated(Floats m, double[] x, Sample[][] samples, int[] at, int[] strides, int d,
        int base) {
        if (d == at.length) {
            return x[base];
        }
        Sample s = samples[d][at[d]];
        if (s.index.length == 1) {
            return interpolated(m, x, samples, at, strides, d + 1, base + s.index[0] * strides[d]);
        }
        double[] v = new double[s.index.length];
        for (int k = 0; k < v.length; k++) {
            v[k] = interpolated(m, x, samples, at, strides, d + 1, base + s.index[k] * strides[d]);
        }
        return m.dot(v, s.weight);
    }
}
