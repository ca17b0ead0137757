package org.plumbline.graph.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.ValueInfo;

class OnnxCodecTest {
    private static final Model SMALL = Model.of(17, Graph.of(
        List.of(ValueInfo.of("x", TensorType.of(DType.FLOAT, 2))),
        List.of(ValueInfo.of("y", TensorType.of(DType.FLOAT, 2))),
        Map.of("w", Tensor.ofLongs(1)),
        List.of(Node.of("Softmax", List.of("x"), List.of("y"), Map.of("axis", new Attribute.Int(-1))))));

    @Test
    void aModelSurvivesTheRoundTrip() {
        assertThat(OnnxCodec.read(OnnxCodec.write(SMALL))).isEqualTo(new OnnxRead.Ok(SMALL));
    }

    @Test
    void theBytesOfASmallModelStayAsTheyAre() {
        assertThat(HexFormat.of().formatHex(OnnxCodec.write(SMALL))).isEqualTo(
            "0808" // ir_version 8
                + "3a62" // graph
                + "0a250a01781201792207536f66746d61782a140a046178697318ffffffffffffffffff01a00102" // node
                + "12046d61696e" // name
                + "2a11080110074201774a080100000000000000" // initializer
                + "5a0f0a0178120a0a08080112040a020802" // input
                + "620f0a0179120a0a08080112040a020802" // output
                + "42040a001011"); // opset_import
    }

    @Test
    void anEmptyNodeNameIsLeftOut() throws InvalidProtocolBufferException {
        assertThat(ModelProto.parseFrom(OnnxCodec.write(SMALL)).getGraph().getNode(0).hasName()).isFalse();
    }
}
