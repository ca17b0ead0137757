package org.plumbline.targets.torch.djl.lowering;

import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;

/// Arithmetic and comparisons of broadcast operands.
final class Arithmetic {
    private Arithmetic() {
    }

    static Map<String, Lowering> all() {
        return Map.ofEntries(
            binary("Add", "add"),
            binary("BitwiseAnd", "bitwise_and"),
            binary("BitwiseOr", "bitwise_or"),
            binary("BitwiseXor", "bitwise_xor"),
            binary("Mul", "mul"),
            binary("Sub", "sub"),
            comparison("And", "logical_and"),
            comparison("Equal", "eq"),
            comparison("Greater", "gt"),
            comparison("GreaterOrEqual", "ge"),
            comparison("Less", "lt"),
            comparison("LessOrEqual", "le"),
            comparison("Or", "logical_or"),
            comparison("Xor", "logical_xor"),
            variadic("Max", (a, b) -> "torch.maximum(" + a + ", " + b + ")"),
            variadic("Min", (a, b) -> "torch.minimum(" + a + ", " + b + ")"),
            variadic("Sum", (a, b) -> "torch.add(" + a + ", " + b + ")"),
            Map.entry("BitShift", Arithmetic::shift),
            Map.entry("Clip", Arithmetic::clip),
            Map.entry("Div", s -> give(s, s.dtype().isReal() ? call("div", s)
                : "torch.div(" + s.in(0) + ", " + divisor(s) + ", rounding_mode=\"trunc\")")),
            Map.entry("Mean", Arithmetic::mean),
            Map.entry("Mod", Arithmetic::mod),
            Map.entry("Pow", Arithmetic::pow),
            Map.entry("Where", s -> s.give(s.in(1).dtype(),
                Shape.broadcast(s.shape(), s.in(1).shape(), s.in(2).shape()),
                "torch.where(" + s.in(0) + ", " + s.in(1) + ", " + s.in(2) + ")")));
    }

    private static Map.Entry<String, Lowering> binary(String operator, String function) {
        return Map.entry(operator, s -> give(s, call(function, s)));
    }

    private static Map.Entry<String, Lowering> comparison(String operator, String function) {
        return Map.entry(operator, s -> {
            s.computes();
            return s.give(DType.BOOL, shape(s), call(function, s));
        });
    }

    private static Map.Entry<String, Lowering> variadic(String operator, BinaryOperator<String> function) {
        return Map.entry(operator, s -> folded(s, function));
    }

    private static List<Local> folded(Site s, BinaryOperator<String> function) {
        s.computes();
        return s.give(s.dtype(), shape(s), s.all().stream().map(Local::name).reduce(function).orElseThrow());
    }

    private static String call(String function, Site s) {
        return "torch." + function + "(" + s.in(0) + ", " + s.in(1) + ")";
    }

    private static Shape shape(Site s) {
        return Shape.broadcast(s.all().stream().map(Local::shape).toArray(Shape[]::new));
    }

    private static List<Local> give(Site s, String expression) {
        s.computes();
        return s.give(s.dtype(), shape(s), expression);
    }

    /// Integer divisors with ones for zeros: ONNX leaves division by zero open, PyTorch throws.
    private static String divisor(Site s) {
        Local b = s.in(1);
        return "torch.where(torch.eq(" + b + ", 0), torch.ones_like(" + b + "), " + b + ")";
    }

    /// `fmod` 1 has the sign of the dividend, as C has it; else integers have that of the divisor, as Python has it.
    private static List<Local> mod(Site s) {
        boolean fmod = s.flag("fmod", false);
        Site.require(fmod || !s.dtype().isReal(), "of reals without fmod");
        return give(s, "torch." + (fmod ? "fmod" : "remainder") + "(" + s.in(0) + ", "
            + (s.dtype().isReal() ? s.in(1).name() : divisor(s)) + ")");
    }

    /// ONNX keeps the type of the base. PyTorch promotes, and where one operand is a scalar it may take the narrower
    /// type of the other: so both are widened first.
    private static List<Local> pow(Site s) {
        s.computes();
        DType base = s.dtype();
        DType exponent = s.in(1).dtype();
        DType wide = wide(base, exponent);
        Local x = s.to(wide, s.in(0));
        Local y = wide.isReal() && !exponent.isReal() ? s.in(1) : s.to(wide, s.in(1));
        String power = "torch.pow(" + x + ", " + y + ")";
        return s.give(base, shape(s), wide == base && y.dtype() == base ? power
            : "torch.to(" + power + ", " + Script.code(base) + ")");
    }

    /// Integers to real powers are computed in double, integers to integer powers in 64 bits.
    private static DType wide(DType base, DType exponent) {
        if (!base.isReal()) {
            return exponent.isReal() ? DType.DOUBLE : DType.INT64;
        }
        if (base == exponent || !exponent.isReal()) {
            return base;
        }
        return base.bytes() == exponent.bytes() ? DType.FLOAT : base.bytes() > exponent.bytes() ? base : exponent;
    }

    private static List<Local> shift(Site s) {
        return give(s, call(s.text("direction", "").equals("LEFT") ? "bitwise_left_shift" : "bitwise_right_shift", s));
    }

    private static List<Local> mean(Site s) {
        Local sum = folded(s, (a, b) -> "torch.add(" + a + ", " + b + ")").getFirst();
        return s.give(s.dtype(), sum.shape(), "torch.div(" + sum + ", " + s.arity() + ")");
    }

    /// The lower bound first, as in the text: where the bounds cross, the upper one wins in both.
    private static List<Local> clip(Site s) {
        s.computes();
        if (!s.has(1) && !s.has(2)) {
            return List.of(s.in(0));
        }
        return s.like("torch.clamp(" + s.in(0) + ", " + (s.has(1) ? "min=" + s.in(1) : "")
            + (s.has(1) && s.has(2) ? ", " : "") + (s.has(2) ? "max=" + s.in(2) : "") + ")");
    }
}
