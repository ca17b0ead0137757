package org.plumbline.seeds;

import static org.plumbline.seeds.Sketch.set;

import java.util.List;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.edit.Bounds;

/// Arithmetic and casts that are, or nearly are, the identity, or that algebra would simplify.
final class ArithmeticPatterns {
    private ArithmeticPatterns() {
    }

    static List<Pattern> all() {
        return List.of(
            new Pattern("identity-arithmetic", ArithmeticPatterns::identity),
            new Pattern("zero-times", s -> binary(s, "Mul", 0)),
            new Pattern("minus-self", ArithmeticPatterns::minusSelf),
            new Pattern("scale-scale", ArithmeticPatterns::scaleScale),
            new Pattern("add-add-constants", ArithmeticPatterns::addAdd),
            new Pattern("div-by-constant", s -> binary(s, "Div", s.rng().pick(2.0, 3.0, 0.5, -1.0))),
            new Pattern("reciprocal-mul", ArithmeticPatterns::reciprocalMul),
            new Pattern("double-negation", ArithmeticPatterns::doubleNegation),
            new Pattern("not-where", ArithmeticPatterns::notWhere),
            new Pattern("where-constant-mask", ArithmeticPatterns::constantMask),
            new Pattern("pow-small", s -> binary(s, "Pow", s.rng().pick(0.0, 1.0, 2.0, 3.0, 0.5, -1.0))),
            new Pattern("sqrt-of-square", ArithmeticPatterns::sqrtSquare),
            new Pattern("exp-log", ArithmeticPatterns::expLog),
            new Pattern("min-max-chain", ArithmeticPatterns::minMax),
            new Pattern("cast-there-and-back", ArithmeticPatterns::castBack),
            new Pattern("cast-chain", ArithmeticPatterns::castChain),
            new Pattern("cast-around-op", ArithmeticPatterns::castAround),
            new Pattern("common-subexpression", ArithmeticPatterns::common),
            new Pattern("distribute", ArithmeticPatterns::distribute),
            new Pattern("dropout-noop", ArithmeticPatterns::dropout),
            new Pattern("constant-subgraph", ArithmeticPatterns::constantSubgraph),
            new Pattern("isinf-isnan-reduce", ArithmeticPatterns::isInf));
    }

    private static String operand(Sketch s) {
        return s.input(s.number(), s.dims(0, 4));
    }

    private static String binary(Sketch s, String operator, double constant) {
        String x = operator.equals("Pow") ? s.input(s.realNoBf16(), Bounds.POSITIVE, s.dims(0, 4)) : operand(s);
        DType t = s.type(x).dtype();
        s.need(t.isReal() || constant == Math.rint(constant) && (constant >= 0 || t.kind() == DType.Kind.SIGNED));
        return s.op(operator, x, s.fill(x, constant));
    }

    private static void identity(Sketch s) {
        String x = operand(s);
        String y = switch (s.rng().below(6)) {
            case 0 -> s.op("Mul", x, s.fill(x, 1));
            case 1 -> s.op("Add", x, s.fill(x, 0));
            case 2 -> s.op("Sub", x, s.fill(x, 0));
            case 3 -> s.op("Div", x, s.fill(x, 1));
            case 4 -> s.op("Add", s.fill(x, 0), x);
            default -> s.op("Mul", s.fill(x, 1), x);
        };
        if (s.rng().chance(0.6)) {
            s.op("Abs", y);
        }
    }

    private static void minusSelf(Sketch s) {
        String x = operand(s);
        s.op(s.rng().pick("Sub", "Max", "Min"), x, s.rng().chance(0.5) ? x : s.op("Identity", x));
    }

    private static void scaleScale(Sketch s) {
        String x = s.input(s.realNoBf16(), s.dims(1, 4));
        String y = s.op("Mul", x, s.fill(x, s.rng().pick(0.5, 3.0, 0.1)));
        String z = s.op(s.rng().pick("Mul", "Div"), y, s.fill(y, s.rng().pick(2.0, 0.3, 7.0)));
        s.op("Add", z, s.fill(z, s.rng().pick(1.0, -0.25)));
    }

    private static void addAdd(Sketch s) {
        String x = operand(s);
        String y = s.op("Add", x, s.fill(x, s.rng().between(1, 5)));
        s.op(s.rng().pick("Add", "Sub"), y, s.fill(y, s.rng().between(1, 5)));
    }

    private static void reciprocalMul(Sketch s) {
        String x = s.input(s.realNoBf16(), Bounds.NON_ZERO, s.dims(1, 4));
        DType t = s.type(x).dtype();
        String r = s.rng().chance(0.5) ? s.op("Div", s.scalar(t, s.rng().pick(1.0, 1.0, 2.0)), x)
            : s.op("Reciprocal", x);
        s.op("Mul", r, s.input(t, s.rng().pick(s.shape(x).dims(), new long[] {s.shape(x).dim(-1)})));
    }

    private static void doubleNegation(Sketch s) {
        if (s.rng().chance(0.5)) {
            s.op("Not", s.op("Not", s.input(DType.BOOL, s.dims(1, 3))));
        } else {
            s.op("Neg", s.op("Neg", s.input(s.rng().pick(DType.FLOAT, DType.DOUBLE, DType.INT32), s.dims(1, 3))));
        }
    }

