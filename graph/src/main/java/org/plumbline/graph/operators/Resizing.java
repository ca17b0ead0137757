package org.plumbline.graph.operators;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.plumbline.graph.Shape;
import org.plumbline.graph.bound.Arithmetic;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Enclosure.Reals;
import org.plumbline.graph.bound.Interval;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Operator;

/// ONNX operator Resize (13, 18, 19): nearest, linear and cubic interpolation, the latter two also antialiased.
final class Resizing {
    /// A window of ⌈radius/scale⌉ elements to each side of the coordinate's cell goes this far beyond a stretched
    /// filter's support.
    private static final int STRETCHED_REACH = 2;

    private Resizing() {
    }

    static List<Operator> all() {
        return List.of(Operator.of("Resize", 13, Resizing::resize, ResizeRules::resize).weighing(2.5)
            .silentOn("the scale where in·scale is not whole; how interpolated integers are rounded; coordinates next"
                + " to a rounding boundary; interpolation next to NaN or infinity; antialiasing of a cropped region"));
    }

    /// Output size and scale per axis (1 where it does not take part); `resized` says which axes take part.
    private record Plan(int[] size, Interval[] scale, boolean[] resized) {
    }

    private static List<Enclosure> resize(Call call) {
        Enclosure x = call.in(0);
        Shape shape = call.shape(0);
        int rank = shape.rank();
        int[] axes = axes(call, rank);
        String mode = call.text("coordinate_transformation_mode", "half_pixel");
        Call.require(!mode.equals("half_pixel_symmetric") || call.opset() >= 19, mode + " came with opset 19");
        boolean crop = mode.equals("tf_crop_and_resize");
        Plan plan = plan(call, shape, axes, crop);
        Interval[][] roi = roi(call, axes, rank, crop);
        SampledAxis[] sampled = new SampledAxis[rank];
        for (int i = 0; i < rank; i++) {
            int in = (int) shape.dim(i);
            sampled[i] = stays(call, plan, i, i >= rank - 2)
                ? SampledAxis.identity(in, i >= rank - 3 ? reach(call) : 0)
                : sampled(call, new Coordinates(mode, in, plan.size[i], plan.scale[i], roi[0][i], roi[1][i]));
        }
        Interval fill = Interval.of(call.real("extrapolation_value", 0));
        Interval stored = x.dtype().isReal() ? call.arithmetic(x.dtype()).round(fill) : fill;
        return List.of(new Resampler(shape, sampled).apply(x, stored, call));
    }

    private static int reach(Call call) {
        return switch (call.text("mode", "nearest")) {
            case "linear" -> 1;
            case "cubic" -> 2;
            default -> 0;
        };
    }

    /// Whether an axis is left as it is. Cubic weights may miss 0 and 1 by rounding, also on an axis of the image that
    /// is not among those to be resized: implementations pass it through the interpolation too, with scale 1.
    private static boolean stays(Call call, Plan plan, int axis, boolean image) {
        Interval scale = plan.scale[axis];
        float a = call.real("cubic_coeff_a", -0.75f);
        boolean exact = !call.text("mode", "nearest").equals("cubic") || 4 * a == Math.rint(4 * a) || !image;
        boolean cropped = plan.resized[axis]
            && call.text("coordinate_transformation_mode", "half_pixel").equals("tf_crop_and_resize");
        return scale.isPoint() && scale.lo() == 1 && exact && !cropped;
    }

    private static int[] axes(Call call, int rank) {
        long[] given = call.opset() >= 18 ? call.integers("axes").orElse(null) : null;
        if (given == null) {
            return IntStream.range(0, rank).toArray();
        }
        int[] axes = Arrays.stream(given).mapToInt(a -> Call.axis(a, rank)).toArray();
        if (Arrays.stream(axes).distinct().count() < axes.length) {
            throw Call.undetermined("an axis is repeated");
        }
        return axes;
    }

