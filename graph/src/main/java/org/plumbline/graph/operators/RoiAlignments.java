package org.plumbline.graph.operators;

import java.util.List;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.bound.Arithmetic;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Enclosure.Integers;
import org.plumbline.graph.bound.Enclosure.Reals;
import org.plumbline.graph.bound.Interval;
import org.plumbline.graph.bound.Sum;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Domain;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Types;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.rule.Expr;

/// ONNX operator RoiAlign (10, 16, 22): the averages of bilinear samples over the bins of regions of interest.
final class RoiAlignments {
    /// Finer grids than this per bin are left open.
    private static final int FINEST = 64;

    private RoiAlignments() {
    }

    static List<Operator> all() {
        return List.of(Operator.of("RoiAlign", 10, RoiAlignments::align, RoiAlignments::partial).weighing(0.5)
            .silentOn("mode max, where text and reference implementation differ; regions of no size sampled"
                + " adaptively; samples at the border between inside and outside; NaN and infinities"));
    }

    private static List<Enclosure> align(Call call) {
        Reals x = call.reals(0);
        Reals rois = call.reals(1);
        Integers batch = call.integers(2);
        Shape in = x.shape();
        Call.require(in.rank() == 4, "X has rank " + in.rank());
        Call.require(batch.shape().rank() == 1 && rois.shape().equals(Shape.of(batch.shape().dim(0), 4)),
            "rois " + rois.shape() + " and batch_indices " + batch.shape() + " do not fit");
        Call.require(rois.dtype() == x.dtype(), "rois are " + rois.dtype());
        String mode = call.text("mode", "avg");
        Call.require(mode.equals("avg") || mode.equals("max"), "mode is " + mode);
        if (mode.equals("max")) {
            throw Call.undetermined("whether max takes interpolated values or weighted corners");
        }
        int height = Math.toIntExact(call.integer("output_height", 1));
        int width = Math.toIntExact(call.integer("output_width", 1));
        Call.require(height > 0 && width > 0, "the output has no size");
        int channels = (int) in.dim(1);
        Shape out = Shape.of(batch.shape().dim(0), channels, height, width);
        Arithmetic m = call.arithmetic(x.dtype());
        Canvas canvas = new Canvas(x.dtype(), out);
        int plane = (int) (in.dim(2) * in.dim(3));
        Call.require(plane > 0 || out.size() == 0, "an empty image is to be read");
        for (int r = 0; r < out.dim(0); r++) {
            Bins rows = Bins.of(call, m, rois.at(4 * r + 1), rois.at(4 * r + 3), height, (int) in.dim(2));
            Bins columns = Bins.of(call, m, rois.at(4 * r), rois.at(4 * r + 2), width, (int) in.dim(3));
            boolean open = batch.unknown()[r] || rows.grid == 0 || columns.grid == 0;
            long image = batch.value()[r];
            Call.require(open || image >= 0 && image < in.dim(0), "batch index " + image + " lies outside X" + in);
            for (int i = 0; i < channels * height * width; i++) {
                int base = (int) (image * channels + i / (height * width)) * plane;
                canvas.set(r * channels * height * width + i, open || isSpecial(m, x, base, plane) ? Interval.ANY
                    : average(m, x, base, rows, i / width % height, columns, i % width));
            }
        }
        return List.of(canvas.done());
    }

    private static Interval average(Arithmetic m, Reals x, int base, Bins rows, int row, Bins columns, int column) {
        Sum sum = new Sum(m);
        for (int i = 0; i < rows.grid; i++) {
            Interval y = rows.at(m, row, i);
            for (int j = 0; j < columns.grid; j++) {
                Interval v = sample(m, x, base, y, rows.size, columns.at(m, column, j), columns.size);
                if (v.nan() || !(v.magnitude() <= m.max() / 64)) {
                    return Interval.ANY;
                }
                sum.add(v);
            }
        }
        Interval mean = m.div(sum.total(m, 8), Interval.of(rows.grid * columns.grid));
        return mean.isEmpty() ? mean : m.widen(mean.lo(), mean.hi(), mean.nan(), 2, 0);
    }

    /// One bilinear sample: 0 outside [−1, size], the edges continued in between.
    private static Interval sample(Arithmetic m, Reals x, int base, Interval y, int rows, Interval at, int columns) {
        if (y.hi() < -1 || y.lo() > rows || at.hi() < -1 || at.lo() > columns) {
            return Interval.ZERO;
        }
        boolean inside = y.lo() > -1 && y.hi() < rows && at.lo() > -1 && at.hi() < columns;
        Interval all = inside ? null : Interval.ZERO;
        for (Sample v : SampledAxis.linear(y.clamped(-1, rows), rows, m)) {
            for (Sample h : SampledAxis.linear(at.clamped(-1, columns), columns, m)) {
                Interval one = interpolated(m, x, base, v, h, columns);
                all = all == null ? one : all.hull(one);
            }
        }
        return all;
    }

