package org.plumbline.graph.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class OnnxGarbageTest {
    private static final byte[] WHOLE = Everything.model().toByteArray();

    /// An answer, and if it is a model, one that survives its own round trip.
    private static void requireAnswer(byte[] bytes) {
        switch (OnnxCodec.read(bytes)) {
            case OnnxRead.Ok(var model) -> {
                assertThat(OnnxCodec.read(OnnxCodec.write(model))).isEqualTo(new OnnxRead.Ok(model));
                assertThat(ModelPrinter.print(model)).isNotEmpty();
            }
            case OnnxRead.Malformed(String why) -> assertThat(why).isNotBlank().hasLineCount(1);
        }
        assertThat(TensorFiles.readPb(bytes)).isNotNull();
        assertThat(TensorFiles.readNpy(bytes)).isNotNull();
    }

    @Property
    void randomBytesGetAnAnswer(@ForAll @Size(max = 400) byte[] bytes) {
        requireAnswer(bytes);
    }

    @Property
    void truncatedModelsGetAnAnswer(@ForAll("length") int length) {
        requireAnswer(Arrays.copyOf(WHOLE, length));
    }

    @Provide
    Arbitrary<Integer> length() {
        return Arbitraries.integers().between(0, WHOLE.length);
    }

    /// Byte 389 is in the name tag of an attribute.
    @Test
    void anAttributeThatLostItsNameGetsAnAnswer() {
        byte[] bytes = WHOLE.clone();
        bytes[389] ^= 2;
        requireAnswer(bytes);
    }

    @Property(tries = 2000)
    void flippedBytesGetAnAnswer(@ForAll @Size(min = 1, max = 4) List<@IntRange(min = 0, max = 1 << 20) Integer> at,
        @ForAll byte value) {
        byte[] bytes = WHOLE.clone();
        at.forEach(i -> bytes[i % bytes.length] ^= value == 0 ? 1 : value);
        requireAnswer(bytes);
    }

    @Property
    void spliceGetsAnAnswer(@ForAll("length") int from, @ForAll("length") int to, @ForAll("length") int length) {
        byte[] bytes = WHOLE.clone();
        System.arraycopy(WHOLE, from, bytes, to, Math.min(length, WHOLE.length - Math.max(from, to)));
        requireAnswer(bytes);
    }

    @Example
    void graphsNestedBeyondMeasureAreRefused() throws IOException {
        byte[] graph = new byte[0];
        for (int i = 0; i < 20_000; i++) {
            graph = field(GraphProto.NODE_FIELD_NUMBER, field(NodeProto.ATTRIBUTE_FIELD_NUMBER,
                field(AttributeProto.G_FIELD_NUMBER, graph.length > 60_000 ? Arrays.copyOf(graph, 60_000) : graph)));
        }
        assertThat(OnnxCodec.read(field(ModelProto.GRAPH_FIELD_NUMBER, graph))).isInstanceOf(OnnxRead.Malformed.class);
        byte[] groups = new byte[100_000];
        Arrays.fill(groups, (byte) (500 << 3 | 3));
        requireAnswer(groups);
        Arrays.fill(groups, (byte) (15 << 3 | 3));
        requireAnswer(groups);
    }

    private static byte[] field(int number, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeBytes(number, ByteString.copyFrom(content));
        out.flush();
        return bytes.toByteArray();
    }

    @Example
    void controlCharactersDoNotReachTheMessage() {
        ModelProto.Builder model = ModelProto.newBuilder();
        model.getGraphBuilder().addInitializerBuilder().setName("a\nb\u001b[31m").setDataType(77);
        assertThat(OnnxCodec.read(model.build().toByteArray())).isInstanceOfSatisfying(OnnxRead.Malformed.class,
            m -> assertThat(m.why()).hasLineCount(1).doesNotContain("\u001b").contains("77"));
    }
}
