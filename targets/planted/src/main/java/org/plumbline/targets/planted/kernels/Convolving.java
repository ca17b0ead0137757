package org.plumbline.targets.planted.kernels;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.targets.planted.call.Kernel;
import org.plumbline.targets.planted.call.Op;
import org.plumbline.targets.planted.call.Value;
import org.plumbline.targets.planted.numeric.Floats;

/// Conv, ConvTranspose and the quantised convolutions, each output by a dot product of its own.
final class Convolving {
    private Convolving() {
    }

    static Map<String, Kernel> all() {
        return Map.of("Conv", op -> real(op, false), "ConvTranspose", op -> real(op, true), "ConvInteger",
            Convolving::integer, "QLinearConv", Convolving::qLinear);
    }

    private static int[] kernel(Shape w) {
        return Arrays.stream(w.dims()).skip(2).mapToInt(d -> (int) d).toArray();
    }

    /// Which weights and inputs meet: `from` channels of the input a feature sees, the first of them, and for each the
    /// first weight.
    private record Channels(int count, int all, int features, boolean transposed, int perGroup, int taps) {
        static Channels of(Op op, Shape x, Shape w, boolean transposed, int taps) {
            int group = (int) op.integer("group", 1);
            int all = (int) x.dim(1);
            int features = transposed ? (int) w.dim(1) * group : (int) w.dim(0);
            return new Channels(all / group, all, features, transposed, features / group, taps);
        }

        int channel(int feature, int c) {
            return feature / perGroup * count + c;
        }

        int weight(int feature, int c) {
            return (transposed ? channel(feature, c) * perGroup + feature % perGroup : feature * count + c) * taps;
        }
    }

    private static List<Value> real(Op op, boolean transposed) {
        Shape x = op.shape(0);
        Shape w = op.shape(1);
        Window window = transposed ? Window.backward(op, x, kernel(w)) : Window.forward(op, x, kernel(w));
        Channels ch = Channels.of(op, x, w, transposed, window.taps());
        double[] in = op.doubles(0);
        double[] weights = op.doubles(1);
        double[] bias = op.has(2) ? op.doubles(2) : new double[ch.features];
        Floats m = op.floats(op.dtype(0));
        Shape out = window.shape(x.dim(0), ch.features);
        int positions = Math.max(1, window.outputSize());
        int[][] seen = seen(window, out);
        return List.of(Value.of(op.dtype(0), out, i -> {
            int feature = i / positions % ch.features;
            int image = i / positions / ch.features;
            int[] taps = seen[i % positions];
            int inside = (int) Arrays.stream(taps).filter(s -> s >= 0).count();
            double[] a = new double[inside * ch.count];
            double[] b = new double[a.length];
            int n = 0;
            for (int c = 0; c < ch.count; c++) {
                int base = (image * ch.all + ch.channel(feature, c)) * window.inputSize();
                int weight = ch.weight(feature, c);
                for (int t = 0; t < taps.length; t++) {
                    if (taps[t] >= 0) {
                        a[n] = in[base + taps[t]];
                        b[n++] = weights[weight + t];
                    }
                }
            }
            return op.style().alternative() ? m.dot(a, b, bias[feature]) : m.add(m.dot(a, b), bias[feature]);
        }));
    }

    private static int[][] seen(Window window, Shape out) {
        int[][] seen = new int[out.size() == 0 ? 0 : window.outputSize()][];
        Arrays.setAll(seen, window::seen);
        return seen;
    }

    private static long[] sums(Op op, int x, int xZero, int w, int wZero, Window window, Channels ch, Shape out) {
        long[] in = op.longs(x);
        long[] weights = op.longs(w);
        long zx = op.has(xZero) ? op.longs(xZero)[0] : 0;
        long[] zw = op.has(wZero) ? op.longs(wZero) : new long[1];
        int[][] seen = seen(window, out);
        long[] sums = new long[out.size()];
        for (int i = 0; i < sums.length; i++) {
            int feature = i / seen.length % ch.features;
            int image = i / seen.length / ch.features;
            int[] taps = seen[i % seen.length];
            for (int c = 0; c < ch.count; c++) {
                int base = (image * ch.all + ch.channel(feature, c)) * window.inputSize();
                for (int t = 0; t < taps.length; t++) {
                    if (taps[t] >= 0) {
                        sums[i] += (in[base + taps[t]] - zx)
                            * (weights[ch.weight(feature, c) + t] - zw[zw.length == 1 ? 0 : feature]);
                    }
                }
            }
        }
        return sums;
    }

    private static List<Value> integer(Op op) {
        Window window = Window.forward(op, op.shape(0), kernel(op.shape(1)));
        Channels ch = Channels.of(op, op.shape(0), op.shape(1), false, window.taps());
        Shape out = window.shape(op.shape(0).dim(0), ch.features);
        long[] sums = sums(op, 0, 2, 1, 3, window, ch, out);
        return List.of(Value.ofLongs(DType.INT32, out, i -> sums[i]));
    }

    private static List<Value> qLinear(Op op) {
        Window window = Window.forward(op, op.shape(0), kernel(op.shape(3)));
        Channels ch = Channels.of(op, op.shape(0), op.shape(3), false, window.taps());
        Shape out = window.shape(op.shape(0).dim(0), ch.features);
        long[] sums = sums(op, 0, 2, 3, 5, window, ch, out);
        long[] bias = op.has(8) ? op.longs(8) : new long[ch.features];
        double[] scale = op.doubles(4);
        double xScale = op.doubles(1)[0];
        double yScale = op.doubles(6)[0];
        long zero = op.longs(7)[0];
        Floats m = op.floats(DType.FLOAT);
        int positions = Math.max(1, window.outputSize());
        return List.of(Value.ofLongs(op.dtype(7), out, i -> {
            int feature = i / positions % ch.features;
            double factor = m.mul(xScale, scale[scale.length == 1 ? 0 : feature]);
            return Quantizing.scaled(m, (int) (sums[i] + bias[feature]), factor, yScale, zero, op.dtype(7));
        }));
    }
}
