package org.plumbline.graph.operators;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.plumbline.graph.Rng;
import org.plumbline.graph.operator.PartialOperator.Builder;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.rule.Expr;

/// What is valid for a sliding window, as symbols: strides, dilations and padding along `axes` spatial axes, each
/// attribute drawn to be given or left out. Fields hold one expression per axis.
final class WindowRules {
    private static final int LARGEST_STRIDE = 3;
    private static final int LARGEST_DILATION = 3;

    private final Builder b;
    private final Rng rng;
    private final int axes;
    private final List<Expr> input;
    private final List<Expr> kernel;
    private List<Expr> stride;
    private List<Expr> dilation;
    private List<Expr> begin;
    private List<Expr> end;
    private String autoPad = "NOTSET";

    private WindowRules(Builder b, Rng rng, List<Expr> input, List<Expr> kernel) {
        this.b = b;
        this.rng = rng;
        this.axes = input.size();
        this.input = input;
        this.kernel = kernel;
        this.stride = ones();
        this.dilation = ones();
        this.begin = zeros();
        this.end = zeros();
    }

    /// Draws strides, dilations (where the opset has them) and pads, of which none exceeds `largestPad`; pads of pools
    /// stay below the kernel, as implementations ask.
    static WindowRules draw(Builder b, Rng rng, List<Expr> input, List<Expr> kernel, boolean dilations, boolean pool) {
        WindowRules w = new WindowRules(b, rng, input, kernel);
        if (rng.chance(0.5)) {
            w.stride = b.attributes("stride", w.axes, 1, LARGEST_STRIDE);
            b.set("strides", w.stride);
        }
        w.drawPadding(pool);
        boolean same = w.autoPad.startsWith("SAME");
        // Few implementations take dilations beside SAME.
        if (dilations && rng.chance(same ? 0.08 : 0.45)) {
            w.dilation = b.attributes("dilation", w.axes, 1, LARGEST_DILATION);
            b.set("dilations", w.dilation);
        }
        for (int i = 0; same && pool && i < w.axes; i++) {
            b.require(w.lastWindow(i).ge(input.get(i)));
        }
        return w;
    }

    private void drawPadding(boolean pool) {
        switch (rng.below(8)) {
            case 0, 1, 2 -> {
                begin = b.attributes("begin", axes, 0, 3);
                end = b.attributes("end", axes, 0, 3);
                List<Expr> pads = new ArrayList<>(begin);
                pads.addAll(end);
                b.set("pads", pads);
                for (int i = 0; pool && i < axes; i++) {
                    b.require(begin.get(i).lt(kernel.get(i)), end.get(i).lt(kernel.get(i)));
                }
            }
            case 3 -> autoPad = "SAME_UPPER";
            case 4 -> autoPad = "SAME_LOWER";
            case 5 -> autoPad = "VALID";
            case 6 -> b.set("auto_pad", "NOTSET");
            default -> {
            }
        }
        if (!autoPad.equals("NOTSET")) {
            b.set("auto_pad", autoPad);
        }
    }

    /// Where the last window ends when the output has ⌈input/stride⌉ elements and there is no padding.
    private Expr lastWindow(int i) {
        return input.get(i).ceilDiv(stride.get(i)).minus(1).times(stride.get(i)).plus(extent(i));
    }

    /// Whether output sizes follow from pads rather than from `auto_pad`.
    boolean isExplicit() {
        return autoPad.equals("NOTSET");
    }

    /// The spatial output sizes. With `ceil`, windows that would start in the padding at the end are left out where the
    /// text says so (`ignoring`); where it does not there are none.
    List<Expr> output(boolean ceil, boolean ignoring) {
        List<Expr> out = new ArrayList<>();
        for (int i = 0; i < axes; i++) {
            if (autoPad.startsWith("SAME")) {
                out.add(input.get(i).ceilDiv(stride.get(i)));
                continue;
            }
            Expr padded = input.get(i).plus(begin.get(i)).plus(end.get(i));
            Expr room = padded.minus(extent(i));
            b.require(room.ge(0));
            Expr last = input.get(i).plus(begin.get(i)).minus(1).floorDiv(stride.get(i)).plus(1);
            if (ceil && !ignoring) {
                b.require(room.ceilDiv(stride.get(i)).plus(1).le(last));
            }
            out.add(ceil ? room.ceilDiv(stride.get(i)).plus(1).min(last) : room.floorDiv(stride.get(i)).plus(1));
        }
        return out;
    }

    private Expr extent(int i) {
        return kernel.get(i).minus(1).times(dilation.get(i)).plus(1);
    }

    private List<Expr> ones() {
        return java.util.Collections.nCopies(axes, Expr.of(1));
    }

    private List<Expr> zeros() {
        return java.util.Collections.nCopies(axes, Expr.of(0));
    }

    /// The wished rank if there is a window operator for it, else mostly 4 (images).
    static int rank(Rng rng, Wish wish) {
        OptionalInt wished = wish.inputRank().isPresent() ? wish.inputRank() : wish.outputRank();
        return wished.isPresent() && wished.getAsInt() >= 3 && wished.getAsInt() <= 5 ? wished.getAsInt()
            : rng.pick(4, 4, 4, 3, 3, 5);
    }

    /// A kernel's extents, which the attribute `kernel_shape` repeats in half of the cases.
    static List<Expr> kernel(Builder b, Rng rng, int axes) {
        List<Expr> size = new ArrayList<>();
        for (int i = 0; i < axes; i++) {
            size.add(b.dim("k" + i, 1, 4));
        }
        if (rng.chance(0.5)) {
            b.set("kernel_shape", size);
        }
        return size;
    }

    /// Spatial input sizes, the smaller the more axes there are.
    static List<Expr> spatial(Builder b, int axes) {
        int most = switch (axes) {
            case 1 -> 24;
            case 2 -> 16;
            default -> 8;
        };
        List<Expr> dims = new ArrayList<>();
        for (int i = 0; i < axes; i++) {
            dims.add(b.dim("d" + i, 1, most));
        }
        return dims;
    }

    /// Batch and channels followed by the spatial sizes.
    static List<Expr> shape(Expr batch, Expr channels, List<Expr> spatial) {
        List<Expr> shape = new ArrayList<>(List.of(batch, channels));
        shape.addAll(spatial);
        return shape;
    }
}
