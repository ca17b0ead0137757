package org.plumbline.generator.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.plumbline.generator.check.OperatorSchema;
import org.plumbline.generator.check.OperatorSchema.AttributeSchema;
import org.plumbline.generator.check.OperatorSchema.Option;
import org.plumbline.generator.check.OperatorSchema.Parameter;
import org.plumbline.generator.rules.Learned.Status;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.operator.Domain;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Slot;
import org.plumbline.graph.operator.PartialOperator.Fixed;
import org.plumbline.graph.operator.PartialOperator.OneInt;
import org.plumbline.graph.rule.Expr;

/// Operators of which nothing but a schema is known, asked of targets that are simulated.
class InferenceTest {
    private static OperatorSchema schema(int inputs, AttributeSchema... attributes) {
        Parameter x = new Parameter("x", Option.SINGLE, true, 1, "T", Set.of("tensor(float)"), Set.of(DType.FLOAT));
        Map<String, AttributeSchema> all = new TreeMap<>();
        List.of(attributes).forEach(a -> all.put(a.name(), a));
        return new OperatorSchema("", "Fake", 1, false, inputs, inputs, 1, 1, Collections.nCopies(inputs, x),
            List.of(x), all, false, false);
    }

    private static Inference.Result learned(OperatorSchema schema, Labeller target, Map<String, List<String>> words) {
        return new Inference(target, 3, words).of(schema, Rng.of(1), () -> true);
    }

    private static List<List<Long>> shapes(PartialOperator p, long[] call) {
        return p.inputs().stream().map(s -> s instanceof Slot.Data d ? d.dims().stream().map(e -> e.eval(call)).toList()
            : List.<Long>of()).toList();
    }

    private static long integer(PartialOperator p, String attribute, long[] call) {
        return p.attributes().get(attribute) instanceof OneInt(Expr e) ? e.eval(call) : -1;
    }

    @Nested
    class ACallForWhichSeveralThingsMustFit {
        /// As a recurrent layer: `x` is [s, b, i], `w` is [1, 4h, i], `r` is [1, 4h, h].
        private static Label recurrent(PartialOperator p, long[] call) {
            List<List<Long>> in = shapes(p, call);
            long h = integer(p, "hidden_size", call);
            if (in.getFirst().size() != 3) {
                return new Label.Refused("Input X must have 3 dimensions only. Actual: " + in.getFirst().size());
            }
            if (h < 1) {
                return new Label.Refused("hidden_size must be positive");
            }
            List<Long> w = List.of(1L, 4 * h, in.getFirst().get(2));
            List<Long> r = List.of(1L, 4 * h, h);
            return !in.get(1).equals(w) ? new Label.Refused("Input W must have shape {1,4*" + h + "," + w.get(2)
                + "}. Actual:" + in.get(1))
                : !in.get(2).equals(r) ? new Label.Refused("Input R must have shape {1,4*" + h + "," + h + "}. Actual:"
                    + in.get(2))
                : new Label.Accepted(List.of(List.of(in.getFirst().getFirst(), 1L, in.getFirst().get(1), h)));
        }

        @Test
        void isFoundByWhatRefusalsName() {
            Inference.Result result = learned(schema(3, new AttributeSchema("hidden_size", "INT", true, Optional
                .empty())), ACallForWhichSeveralThingsMustFit::recurrent, Map.of());
            assertThat(result.rules()).as(result.why()).extracting(o -> o.learned().accepted()).isNotEmpty().allMatch(
                n -> n > 0);
        }
    }

    @Nested
    class ATextAttribute {
        private static Label directed(PartialOperator p, long[] call) {
            Fixed direction = (Fixed) p.attributes().get("direction");
            return direction != null && direction.value() instanceof Attribute.Text(String word) && Set.of("forward",
                "reverse").contains(word) ? new Label.Accepted(shapes(p, call))
                    : new Label.Refused("direction is not known");
        }

        @Test
        void thatIsNeededHasARuleForEachWordThatTheTargetTakes() {
            Inference.Result result = learned(schema(1, new AttributeSchema("direction", "STRING", true, Optional
                .empty())), ATextAttribute::directed, Map.of("direction", List.of("the", "forward", "or", "reverse",
                    "way")));
            Set<Object> words = new LinkedHashSet<>();
            result.rules().forEach(o -> words.add(o.learned().partial().attributes().get("direction")));
            assertThat(words).containsExactlyInAnyOrder(new Fixed(new Attribute.Text("forward")), new Fixed(
                new Attribute.Text("reverse")));
        }
    }

    @Test
    void anOutputThatIsShapedByValuesLeavesItsShapeOpen() {
        Labeller counting = (p, call) -> p.inputs().getFirst() instanceof Slot.Data d && d
            .domain() instanceof Domain.Any
                ? new Label.Accepted(List.of(List.of((long) Math.floorMod(Arrays.hashCode(call), 7))))
                : new Label.Accepted(List.of(List.of(7L)));
        assertThat(learned(schema(1), counting, Map.of()).rules()).isNotEmpty().allSatisfy(o -> {
            assertThat(o.learned().status()).isEqualTo(Status.SOLVED);
            assertThat(o.learned().partial().outputs().getFirst().shapeFromValues()).isTrue();
        });
    }

    @Test
    void anOperatorWithoutInputsIsLearned() {
        OperatorSchema schema = new OperatorSchema("", "Fake", 1, false, 0, 0, 1, 1, List.of(), schema(1).outputs(), Map
            .of("size", new AttributeSchema("size", "INT", false, Optional.empty())), false, false);
        assertThat(learned(schema, (p, call) -> p.attributes().isEmpty() ? new Label.Refused("no size")
            : integer(p, "size", call) < 1 ? new Label.Refused("too small")
            : new Label.Accepted(List.of(List.of(integer(p, "size", call)))), Map.of()).rules()).isNotEmpty().allMatch(
                o -> o.learned().status() == Status.SOLVED);
    }

    @Test
    void anOperatorThatItsTargetDiesOnIsGivenUp() {
        int[] asked = {0};
        Inference.Result result = learned(schema(2), (_, _) -> {
            asked[0]++;
            return new Label.Lost("SIGSEGV");
        }, Map.of());
        assertThat(result.why()).contains("dies").contains("SIGSEGV");
        assertThat(asked[0]).isLessThan(100);
    }
}
