package org.plumbline.graph.operators;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.PartialOperator.Builder;
import org.plumbline.graph.operator.Types;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.rule.Expr;

/// Partial operators for Resize.
final class ResizeRules {
    private static final List<DType> INTERPOLATED =
        List.of(DType.FLOAT, DType.FLOAT, DType.DOUBLE, DType.FLOAT16, DType.UINT8, DType.INT8, DType.INT32,
            DType.BFLOAT16);
    private static final List<String> MODES_13 =
        List.of("half_pixel", "asymmetric", "align_corners", "pytorch_half_pixel");
    private static final List<String> MODES_19 =
        List.of("half_pixel", "asymmetric", "align_corners", "pytorch_half_pixel", "half_pixel_symmetric");

    /// Scales p/q: dyadic ones are exact in binary32.
    private record Ratio(int p, int q) {
        static final List<Ratio> DYADIC = List.of(new Ratio(2, 1), new Ratio(2, 1), new Ratio(3, 1), new Ratio(1, 2),
            new Ratio(3, 2), new Ratio(5, 4), new Ratio(3, 4), new Ratio(5, 2), new Ratio(1, 4), new Ratio(4, 1));
        static final List<Ratio> ALL = List.of(new Ratio(2, 1), new Ratio(1, 2), new Ratio(3, 2), new Ratio(3, 4),
            new Ratio(7, 10), new Ratio(5, 3), new Ratio(13, 10), new Ratio(1, 3));

        boolean isDyadic() {
            return Integer.bitCount(q) == 1;
        }

        float value() {
            return (float) p / q;
        }
    }

    private final Builder b = PartialOperator.builder("Resize");
    private final Rng rng;
    private final Wish wish;
    private final List<Expr> in = new ArrayList<>();
    private final List<Expr> out = new ArrayList<>();
    private final String mode;
    private final boolean[] resized;
    private final List<Integer> named;

    private ResizeRules(Rng rng, Wish wish) {
        this.rng = rng;
        this.wish = wish;
        this.mode = rng.pick("nearest", "nearest", "", "linear", "linear", "cubic");
        boolean nearest = mode.isEmpty() || mode.equals("nearest");
        int rank = rng.chance(0.6) ? wish.rank(rng, 4, 4) : wish.rank(rng, mode.equals("cubic") ? 2 : 1, 5);
        this.resized = new boolean[rank];
        // What all implementations of linear and cubic have: images and volumes.
        int trailing = nearest ? rng.pick(1, 2, 2, 2, 3) : rank == 5 && rng.chance(0.5) ? 3 : rng.pick(1, 2, 2);
        for (int i = 0; i < rank; i++) {
            resized[i] = i >= rank - trailing || rng.chance(nearest ? 0.1 : 0.01);
            in.add(b.dim("x" + i, 1, 12));
        }
        boolean byAxes = wish.opset() >= 18 && rng.chance(0.4);
        named = IntStream.range(0, rank).filter(i -> !byAxes || resized[i]).boxed().toList();
        if (byAxes) {
            boolean negative = rng.chance(0.3);
            b.set("axes", named.stream().map(a -> Expr.of(negative ? a - rank : a)).toList());
        }
    }

    static PartialOperator resize(Rng rng, Wish wish) {
        return new ResizeRules(rng, wish).build();
    }

    private PartialOperator build() {
        if (!mode.isEmpty()) {
            b.set("mode", mode);
        }
        boolean nearest = mode.isEmpty() || mode.equals("nearest");
        if (nearest && rng.chance(0.6)) {
            b.set("nearest_mode", rng.pick("round_prefer_floor", "round_prefer_ceil", "floor", "ceil"));
        }
        if (mode.equals("cubic")) {
            drawCubic();
        }
        if (!nearest && wish.opset() >= 18 && rng.chance(0.25)) {
            b.set("antialias", rng.chance(0.9) ? 1 : 0);
        }
        DType t = wish.type(rng, nearest ? Types.ALL : INTERPOLATED);
        b.in(t, in);
        if (rng.chance(0.15)) {
            crop();
            sizes(false);
            // A size that stays is still cropped; left rare, since it hides all else where it goes wrong.
            for (int i = 0; i < in.size() && rng.chance(0.9); i++) {
                if (resized[i]) {
                    b.require(out.get(i).ne(in.get(i)));
                }
            }
        } else {
            if (rng.chance(0.6)) {
                b.set("coordinate_transformation_mode", rng.pick(wish.opset() >= 19 ? MODES_19 : MODES_13));
            }
            b.absent();
            if (rng.chance(0.5)) {
                scales();
            } else {
                sizes(wish.opset() >= 18 && named.stream().allMatch(a -> resized[a]) && rng.chance(0.4));
            }
        }
        return b.out(t, out).build();
    }