    private static Plan plan(Call call, Shape shape, int[] axes, boolean crop) {
        int rank = shape.rank();
        int[] size = Arrays.stream(shape.dims()).mapToInt(Math::toIntExact).toArray();
        Interval[] scale = new Interval[rank];
        Arrays.fill(scale, Interval.ONE);
        boolean[] resized = new boolean[rank];
        boolean sized = call.has(3) && call.shape(3).size() > 0;
        boolean scaled = call.has(2) && call.shape(2).size() > 0;
        Call.require(sized != scaled || axes.length == 0, "one of scales and sizes has to be given");
        int input = sized ? 3 : 2;
        Call.require(axes.length == 0 || call.shape(input).equals(Shape.of(axes.length)),
            "scales or sizes do not have " + axes.length + " values");
        if (sized) {
            fromSizes(call, shape, axes, size, scale);
        } else {
            fromScales(call, shape, axes, size, scale, crop);
        }
        for (int a : axes) {
            resized[a] = true;
        }
        return new Plan(size, scale, resized);
    }

    private static void fromScales(Call call, Shape shape, int[] axes, int[] size, Interval[] scale, boolean crop) {
        Arithmetic m = Coordinates.ARITHMETIC;
        for (int i = 0; i < axes.length; i++) {
            Interval s = call.reals(2).at(i);
            Call.require(!s.isEmpty() && s.hi() > 0, "a scale is not positive");
            Interval length = m.mul(s, Interval.of(shape.dim(axes[i])));
            if (crop) {
                Interval extent = m.sub(call.reals(1).at(axes.length + i), call.reals(1).at(i));
                length = length.hull(m.mul(length, extent));
            }
            if (length.nan() || Math.floor(length.lo()) != Math.floor(length.hi()) || length.hi() > 1 << 28) {
                throw Call.undetermined("the output size on axis " + axes[i]);
            }
            size[axes[i]] = (int) Math.floor(length.lo());
            scale[axes[i]] = s;
        }
    }

    private static void fromSizes(Call call, Shape shape, int[] axes, int[] size, Interval[] scale) {
        long[] sizes = Moves.list(call, 3, "sizes");
        String policy = call.text("keep_aspect_ratio_policy", "stretch");
        Call.require(List.of("stretch", "not_larger", "not_smaller").contains(policy), "policy is " + policy);
        for (long s : sizes) {
            Call.require(s >= 0 && s < 1 << 28, "sizes hold " + s);
        }
        boolean stretch = policy.equals("stretch") || call.opset() < 18;
        int decisive = stretch || axes.length == 0 ? 0 : decisive(shape, axes, sizes, policy.equals("not_larger"));
        for (int i = 0; i < axes.length; i++) {
            long in = shape.dim(axes[i]);
            long by = stretch ? in : shape.dim(axes[decisive]);
            long wanted = stretch ? sizes[i] : sizes[decisive];
            scale[axes[i]] = Coordinates.ARITHMETIC.div(Interval.of(wanted), Interval.of(by));
            size[axes[i]] = stretch ? (int) wanted : kept(wanted, in, by);
        }
    }

    /// The position in `axes` whose ratio of sizes is the smallest or largest.
    private static int decisive(Shape shape, int[] axes, long[] sizes, boolean smallest) {
        int best = 0;
        for (int i = 0; i < axes.length; i++) {
            Call.require(shape.dim(axes[i]) > 0, "an empty axis has no aspect ratio");
            long here = sizes[i] * shape.dim(axes[best]);
            long there = sizes[best] * shape.dim(axes[i]);
            best = smallest ? here < there ? i : best : here > there ? i : best;
        }
        return best;
    }

