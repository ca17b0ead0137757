package org.plumbline.targets.torch.djl.lowering;

import java.util.Map;
import org.plumbline.graph.DType;

/// Functions of one tensor, element by element, that PyTorch has under a name of its own.
final class Unary {
    private Unary() {
    }

    static Map<String, Lowering> all() {
        return Map.ofEntries(
            same("Abs", "abs"),
            same("Acos", "acos"),
            same("Acosh", "acosh"),
            same("Asin", "asin"),
            same("Asinh", "asinh"),
            same("Atan", "atan"),
            same("Atanh", "atanh"),
            same("BitwiseNot", "bitwise_not"),
            same("Ceil", "ceil"),
            same("Cos", "cos"),
            same("Cosh", "cosh"),
            same("Erf", "erf"),
            same("Exp", "exp"),
            same("Floor", "floor"),
            same("HardSwish", "hardswish"),
            same("Log", "log"),
            same("Mish", "mish"),
            same("Neg", "neg"),
            same("Not", "logical_not"),
            same("Reciprocal", "reciprocal"),
            same("Relu", "relu"),
            same("Round", "round"),
            same("Sigmoid", "sigmoid"),
            same("Sign", "sign"),
            same("Sin", "sin"),
            same("Sinh", "sinh"),
            same("Sqrt", "sqrt"),
            same("Tan", "tan"),
            same("Tanh", "tanh"),
            Map.entry("IsNaN", s -> s.give(DType.BOOL, s.shape(), "torch.isnan(" + s.in(0) + ")")),
            Map.entry("IsInf", s -> {
                boolean below = s.flag("detect_negative", true);
                boolean above = s.flag("detect_positive", true);
                String name = below && above ? "isinf" : below ? "isneginf" : "isposinf";
                return s.give(DType.BOOL, s.shape(), below || above ? "torch." + name + "(" + s.in(0) + ")"
                    : "torch.zeros_like(" + s.in(0) + ", dtype=" + Script.code(DType.BOOL) + ")");
            }));
    }

    private static Map.Entry<String, Lowering> same(String operator, String function) {
        return Map.entry(operator, s -> {
            s.computes();
            return s.like("torch." + function + "(" + s.in(0) + ")");
        });
    }
}