    /// Whether a plane holds what is not 0 when weighted with 0, as elements next to a clamped sample are, and, in
    /// ONNX's reference implementation, the first one for every sample outside.
    private static boolean isSpecial(Arithmetic m, Reals x, int base, int plane) {
        for (int i = base; i < base + plane; i++) {
            if (x.nan()[i] || !(x.at(i).magnitude() <= m.max() / 64)) {
                return true;
            }
        }
        return false;
    }

    private static Interval interpolated(Arithmetic m, Reals x, int base, Sample rows, Sample columns, int width) {
        Sum sum = new Sum(m);
        double largest = 0;
        for (int i = 0; i < rows.index().length; i++) {
            for (int j = 0; j < columns.index().length; j++) {
                Interval v = x.at(base + rows.index()[i] * width + columns.index()[j]);
                if (v.nan() || v.isEmpty() || !(v.magnitude() <= m.max() / 64)) {
                    return Interval.ANY;
                }
                largest = Math.max(largest, v.magnitude());
                sum.addProduct(v, m.mul(rows.weight()[i], columns.weight()[j]));
            }
        }
        Interval total = sum.total(m, 6);
        return m.widen(total.lo(), total.hi(), total.nan(), 4, 4 * m.epsilon() * largest);
    }

    /// One axis of a region: its start, the size of a bin and the number of samples in each, 0 where that is open.
    private record Bins(Interval start, Interval bin, int grid, int size, double slack) {
        static Bins of(Call call, Arithmetic m, Interval from, Interval to, int count, int size) {
            String transformation = call.text("coordinate_transformation_mode", "half_pixel");
            boolean half = call.opset() >= 16 && transformation.equals("half_pixel");
            Call.require(half || call.opset() < 16 || transformation.equals("output_half_pixel"),
                "coordinate_transformation_mode is " + transformation);
            Interval scale = Interval.of(call.real("spatial_scale", 1));
            Interval offset = Interval.of(half ? 0.5 : 0);
            Interval start = m.sub(m.mul(from, scale), offset);
            Interval end = m.sub(m.mul(to, scale), offset);
            Interval length = m.sub(end, start);
            if (length.isEmpty() || length.nan() || !(start.magnitude() + end.magnitude() < 1 << 16)) {
                throw Call.undetermined("a region of interest that is huge or not finite");
            }
            Interval extent = half ? length : length.clamped(1, Double.MAX_VALUE);
            Interval bin = m.div(extent, Interval.of(count));
            long ratio = call.integer("sampling_ratio", 0);
            Call.require(ratio >= 0, "sampling_ratio is " + ratio);
            double grid = ratio > 0 ? ratio : Math.ceil(bin.lo());
            if (grid < 1) {
                throw Call.undetermined("adaptive sampling of a region without size");
            }
            boolean open = ratio == 0 && Math.ceil(bin.hi()) != grid || grid > FINEST;
            return new Bins(start, bin, open ? 0 : (int) grid, size,
                4 * m.epsilon() * (1 + start.magnitude() + end.magnitude() + extent.magnitude()));
        }

        /// Where sample `k` of a bin lies, by whichever association.
        Interval at(Arithmetic m, int index, int k) {
            Interval first = m.add(start, m.mul(bin, Interval.of(index)));
            Interval y = m.add(first, m.div(m.mul(bin, Interval.of(k + 0.5)), Interval.of(grid)));
            return m.widen(y.lo(), y.hi(), y.nan(), 2, slack);
        }
    }

    private static PartialOperator partial(Rng rng, Wish wish) {
        DType t = wish.type(rng, wish.opset() >= 22 ? Types.REAL : Types.REAL_NO_BF16);
        var b = PartialOperator.builder("RoiAlign");
        List<Expr> x = b.dims("x", 4);
        Expr regions = b.dim("r", 1, 6);
        int height = rng.between(1, 4);
        int width = rng.between(1, 4);
        if (height > 1 || rng.chance(0.5)) {
            b.set("output_height", height);
        }
        if (width > 1 || rng.chance(0.5)) {
            b.set("output_width", width);
        }
        if (rng.chance(0.8)) {
            b.set("sampling_ratio", rng.between(1, 3));
        }
        if (rng.chance(0.5)) {
            b.set("spatial_scale", rng.pick(1f, 0.5f, 0.25f, 1.7f));
        }
        if (wish.opset() >= 16 && rng.chance(0.5)) {
            b.set("coordinate_transformation_mode", rng.pick("half_pixel", "output_half_pixel"));
        }
        if (rng.chance(0.3)) {
            b.set("mode", "avg");
        }
        b.in(t, x).in(t, List.of(regions, Expr.of(4)), Domain.range(-1, 12)).in(DType.INT64, List.of(regions),
            new Domain.Integers(Expr.of(0), x.getFirst().minus(1)));
        return b.out(t, List.of(regions, x.get(1), Expr.of(height), Expr.of(width))).build();
    }
}