    private static void notWhere(Sketch s) {
        DType t = s.number();
        String mask = s.input(DType.BOOL, s.dims(1, 3));
        long[] dims = s.shape(mask).dims();
        s.op("Where", s.op("Not", mask), s.input(t, dims), s.input(t, dims[dims.length - 1]));
    }

    private static void constantMask(Sketch s) {
        DType t = s.number();
        long[] dims = s.dims(1, 3);
        int kind = s.rng().below(3);
        Tensor mask = Tensor.of(DType.BOOL, s.rng().pick(Shape.of(dims), Shape.of(1), Shape.SCALAR),
            _ -> kind == 2 ? s.rng().below(2) : kind);
        s.op("Where", s.constant(mask), s.input(t, dims), s.input(t, s.rng().pick(dims, new long[] {1})));
    }

    private static void sqrtSquare(Sketch s) {
        String x = s.input(s.realNoBf16(), s.dims(1, 3));
        String y = s.rng().chance(0.5) ? s.op("Mul", x, x) : s.op("Pow", x, s.scalar(s.type(x).dtype(), 2));
        s.op("Sqrt", y);
    }

    private static void expLog(Sketch s) {
        String x = s.input(s.realNoBf16(), Bounds.range(0.25, 4), s.dims(1, 3));
        if (s.rng().chance(0.5)) {
            s.op("Exp", s.op("Log", x));
        } else {
            s.op("Log", s.op("Exp", x));
        }
    }

    private static void minMax(Sketch s) {
        String x = operand(s);
        String lo = s.op("Max", x, s.fill(x, s.rng().between(0, 3)));
        String hi = s.op("Min", s.fill(lo, s.rng().between(2, 6)), lo);
        s.op(s.rng().pick("Max", "Min"), hi, s.fill(hi, s.rng().between(0, 9)), x);
    }

    private static String cast(Sketch s, String x, DType to) {
        return s.op("Cast", set("to", to.code()), x);
    }

    private static void castBack(Sketch s) {
        String x = operand(s);
        DType from = s.type(x).dtype();
        String y = cast(s, x, s.rng().pick(DType.DOUBLE, DType.FLOAT, DType.FLOAT16, DType.INT32, DType.INT64));
        cast(s, y, from);
    }

    private static void castChain(Sketch s) {
        String x = operand(s);
        for (int i = s.rng().between(2, 4); i > 0; i--) {
            x = cast(s, x, s.rng().pick(DType.FLOAT, DType.FLOAT16, DType.DOUBLE, DType.INT32, DType.INT8, DType.BOOL,
                DType.INT64, DType.BFLOAT16));
        }
    }

    private static void castAround(Sketch s) {
        String x = s.input(DType.FLOAT16, s.dims(1, 4));
        String y = cast(s, x, DType.FLOAT);
        String z = s.rng().chance(0.5) ? s.op("Add", y, y) : FusionPatterns.activation(s, y);
        cast(s, z, s.rng().pick(DType.FLOAT16, DType.FLOAT16, DType.DOUBLE));
    }

    private static void common(Sketch s) {
        String x = s.input(s.realNoBf16(), s.dims(1, 3));
        String operator = s.rng().pick("Abs", "Exp", "Tanh", "Neg");
        String a = s.op(operator, x);
        String b = s.op(operator, x);
        s.op(s.rng().pick("Add", "Sub", "Mul"), a, b);
    }

    private static void distribute(Sketch s) {
        DType t = s.number();
        long[] dims = s.dims(1, 3);
        String a = s.input(t, dims);
        String b = s.input(t, dims);
        String c = s.fill(a, s.rng().between(1, 4));
        if (s.rng().chance(0.5)) {
            s.op("Add", s.op("Mul", a, c), s.op("Mul", b, c));
        } else {
            s.op("Mul", s.op(s.rng().pick("Add", "Sub"), a, b), c);
        }
    }

    private static void dropout(Sketch s) {
        String x = s.input(s.realNoBf16(), s.dims(1, 3));
        String y = s.rng().chance(0.5) ? s.op("Dropout", x) : s.op("Dropout", x, s.constant(Tensor.scalar(DType.FLOAT,
            0.25)));
        s.op("Relu", y);
    }

    private static void constantSubgraph(Sketch s) {
        DType t = s.number();
        long[] dims = s.dims(1, 3);
        String folded = s.op("Add", s.op("Mul", s.weights(t, dims), s.scalar(t, 2)), s.weights(t, dims));
        s.op(s.rng().pick("Add", "Sub", "Mul"), s.input(t, dims), folded);
    }

    private static void isInf(Sketch s) {
        String x = s.input(s.rng().pick(DType.FLOAT, DType.FLOAT16), s.dims(1, 3));
        String y = s.type(x).dtype() == DType.FLOAT16 && s.rng().chance(0.5) ? cast(s, x, DType.FLOAT) : x;
        String flags = cast(s, s.op(s.rng().pick("IsInf", "IsNaN"), y), DType.INT64);
        s.op("Cast", set("to", DType.BOOL.code()), s.op("ReduceSum", set("keepdims", 0), flags));
    }
}
