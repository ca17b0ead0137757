package org.plumbline.graph;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// The dimensions of a tensor, outermost first. Rank 0 is a scalar; a dimension may be 0.
public final class Shape {
    public static final Shape SCALAR = new Shape();

    private final long[] dims;

    private Shape(long... dims) {
        this.dims = dims;
    }

    public static Shape of(long... dims) {
        for (long d : dims) {
            if (d < 0) {
                throw new IllegalArgumentException("negative dimension in " + Arrays.toString(dims));
            }
        }
        return new Shape(dims.clone());
    }

    public static Shape of(List<Long> dims) {
        return of(dims.stream().mapToLong(Long::longValue).toArray());
    }

    public int rank() {
        return dims.length;
    }

    /// The dimension at `axis`; negative axes count from the back.
    public long dim(int axis) {
        return dims[axis < 0 ? axis + dims.length : axis];
    }

    public long[] dims() {
        return dims.clone();
    }

    public LongStream stream() {
        return Arrays.stream(dims);
    }

    /// Number of elements; throws [ArithmeticException] past 2^31−1.
    public int size() {
        if (LongStream.of(dims).anyMatch(d -> d == 0)) {
            return 0;
        }
        long n = 1;
        for (long d : dims) {
            n = Math.multiplyExact(n, d);
        }
        return Math.toIntExact(n);
    }

    /// Product of the dimensions in `[from, to)`.
    public int size(int from, int to) {
        return of(Arrays.copyOfRange(dims, from, to)).size();
    }

    /// Row-major strides in elements.
    public int[] strides() {
        int[] s = new int[dims.length];
        int n = 1;
        for (int i = dims.length - 1; i >= 0; i--) {
            s[i] = n;
            n *= (int) dims[i];
        }
        return s;
    }

    /// The same shape with one dimension replaced.
    public Shape with(int axis, long dim) {
        long[] d = dims();
        d[axis] = dim;
        return of(d);
    }

    /// The same shape without the dimension at `axis`.
    public Shape without(int axis) {
        return of(LongStream.range(0, dims.length).filter(i -> i != axis).map(i -> dims[(int) i]).toArray());
    }

    /// ONNX (NumPy) multidirectional broadcasting of all the shapes; throws [IllegalArgumentException] where they do
    /// not fit.
    public static Shape broadcast(Shape... shapes) {
        int rank = Arrays.stream(shapes).mapToInt(Shape::rank).max().orElse(0);
        long[] out = new long[rank];
        Arrays.fill(out, 1);
        for (Shape s : shapes) {
            for (int i = 0; i < s.rank(); i++) {
                int o = rank - s.rank() + i;
                if (s.dims[i] != 1) {
                    if (out[o] != 1 && out[o] != s.dims[i]) {
                        throw new IllegalArgumentException("cannot broadcast " + Arrays.toString(shapes));
                    }
                    out[o] = s.dims[i];
                }
            }
        }
        return of(out);
    }

    /// For each element of `to`, the row-major index of the element of this shape that broadcasting puts there.
    public int[] broadcastIndex(Shape to) {
        int[] strides = new int[to.rank()];
        int[] own = strides();
        for (int i = 0; i < rank(); i++) {
            int o = to.rank() - rank() + i;
            strides[o] = dims[i] == 1 ? 0 : own[i];
        }
        return to.index(0, strides);
    }

    /// Row-major walk over this shape: element `k` of the result is `offset + Σ coordinate_i · strides_i`.
    public int[] index(int offset, int[] strides) {
        int[] index = new int[size()];
        int[] at = new int[rank()];
        int value = offset;
        for (int k = 0; k < index.length; k++) {
            index[k] = value;
            for (int i = rank() - 1; i >= 0; i--) {
                value += strides[i];
                if (++at[i] < dims[i]) {
                    break;
                }
                value -= strides[i] * at[i];
                at[i] = 0;
            }
        }
        return index;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape s && Arrays.equals(dims, s.dims);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dims);
    }

    @Override
    public String toString() {
        return Arrays.stream(dims).mapToObj(Long::toString).collect(Collectors.joining(",", "[", "]"));
    }
}
