package org.plumbline.targets.planted.kernels;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.targets.planted.call.Kernel;
import org.plumbline.targets.planted.call.Op;
import org.plumbline.targets.planted.call.Value;
import org.plumbline.targets.planted.numeric.Floats;

/// Matrix products and determinants.
final class Products {
    private Products() {
    }

    static Map<String, Kernel> all() {
        Map<String, Kernel> k = new TreeMap<>();
        k.put("MatMul", Products::matMul);
        k.put("Gemm", Products::gemm);
        k.put("Det", Products::det);
        k.put("MatMulInteger", op -> {
            Matrices m = Matrices.of(op.shape(0), op.shape(1));
            long[] a = shifted(op, 0, 2, true);
            long[] b = shifted(op, 1, 3, false);
            return List.of(Value.ofLongs(DType.INT32, m.out, i -> m.dot(a, b, i)));
        });
        k.put("QLinearMatMul", Products::qLinear);
        return k;
    }

    /// Where rows and columns of two (stacks of) matrices lie: `rows[i]` is the first element of the row, `columns[i]`
    /// of the column, that meet in output element `i`.
    record Matrices(Shape out, int[] rows, int[] columns, int k, int columnStep) {
        static Matrices of(Shape a, Shape b) {
            Shape left = a.rank() == 1 ? Shape.of(1, a.dim(0)) : a;
            Shape right = b.rank() == 1 ? Shape.of(b.dim(0), 1) : b;
            Shape stackA = Shape.of(Arrays.copyOf(left.dims(), left.rank() - 2));
            Shape stackB = Shape.of(Arrays.copyOf(right.dims(), right.rank() - 2));
            Shape stack = Shape.broadcast(stackA, stackB);
            int[] atA = stackA.broadcastIndex(stack);
            int[] atB = stackB.broadcastIndex(stack);
            int m = (int) left.dim(-2);
            int k = (int) left.dim(-1);
            int n = (int) right.dim(-1);
            int[] rows = new int[stack.size() * m * n];
            int[] columns = new int[rows.length];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = (atA[i / n / m] * m + i / n % m) * k;
                columns[i] = atB[i / n / m] * k * n + i % n;
            }
            long[] dims = Arrays.copyOf(stack.dims(), stack.rank() + 2);
            dims[stack.rank()] = m;
            dims[stack.rank() + 1] = n;
            Shape out = Shape.of(dims);
            out = b.rank() == 1 ? out.without(out.rank() - 1) : out;
            out = a.rank() == 1 ? out.without(stack.rank()) : out;
            return new Matrices(out, rows, columns, k, n);
        }

        double dot(Floats f, double[] a, double[] b, int i) {
            double[] x = new double[k];
            double[] y = new double[k];
            for (int j = 0; j < k; j++) {
                x[j] = a[rows[i] + j];
                y[j] = b[columns[i] + j * columnStep];
            }
            return f.dot(x, y);
        }