    private void drawCubic() {
        if (rng.chance(0.5)) {
            b.set("cubic_coeff_a", rng.pick(-0.5f, -0.75f, -0.6f));
        }
        if (rng.chance(0.3)) {
            b.set("exclude_outside", rng.below(2));
        }
    }

    private void crop() {
        b.set("coordinate_transformation_mode", "tf_crop_and_resize");
        if (rng.chance(0.5)) {
            b.set("extrapolation_value", rng.pick(0f, 1f, -2f, 10f));
        }
        float[] roi = new float[2 * named.size()];
        for (int i = 0; i < named.size(); i++) {
            boolean cut = resized[named.get(i)];
            roi[i] = cut ? rng.pick(0f, 0.25f, 0.1f, -0.25f) : 0;
            roi[named.size() + i] = cut ? rng.pick(1f, 0.75f, 0.6f, 1.25f) : 1;
        }
        b.given(Tensor.of(DType.FLOAT, Shape.of(roi.length), i -> roi[i]));
    }

    private void scales() {
        float[] scales = new float[named.size()];
        // Where in·scale is not whole the text leaves the scale open, which decides little.
        boolean whole = rng.chance(0.85);
        for (int i = 0; i < in.size(); i++) {
            Ratio r = !resized[i] ? new Ratio(1, 1) : rng.pick(whole ? Ratio.DYADIC : Ratio.ALL);
            Expr size = in.get(i).times(r.p);
            if (r.q > 1 && (whole || !r.isDyadic())) {
                Expr rest = size.mod(Expr.of(r.q));
                // in·scale on an integer: wanted where it is exact, left out where rounding decides.
                b.require(whole ? rest.eq(0) : rest.ne(Expr.of(0)));
            }
            out.add(resized[i] ? size.floorDiv(r.q) : in.get(i));
            if (resized[i]) {
                b.require(size.ge(r.q));
            }
            if (named.contains(i)) {
                scales[named.indexOf(i)] = r.value();
            }
        }
        b.given(Tensor.of(DType.FLOAT, Shape.of(scales.length), i -> scales[i]));
    }

    private void sizes(boolean keepAspect) {
        List<Expr> wanted = new ArrayList<>();
        for (int a : named) {
            wanted.add(resized[a] ? b.dim("s" + a, 1, 16) : in.get(a));
        }
        boolean smallest = rng.chance(0.5);
        for (int i = 0; i < in.size(); i++) {
            int at = named.indexOf(i);
            out.add(at < 0 ? in.get(i) : keepAspect ? kept(wanted, i, smallest) : wanted.get(at));
        }
        if (keepAspect) {
            b.set("keep_aspect_ratio_policy", smallest ? "not_larger" : "not_smaller");
        } else if (wish.opset() >= 18 && rng.chance(0.2)) {
            b.set("keep_aspect_ratio_policy", "stretch");
        }
        b.absent().elements(DType.INT64, wanted);
    }

    /// in·(the smallest or largest ratio of sizes), rounded half up; since rounding is monotone it may come first.
    private Expr kept(List<Expr> wanted, int axis, boolean smallest) {
        Expr best = null;
        for (int j = 0; j < named.size(); j++) {
            Expr by = in.get(named.get(j));
            Expr size = wanted.get(j).times(in.get(axis)).times(2).plus(by).floorDiv(by.times(2));
            best = best == null ? size : smallest ? best.min(size) : best.max(size);
        }
        b.require(best.ge(1));
        return best;
    }
}
