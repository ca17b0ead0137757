package org.plumbline.graph.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Domain;
import org.plumbline.graph.operator.Evaluation;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Slot;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.rule.Expr;

/// What generator and oracle rely on, for every operator that works element by element.
class ElementwiseContractTest {
    static Stream<Operator> operators() {
        return Stream.of(Activations.all(), BinaryArithmetic.all(), Bitwise.all(), Casts.all(), Clipping.all(),
            Logic.all(), Powers.all(), Quantization.all(), Rectifiers.all(), Selection.all(), UnaryExact.all(),
            UnaryMath.all(), Variadic.all()).flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("operators")
    void theReferenceAcceptsWhatThePartialOperatorPromises(Operator op) {
        for (int i = 0; i < 300; i++) {
            Rng rng = Rng.of(5, i);
            int opset = rng.between(Math.max(13, op.since()), 22);
            PartialOperator p = op.partial().apply(rng, Wish.none(opset)).orElseThrow();
            Optional<long[]> assignment = assign(p, rng);
            if (assignment.isEmpty()) {
                continue;
            }
            long[] a = assignment.get();
            Evaluation e = op.evaluate(call(p, a, opset, rng));
            assertThat(e).as(p + " at opset " + opset).isInstanceOf(Evaluation.Enclosed.class);
            List<Enclosure> outputs = ((Evaluation.Enclosed) e).outputs();
            assertThat(outputs).hasSameSizeAs(p.outputs());
            for (int o = 0; o < outputs.size(); o++) {
                assertThat(outputs.get(o).dtype()).isEqualTo(p.outputs().get(o).dtype());
                assertThat(outputs.get(o).knownShape()).contains(shape(p.outputs().get(o).dims(), a));
            }
        }
    }

    private static Optional<long[]> assign(PartialOperator p, Rng rng) {
        for (int i = 0; i < 50; i++) {
            long[] a = p.symbols().stream().mapToLong(s -> rng.between(s.lo(), Math.min(s.hi(), 3))).toArray();
            if (p.predicates().stream().allMatch(q -> q.holds(a))) {
                return Optional.of(a);
            }
        }
        return Optional.empty();
    }

    private static Call call(PartialOperator p, long[] a, int opset, Rng rng) {
        List<Optional<Enclosure>> inputs = new ArrayList<>();
        for (Slot slot : p.inputs()) {
            inputs.add(switch (slot) {
                case Slot.Absent _ -> Optional.empty();
                case Slot.Given(Tensor t) -> Optional.of(Enclosure.of(t));
                case Slot.Elements s -> throw new AssertionError("no element of " + s + " shapes anything");
                case Slot.Data d -> Optional.of(Enclosure.of(
                    Tensor.of(d.dtype(), shape(d.dims(), a), _ -> draw(d, a, rng))));
            });
        }
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        p.attributes().forEach((k, v) -> attributes.put(k, switch (v) {
            case PartialOperator.Fixed(Attribute f) -> f;
            case PartialOperator.OneInt(Expr e) -> new Attribute.Int(e.eval(a));
            case PartialOperator.ManyInts(List<Expr> es) -> Attribute.ints(es.stream().mapToLong(x -> x.eval(a))
                .toArray());
        }));
        return new Call(opset, attributes, inputs, p.outputs().size(), Accuracy.CPU);
    }

    private static double draw(Slot.Data d, long[] a, Rng rng) {
        boolean real = d.dtype().isReal();
        return switch (d.domain()) {
            case Domain.Any() -> real ? rng.uniform(0.1, 2) : rng.below(2);
            case Domain.NonZero() -> real ? rng.uniform(0.1, 2) : rng.between(1, 2);
            case Domain.Range(double lo, double hi) ->
                real ? rng.uniform(lo, hi) : rng.between((int) Math.ceil(lo), (int) Math.floor(hi));
            case Domain.Integers(Expr lo, Expr hi) -> rng.between((int) lo.eval(a), (int) hi.eval(a));
        };
    }

    private static Shape shape(List<Expr> dims, long[] a) {
        return Shape.of(dims.stream().map(d -> d.eval(a)).toList());
    }
}