        long dot(long[] a, long[] b, int i) {
            long sum = 0;
            for (int j = 0; j < k; j++) {
                sum += a[rows[i] + j] * b[columns[i] + j * columnStep];
            }
            return sum;
        }
    }

    private static List<Value> matMul(Op op) {
        Matrices m = Matrices.of(op.shape(0), op.shape(1));
        DType t = op.dtype(0);
        if (t.isReal()) {
            Floats f = op.floats(t);
            double[] a = op.doubles(0);
            double[] b = op.doubles(1);
            return List.of(Value.of(t, m.out, i -> m.dot(f, a, b, i)));
        }
        long[] a = op.longs(0);
        long[] b = op.longs(1);
        return List.of(Value.ofLongs(t, m.out, i -> m.dot(a, b, i)));
    }

    /// A tensor and its shape, rows and columns exchanged.
    private static int[] transposed(Shape s) {
        return Shape.of(s.dim(1), s.dim(0)).index(0, new int[] {1, (int) s.dim(1)});
    }

    private static List<Value> gemm(Op op) {
        DType t = op.dtype(0);
        boolean ta = op.flag("transA", false);
        boolean tb = op.flag("transB", false);
        Shape sa = ta ? Shape.of(op.shape(0).dim(1), op.shape(0).dim(0)) : op.shape(0);
        Shape sb = tb ? Shape.of(op.shape(1).dim(1), op.shape(1).dim(0)) : op.shape(1);
        Matrices m = Matrices.of(sa, sb);
        int[] pa = ta ? transposed(op.shape(0)) : null;
        int[] pb = tb ? transposed(op.shape(1)) : null;
        int[] pc = op.has(2) ? op.shape(2).broadcastIndex(m.out) : null;
        float alpha = op.real("alpha", 1);
        float beta = op.real("beta", 1);
        if (t.isReal()) {
            Floats f = op.floats(t);
            double[] a = picked(op.doubles(0), pa);
            double[] b = picked(op.doubles(1), pb);
            double[] c = pc == null ? new double[0] : op.doubles(2);
            return List.of(Value.of(t, m.out, i -> {
                double product = m.dot(f, a, b, i);
                double scaled = alpha == 1 ? product : f.mul(f.r(alpha), product);
                return pc == null ? scaled : f.mulAdd(f.r(beta), c[pc[i]], scaled);
            }));
        }
        long[] a = picked(op.longs(0), pa);
        long[] b = picked(op.longs(1), pb);
        long[] c = pc == null ? new long[0] : op.longs(2);
        return List.of(Value.ofLongs(t, m.out,
            i -> (long) alpha * m.dot(a, b, i) + (pc == null ? 0 : (long) beta * c[pc[i]])));
    }

    private static double[] picked(double[] x, int[] order) {
        return order == null ? x : Arrays.stream(order).mapToDouble(i -> x[i]).toArray();
    }

    private static long[] picked(long[] x, int[] order) {
        return order == null ? x : Arrays.stream(order).mapToLong(i -> x[i]).toArray();
    }

    /// For each element of a stack of matrices the index of the parameter of its row (or column).
    private static int[] perLine(Shape parameter, Shape operand, boolean row) {
        if (parameter.size() == 1) {
            return new int[operand.size()];
        }
        boolean column = row && parameter.rank() == 1 && operand.rank() > 1;
        return (column ? Shape.of(parameter.dim(0), 1) : parameter).broadcastIndex(operand);
    }

    private static long[] shifted(Op op, int input, int zero, boolean row) {
        long[] x = op.longs(input);
        if (!op.has(zero)) {
            return x;
        }
        long[] z = op.longs(zero);
        int[] at = perLine(op.shape(zero), op.shape(input), row);
        long[] y = new long[x.length];
        Arrays.setAll(y, i -> x[i] - z[at[i]]);
        return y;
    }

    private static List<Value> qLinear(Op op) {
        Matrices m = Matrices.of(op.shape(0), op.shape(3));
        long[] a = shifted(op, 0, 2, true);
        long[] b = shifted(op, 3, 5, false);
        int[] atA = perLine(op.shape(1), op.shape(0), true);
        int[] atB = perLine(op.shape(4), op.shape(3), false);
        double[] sa = op.doubles(1);
        double[] sb = op.doubles(4);
        double sy = op.doubles(6)[0];
        DType t = op.dtype(7);
        long zero = op.longs(7)[0];
        Floats f = op.floats(op.dtype(1));
        return List.of(Value.ofLongs(t, m.out, i -> {
            if (m.k == 0) {
                return zero;
            }
            double scale = f.mul(sa[atA[m.rows[i]]], sb[atB[m.columns[i]]]);
            return Quantizing.scaled(f, (int) m.dot(a, b, i), scale, sy, zero, t);
        }));
    }

    /// LU with partial pivoting; Laplace's formula for two rows.
    private static List<Value> det(Op op) {
        Shape s = op.shape(0);
        int n = (int) s.dim(-1);
        double[] x = op.doubles(0);
        Floats f = op.floats(op.dtype(0));
        Shape out = Shape.of(Arrays.copyOf(s.dims(), s.rank() - 2));
        return List.of(Value.of(op.dtype(0), out, i -> {
            double[] a = Arrays.copyOfRange(x, i * n * n, (i + 1) * n * n);
            return n == 2 ? f.sub(f.mul(a[0], a[3]), f.mul(a[1], a[2])) : eliminated(f, a, n);
        }));
    }

    private static double eliminated(Floats f, double[] a, int n) {
        double d = 1;
        for (int c = 0; c < n; c++) {
            int pivot = c;
            for (int r = c + 1; r < n; r++) {
                pivot = Math.abs(a[r * n + c]) > Math.abs(a[pivot * n + c]) ? r : pivot;
            }
            for (int j = 0; j < n && pivot != c; j++) {
                double swap = a[c * n + j];
                a[c * n + j] = a[pivot * n + j];
                a[pivot * n + j] = swap;
            }
            d = f.mul(pivot == c ? d : -d, a[c * n + c]);
            for (int r = c + 1; r < n && a[c * n + c] != 0; r++) {
                double by = f.div(a[r * n + c], a[c * n + c]);
                for (int j = c; j < n; j++) {
                    a[r * n + j] = f.mulAdd(-by, a[c * n + j], a[r * n + j]);
                }
            }
        }
        return d;
    }
}
