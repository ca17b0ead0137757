package org.plumbline.generator;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Slot;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.operators.Operators;
import org.plumbline.graph.rule.Expr;

/// A rule that was learned or edited by hand may give any types to an operator's inputs.
class IllTypedCallsTest {
    private static final int CALLS = 4;

    static Stream<Operator> operators() {
        return Operators.all().stream().filter(o -> o.reference().isPresent());
    }

    @ParameterizedTest
    @MethodSource("operators")
    void comeBackAsValues(Operator operator) {
        Rng rng = Rng.of(1);
        for (int i = 0; i < CALLS; i++) {
            Optional<PartialOperator> partial = operator.partial().apply(rng, Wish.none(22));
            Optional<long[]> solved = partial.flatMap(p -> new Instances().solve(p, List.of(), 512, rng));
            for (DType t : DType.values()) {
                solved.ifPresent(a -> {
                    for (int others = 0; others < 3; others++) {
                        Call call = call(partial.get(), a, t, others);
                        assertThatCode(() -> operator.evaluate(call)).as("%s with %s", operator.name(), t)
                            .doesNotThrowAnyException();
                    }
                });
            }
        }
    }

    /// All data inputs of type `t`, or only the first one, or only the others.
    private static Call call(PartialOperator p, long[] assignment, DType t, int others) {
        List<Optional<Enclosure>> inputs = new java.util.ArrayList<>();
        for (int i = 0; i < p.inputs().size(); i++) {
            boolean changed = others == 0 || others == 1 == (i == 0);
            inputs.add(switch (p.inputs().get(i)) {
                case Slot.Data d -> Optional.of(tensor(changed ? t : d.dtype(), d.dims(), assignment));
                case Slot.Elements e -> Optional.of(Enclosure.of(elements(e, assignment)));
                case Slot.Given(Tensor given) -> Optional.of(Enclosure.of(given));
                case Slot.Absent _ -> Optional.empty();
            });
        }
        Map<String, Attribute> attributes = new HashMap<>();
        p.attributes().forEach((key, setting) -> attributes.put(key, switch (setting) {
            case PartialOperator.Fixed(Attribute value) -> value;
            case PartialOperator.OneInt(Expr e) -> new Attribute.Int(e.eval(assignment));
            case PartialOperator.ManyInts(List<Expr> es) -> new Attribute.Ints(es.stream().map(e -> e.eval(assignment))
                .toList());
        }));
        return new Call(22, attributes, inputs, p.outputs().size(), Accuracy.CPU);
    }

    private static Enclosure tensor(DType t, List<Expr> dims, long[] assignment) {
        Shape shape = Shape.of(dims.stream().mapToLong(e -> e.eval(assignment)).toArray());
        return t.kind() == DType.Kind.OPAQUE ? new Enclosure.Unknown(t) : Enclosure.of(t.isReal() ? Tensor.of(t, shape,
            i -> 1 + i % 3) : Tensor.ofLongs(t, shape, _ -> 1));
    }

    private static Tensor elements(Slot.Elements e, long[] assignment) {
        long[] values = e.values().stream().mapToLong(v -> v.eval(assignment)).toArray();
        return Tensor.ofLongs(e.dtype(), e.scalar() ? Shape.SCALAR : Shape.of(values.length), i -> values[i]);
    }
}
