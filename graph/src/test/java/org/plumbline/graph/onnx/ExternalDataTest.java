package org.plumbline.graph.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;

class ExternalDataTest {
    @TempDir
    private Path root;
    private Path folder;

    @BeforeEach
    void fill() throws IOException {
        folder = Files.createDirectories(root.resolve("model/sub")).getParent();
        Files.write(folder.resolve("weights.bin"), new byte[] {9, 9, 1, 2, 3, 4});
        Files.write(folder.resolve("sub/weights.bin"), new byte[] {1, 2, 3, 4});
        Files.write(root.resolve("secret.bin"), new byte[] {6, 6, 6, 6});
        Files.createSymbolicLink(folder.resolve("link.bin"), root.resolve("secret.bin"));
        Files.createSymbolicLink(folder.resolve("inner.bin"), folder.resolve("sub/weights.bin"));
        Files.createSymbolicLink(folder.resolve("up"), root);
    }

    private static TensorProto tensor(String... keysAndValues) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName("w").setDataType(DType.UINT8.code()).addDims(4)
            .setDataLocation(TensorProto.DataLocation.EXTERNAL);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            tensor.addExternalData(StringStringEntryProto.newBuilder().setKey(keysAndValues[i])
                .setValue(keysAndValues[i + 1]));
        }
        return tensor.build();
    }

    private OnnxRead read(ModelProto model) throws IOException {
        return OnnxCodec.read(Files.write(folder.resolve("model.onnx"), model.toByteArray()));
    }

    private OnnxRead read(String... keysAndValues) throws IOException {
        return read(ModelProto.newBuilder().setGraph(GraphProto.newBuilder().addInitializer(tensor(keysAndValues)))
            .build());
    }

    @ParameterizedTest
    @CsvSource({"weights.bin,2", "sub/weights.bin,0", "./sub/weights.bin,0", "inner.bin,0"})
    void filesInTheFolderAreRead(String location, String offset) throws IOException {
        OnnxRead read = read("location", location, "offset", offset);
        assertThat(read).isInstanceOfSatisfying(OnnxRead.Ok.class, ok -> assertThat(ok.model().graph().initializers()
            .get("w")).isEqualTo(Tensor.ofLongs(DType.UINT8, Shape.of(4), i -> i + 1)));
    }

    @ParameterizedTest
    @CsvSource({"../secret.bin", "sub/../../secret.bin", "sub/../weights.bin", "link.bin", "up/secret.bin",
        "/etc/hostname", "''", "missing.bin", "sub", "*/_ORT_MEM_ADDR_/*"})
    void everythingElseIsRefusedByName(String location) throws IOException {
        assertThat(read("location", location)).isInstanceOfSatisfying(OnnxRead.Malformed.class, m -> assertThat(m.why())
            .contains("model.onnx").contains("'w'").contains("location '" + location + "'"));
    }

    @ParameterizedTest
    @CsvSource({"offset,3", "offset,-1", "offset,9223372036854775807", "offset,two", "length,3", "length,-4"})
    void rangesOutsideTheFileAreRefused(String key, String value) throws IOException {
        assertThat(read("location", "weights.bin", key, value)).isInstanceOfSatisfying(OnnxRead.Malformed.class,
            m -> assertThat(m.why()).contains("external_data"));
    }

    @Test
    void aModelInMemoryHasNoFolder() {
        ModelProto model = ModelProto.newBuilder().setGraph(GraphProto.newBuilder().addInitializer(
            tensor("location", "weights.bin"))).build();
        assertThat(OnnxCodec.read(model.toByteArray())).isInstanceOfSatisfying(OnnxRead.Malformed.class,
            m -> assertThat(m.why()).contains("'w'").contains("external_data"));
    }

    @Test
    void whatIsKeptUnreadMustNotPointAtFiles() throws IOException {
        ModelProto.Builder model = ModelProto.newBuilder().setGraph(GraphProto.getDefaultInstance());
        FunctionProto.Builder function = model.addFunctionsBuilder();
        function.addNodeBuilder().addAttributeBuilder().setT(tensor("location", "weights.bin"));
        assertThat(read(model.build())).isInstanceOfSatisfying(OnnxRead.Malformed.class,
            m -> assertThat(m.why()).contains("'w'").contains("function"));
    }
}
