package org.plumbline.graph.operators;

import java.util.List;
import java.util.Optional;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Enclosure.Integers;
import org.plumbline.graph.bound.Enclosure.Reals;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Types;
import org.plumbline.graph.operator.Wish;

/// ONNX operator Where.
final class Selection {
    private static final Typing TYPES = Typing.of(Types.ALL.stream().filter(t -> t != DType.BFLOAT16).toList())
        .from(16, Types.ALL);

    private Selection() {
    }

    static List<Operator> all() {
        return List.of(Operator.of("Where", 9, Selection::where, Selection::partial).weighing(2));
    }

    private static List<Enclosure> where(Call call) {
        Call.require(call.inputs().size() == 3, "takes three inputs, not " + call.inputs().size());
        Call.require(call.dtype(0) == DType.BOOL, "condition is " + call.dtype(0));
        Call.require(call.dtype(1) == call.dtype(2), "inputs are " + call.dtype(1) + " and " + call.dtype(2));
        if (call.in(1) instanceof Enclosure.Carried) {
            throw Call.undetermined("elements of " + call.dtype(1) + " are not followed");
        }
        DType t = TYPES.of(call, 1);
        Shape out = Broadcast.shape(call);
        Integers condition = call.integers(0);
        int[] ic = Broadcast.index(call, 0, out);
        int[] ix = Broadcast.index(call, 1, out);
        int[] iy = Broadcast.index(call, 2, out);
        if (t.isReal()) {
            Reals x = call.reals(1);
            Reals y = call.reals(2);
            return List.of(Reals.of(t, out, i -> condition.unknown()[ic[i]] ? x.at(ix[i]).hull(y.at(iy[i]))
                : condition.value()[ic[i]] != 0 ? x.at(ix[i]) : y.at(iy[i])));
        }
        Integers x = call.integers(1);
        Integers y = call.integers(2);
        return List.of(Integers.of(t, out, i -> {
            Optional<Long> yes = x.at(ix[i]);
            Optional<Long> no = y.at(iy[i]);
            return condition.unknown()[ic[i]] ? yes.filter(v -> no.isPresent() && no.get().equals(v))
                : condition.value()[ic[i]] != 0 ? yes : no;
        }));
    }

    private static PartialOperator partial(Rng rng, Wish wish) {
        DType t = wish.outputType(rng, TYPES.at(wish.opset()));
        var b = PartialOperator.builder("Where");
        Broadcast.Operands shapes = Broadcast.many(b, rng, wish, 3);
        return b.in(DType.BOOL, shapes.operands().get(0)).in(t, shapes.operands().get(1))
            .in(t, shapes.operands().get(2)).out(t, shapes.out()).build();
    }
}