    /// in·wanted/by, rounded half up; an exact half whose ratio is not exact could go either way.
    private static int kept(long wanted, long in, long by) {
        if (2 * wanted * in % by == 0 && wanted * in % by != 0 && Long.bitCount(by / gcd(by, wanted)) != 1) {
            throw Call.undetermined("a size that keeps the aspect ratio is a tie");
        }
        return Math.toIntExact(Math.floorDiv(2 * wanted * in + by, 2 * by));
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    private static Interval[][] roi(Call call, int[] axes, int rank, boolean crop) {
        Interval[][] roi = new Interval[2][rank];
        Arrays.fill(roi[0], Interval.ZERO);
        Arrays.fill(roi[1], Interval.ONE);
        if (crop) {
            Reals given = call.reals(1);
            Call.require(given.shape().equals(Shape.of(2L * axes.length)), "roi has shape " + given.shape());
            for (int i = 0; i < axes.length; i++) {
                roi[0][axes[i]] = given.at(i);
                roi[1][axes[i]] = given.at(axes.length + i);
            }
        }
        return roi;
    }

    private static SampledAxis sampled(Call call, Coordinates coordinates) {
        int in = coordinates.in();
        Sample[][] samples = new Sample[coordinates.out()][];
        SampledAxis.Outside[] outside = new SampledAxis.Outside[samples.length];
        Call.require(in > 0 || samples.length == 0, "an empty axis is to be resized");
        String mode = call.text("mode", "nearest");
        boolean antialias = coordinates.given().lo() < 1 && call.opset() >= 18 && call.flag("antialias", false)
            && !mode.equals("nearest");
        if (antialias && coordinates.mode().equals("tf_crop_and_resize")) {
            throw Call.undetermined("antialiasing of a cropped region");
        }
        for (int x = 0; x < samples.length; x++) {
            Interval at = coordinates.at(x);
            if (at.nan() || at.isEmpty() || Math.max(Math.abs(at.lo()), Math.abs(at.hi())) > 1 << 28) {
                throw Call.undetermined("a coordinate");
            }
            outside[x] = coordinates.mode().equals("tf_crop_and_resize") ? SampledAxis.outside(at, in)
                : SampledAxis.Outside.NO;
            samples[x] = antialias ? new Sample[] {antialiased(call, coordinates, at, mode)} : switch (mode) {
                case "nearest" -> nearest(at, in, call.text("nearest_mode", "round_prefer_floor"));
                case "linear" -> SampledAxis.linear(at, in, Coordinates.ARITHMETIC);
                case "cubic" -> SampledAxis.cubic(at, in, call.real("cubic_coeff_a", -0.75f),
                    call.flag("exclude_outside", false), Coordinates.ARITHMETIC);
                default -> throw Call.broken("mode is " + mode);
            };
        }
        return new SampledAxis(samples, outside, antialias ? STRETCHED_REACH : reach(call));
    }

    private static Sample antialiased(Call call, Coordinates coordinates, Interval at, String mode) {
        Interval scale = coordinates.anyScale();
        Call.require(mode.equals("linear") || mode.equals("cubic"), "mode is " + mode);
        if (scale.lo() <= 0 || !(coordinates.in() * (1 / scale.lo()) < 1 << 20)) {
            throw Call.undetermined("the reach of an antialiasing filter");
        }
        Filter filter = mode.equals("linear") ? Filter.TENT : Filter.cubic(call.real("cubic_coeff_a", -0.75f));
        return filter.stretched(at, scale, coordinates.in(), call.flag("exclude_outside", false));
    }

    private static Sample[] nearest(Interval at, int in, String rounding) {
        return switch (rounding) {
            case "round_prefer_floor" -> SampledAxis.anyOf(Math.ceil(at.lo() - 0.5), Math.ceil(at.hi() - 0.5), in);
            case "round_prefer_ceil" -> SampledAxis.anyOf(Math.floor(at.lo() + 0.5), Math.floor(at.hi() + 0.5), in);
            case "floor" -> SampledAxis.anyOf(Math.floor(at.lo()), Math.floor(at.hi()), in);
            case "ceil" -> SampledAxis.anyOf(Math.ceil(at.lo()), Math.ceil(at.hi()), in);
            default -> throw Call.broken("nearest_mode is " + rounding);
        };
    }
}
