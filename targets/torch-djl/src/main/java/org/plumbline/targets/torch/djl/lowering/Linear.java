package org.plumbline.targets.torch.djl.lowering;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;

/// Products of matrices.
final class Linear {
    private Linear() {
    }

    static Map<String, Lowering> all() {
        return Map.ofEntries(
            Map.entry("Det", s -> s.give(s.dtype(), Shape.of(LongStream.of(s.shape().dims()).limit(s.rank() - 2L)
                .toArray()), "torch.linalg_det(" + s.in(0) + ")")),
            Map.entry("Einsum", Linear::einsum),
            Map.entry("Gemm", Linear::gemm),
            Map.entry("MatMul", Linear::matMul),
            Map.entry("MatMulInteger", Linear::integerMatMul));
    }

    private static List<Local> matMul(Site s) {
        s.computes();
        return s.give(s.dtype(), matMul(s.in(0).shape(), s.in(1).shape()),
            "torch.matmul(" + s.in(0) + ", " + s.in(1) + ")");
    }

    private static List<Local> gemm(Site s) {
        s.computes();
        Local a = turned(s, s.in(0), s.flag("transA", false));
        Local b = turned(s, s.in(1), s.flag("transB", false));
        Shape shape = matMul(a.shape(), b.shape());
        float alpha = s.real("alpha", 1);
        float beta = s.real("beta", 1);
        boolean whole = alpha == Math.rint(alpha) && beta == Math.rint(beta);
        Site.require(s.dtype().isReal() || whole, "of integers with fractions");
        String product = "torch.mm(" + a + ", " + b + ")";
        // addmm leaves out what a factor of 0 would multiply, NaN and infinities included.
        if (s.has(2) && alpha != 0 && beta != 0) {
            return s.give(s.dtype(), shape, "torch.addmm(" + s.in(2) + ", " + a + ", " + b + ", beta="
                + factor(s, beta) + ", alpha=" + factor(s, alpha) + ")");
        }
        String scaled = alpha == 1 ? product : "torch.mul(" + product + ", " + factor(s, alpha) + ")";
        return s.give(s.dtype(), shape, s.has(2) ? "torch.add(" + scaled + ", torch.mul(" + s.in(2) + ", "
            + factor(s, beta) + "))" : scaled);
    }

    private static String factor(Site s, float value) {
        return s.dtype().isReal() ? Site.number(value) : Long.toString((long) value);
    }

    private static Local turned(Site s, Local x, boolean turn) {
        Site.require(x.rank() == 2, "on rank " + x.rank());
        return turn ? s.let(x.dtype(), Shape.of(x.dim(1), x.dim(0)), "torch.t(" + x + ")") : x;
    }

    private static List<Local> integerMatMul(Site s) {
        return s.give(DType.INT32, matMul(s.in(0).shape(), s.in(1).shape()), "torch.matmul(" + shifted(s, 0) + ", "
            + shifted(s, 1) + ")");
    }

    /// Input `i` in 32 bits, less its zero point, which belongs to the rows of the first and the columns of the second.
    private static Local shifted(Site s, int i) {
        Local x = s.to(DType.INT32, s.in(i));
        if (!s.has(i + 2)) {
            return x;
        }
        Local zero = s.to(DType.INT32, s.in(i + 2));
        Site.require(zero.rank() == 0 || zero.shape().size() == 1, "with a zero point per row");
        return s.let(DType.INT32, x.shape(), "torch.sub(" + x + ", torch.reshape(" + zero
            + ", annotate(List[int], [])))");
    }

    /// The equation with blanks removed; the shape comes from the sizes of its letters.
    private static List<Local> einsum(Site s) {
        s.computes();
        String equation = s.text("equation", "").replace(" ", "");
        Site.require(!equation.contains("."), "with an ellipsis");
        int arrow = equation.indexOf("->");
        String[] terms = (arrow < 0 ? equation : equation.substring(0, arrow)).split(",", -1);
        Map<Character, Long> sizes = new TreeMap<>();
        for (int i = 0; i < terms.length; i++) {
            Site.require(terms[i].length() == s.in(i).rank(), "with " + terms[i] + " for rank " + s.in(i).rank());
            for (int k = 0; k < terms[i].length(); k++) {
                sizes.merge(terms[i].charAt(k), s.in(i).dim(k), Math::max);
            }
        }
        String written = String.join("", terms);
        String out = arrow >= 0 ? equation.substring(arrow + 2) : sizes.keySet().stream()
            .filter(c -> written.indexOf(c) == written.lastIndexOf(c)).map(String::valueOf)
            .collect(Collectors.joining());
        return s.give(s.dtype(), Shape.of(out.chars().mapToObj(c -> sizes.get((char) c)).toList()),
            "torch.to(torch.einsum(\"" + String.join(",", terms) + "->" + out + "\", " + Site.list(s.all()) + "), "
                + Script.code(s.dtype()) + ")");
    }

    /// The shape of a product as NumPy's `matmul` has it.
    static Shape matMul(Shape a, Shape b) {
        Site.require(a.rank() > 0 && b.rank() > 0, "on scalars");
        Site.require(a.dim(-1) == b.dim(b.rank() == 1 ? 0 : -2), "on shapes that do not fit");
        Shape stack = Shape.broadcast(stack(a), stack(b));
        List<Long> dims = new ArrayList<>(stack.stream().boxed().toList());
        if (a.rank() > 1) {
            dims.add(a.dim(-2));
        }
        if (b.rank() > 1) {
            dims.add(b.dim(-1));
        }
        return Shape.of(dims);
    }

    private static Shape stack(Shape s) {
        return Shape.of(LongStream.of(s.dims()).limit(Math.max(0, s.rank() - 2)).toArray());
    }
}
