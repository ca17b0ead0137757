package org.plumbline.seeds.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;

class CallFileTest {
    private static final String RELU = "{\"operator\":\"Relu\",\"opset\":22,\"inputs\":[[\"float\",2,3]],"
        + "\"outputs\":[\"float\"],\"shapes\":[[2,3]]}\n";

    private static CallFile.Read read(String text) {
        return CallFile.read("calls.jsonl", text.getBytes(StandardCharsets.UTF_8));
    }

    private static RecordedCall call(Rng rng) {
        List<OperatorCall.Input> inputs = IntStream.range(0, rng.below(4)).mapToObj(_ -> input(rng)).toList();
        Map<String, Attribute> attributes = new TreeMap<>();
        for (int i = rng.below(3); i > 0; i--) {
            attributes.put(rng.pick("axis", "größe \"1\"", "mode"), rng.pick(new Attribute.Int(rng.nextLong()),
                new Attribute.Text("a\n\"b\""), Attribute.ints(1, -1), new Attribute.Reals(List.of(0.1f, Float.NaN)),
                new Attribute.Value(tensor(rng))));
        }
        List<DType> outputs = IntStream.range(0, 1 + rng.below(2)).mapToObj(_ -> rng.pick(DType.values())).toList();
        return new RecordedCall(new OperatorCall(rng.pick("Conv", "com.microsoft::Gelu"), 1 + rng.below(25), inputs,
            attributes, outputs), rng.trueInOneOutOf(3) ? new RecordedCall.Refused()
                : new RecordedCall.Accepted(outputs.stream().map(_ -> shape(rng)).toList()));
    }

    private static OperatorCall.Input input(Rng rng) {
        return switch (rng.below(3)) {
            case 0 -> new OperatorCall.Absent();
            case 1 -> new OperatorCall.Data(new TensorType(rng.pick(DType.values()), shape(rng)));
            default -> new OperatorCall.Known(tensor(rng));
        };
    }

    private static Shape shape(Rng rng) {
        return Shape.of(IntStream.range(0, rng.below(4)).mapToObj(_ -> (long) rng.below(9)).toList());
    }

    private static Tensor tensor(Rng rng) {
        return rng.trueInOneOutOf(2) ? Tensor.ofLongs(rng.nextLong(), -1, 0) : Tensor.of(DType.FLOAT16, Shape.of(2),
            i -> i == 0 ? Double.NEGATIVE_INFINITY : 0.5);
    }

    @Property(tries = 300)
    void everyCallReadsBackAsItIs(@ForAll long seed) {
        Rng rng = Rng.of(seed);
        List<RecordedCall> calls = Stream.generate(() -> call(rng)).limit(5).toList();
        assertThat(read(CallFile.write(calls))).isInstanceOfSatisfying(CallFile.Read.Ok.class, ok -> assertThat(ok
            .calls()).containsExactlyInAnyOrderElementsOf(new LinkedHashSet<>(calls)));
    }

    @Property(tries = 50)
    void theOrderOfTheCallsDoesNotMatter(@ForAll long seed) {
        Rng rng = Rng.of(seed);
        List<RecordedCall> calls = Stream.generate(() -> call(rng)).limit(5).toList();
        assertThat(CallFile.write(calls.reversed())).isEqualTo(CallFile.write(calls));
    }

    @Test
    void aCallIsOneLine() {
        RecordedCall relu = new RecordedCall(new OperatorCall("Relu", 22, List.of(new OperatorCall.Data(TensorType.of(
            DType.FLOAT, 2, 3))), Map.of(), List.of(DType.FLOAT)), new RecordedCall.Accepted(List.of(Shape.of(2, 3))));
        assertThat(CallFile.write(List.of(relu, relu))).isEqualTo(RELU);
    }

    @Nested
    class WhatIsWrong {
        @ParameterizedTest
        @CsvSource(delimiter = '|', value = {
            "'{' | line 2: not JSON", "'{\"operator\":1}' | line 2",
            "'{\"operator\":\"Relu\",\"opset\":0,\"inputs\":[],\"outputs\":[],\"shapes\":[]}' | line 2: opset: 0 is no opset",
            "'{\"operator\":\"Relu\",\"opset\":9,\"inputs\":[[\"flaot\"]],\"outputs\":[],\"shapes\":[]}' | near are float",
            "'{\"operator\":\"Relu\",\"opset\":9,\"inputs\":[],\"outputs\":[\"float\"],\"shapes\":[]}' | 0 shapes for 1 outputs",
            "'{\"operator\":\"Relu\",\"opset\":9,\"inputs\":[[\"float\",-1]],\"outputs\":[],\"shapes\":[]}' | no shape",
            "'{\"operator\":\"Relu\",\"opset\":9,\"inputs\":[],\"outputs\":[],\"shpaes\":[]}' | near are"})
        void isToldWithFileAndLine(String line, String told) {
            assertThat(read(RELU + line + "\n")).isInstanceOfSatisfying(CallFile.Read.Unreadable.class, u -> assertThat(
                u
                    .why()).startsWith("calls.jsonl line 2: ").contains(told));
        }

        @Test
        void isAFileThatIsNotThere(@TempDir Path folder) {
            assertThat(CallFile.read(folder.resolve("none.jsonl"))).isInstanceOfSatisfying(
                CallFile.Read.Unreadable.class,
                u -> assertThat(u.why()).contains("none.jsonl: cannot be read"));
        }
    }
}
