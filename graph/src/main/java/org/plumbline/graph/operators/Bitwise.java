package org.plumbline.graph.operators;

import java.util.List;
import java.util.OptionalLong;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Domain;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Types;
import org.plumbline.graph.operator.Wish;

/// Bits of integers: ONNX operators BitShift, BitwiseAnd, BitwiseOr and BitwiseXor.
final class Bitwise {
    private static final Typing INTEGER = Typing.of(Types.INTEGER);
    private static final Typing UNSIGNED = Typing.of(Types.UNSIGNED);

    private Bitwise() {
    }

    static List<Operator> all() {
        return List.of(
            Operator.of("BitShift", 11, Bitwise::shift, Bitwise::shiftPartial)
                .silentOn("shifts by the width of the type or more"),
            bitwise("BitwiseAnd", (t, a, b) -> OptionalLong.of(a & b)),
            bitwise("BitwiseOr", (t, a, b) -> OptionalLong.of(a | b)),
            bitwise("BitwiseXor", (t, a, b) -> OptionalLong.of(a ^ b)));
    }

    private static Operator bitwise(String name, Broadcast.IntegerFunction f) {
        return Operator.of(name, 18, call -> {
            Broadcast.twoOfOneType(call, INTEGER);
            return Broadcast.integers(call, f);
        }, (rng, wish) -> BinaryArithmetic.partial(name, rng, wish, INTEGER, Domain.ANY, Domain.ANY).build());
    }

    private static List<Enclosure> shift(Call call) {
        Broadcast.twoOfOneType(call, UNSIGNED);
        boolean left = switch (call.text("direction", "")) {
            case "LEFT" -> true;
            case "RIGHT" -> false;
            default -> throw Call.broken("direction is neither LEFT nor RIGHT");
        };
        return Broadcast.integers(call, (t, v, by) -> Long.compareUnsigned(by, t.bits()) >= 0 ? OptionalLong.empty()
            : OptionalLong.of(left ? Whole.wrap(t, v << by) : v >>> by));
    }

    private static PartialOperator shiftPartial(Rng rng, Wish wish) {
        DType t = wish.type(rng, UNSIGNED.at(wish.opset()));
        var b = PartialOperator.builder("BitShift");
        Broadcast.Operands shapes = Broadcast.two(b, rng, wish);
        return b.in(t, shapes.operands().get(0)).in(t, shapes.operands().get(1), Domain.range(0, t.bits() - 1))
            .set("direction", rng.pick("LEFT", "RIGHT")).out(t, shapes.out()).build();
    }
}
