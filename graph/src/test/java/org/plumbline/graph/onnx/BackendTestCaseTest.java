package org.plumbline.graph.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.TypeProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.graph.Bytes;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.ValueInfo;

class BackendTestCaseTest {
    private static final Tensor A = Tensor.of(DType.FLOAT, Shape.of(2), i -> i);
    private static final Tensor B = Tensor.of(DType.FLOAT, Shape.of(3), i -> -i);
    private static final Tensor W = Tensor.of(DType.FLOAT, Shape.of(1), i -> 7);
    /// `w` is an input that has an initializer and thus need not be fed; `b` has any length.
    private static final Model MODEL = Model.of(17, Graph.of(
        List.of(ValueInfo.of("w", W.type()), ValueInfo.of("a/1", A.type()), new ValueInfo("b",
            new ValueInfo.OfTensor(DType.FLOAT, Optional.of(List.of(new ValueInfo.Symbolic("n")))))),
        List.of(ValueInfo.of("y", TensorType.of(DType.FLOAT, 5))), Map.of("w", W),
        List.of(Node.of("Concat", List.of("a/1", "b"), List.of("y"), Map.of()))));

    private static final ValueInfo.Type SEQUENCE = new ValueInfo.Other(Bytes.of(TypeProto.newBuilder().setSequenceType(
        TypeProto.Sequence.newBuilder().setElemType(Everything.tensorType(DType.FLOAT))).build().toByteArray()));

    @TempDir
    private Path folder;

    private static BackendTestCase ok(CaseRead read) {
        assertThat(read).isInstanceOf(CaseRead.Ok.class);
        return ((CaseRead.Ok) read).testCase();
    }

    private static String why(CaseRead read) {
        assertThat(read).isInstanceOf(CaseRead.Malformed.class);
        return ((CaseRead.Malformed) read).why();
    }

    private void model() throws IOException {
        Files.write(folder.resolve("model.onnx"), OnnxCodec.write(MODEL));
    }

    private void pb(String file, String name, Tensor tensor) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, TensorFiles.pb(name, tensor));
    }

    private void npy(String file, Tensor tensor) throws IOException {
        Files.write(folder.resolve(file), TensorFiles.npy(tensor).orElseThrow());
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        Tensor y = Tensor.of(DType.FLOAT, Shape.of(5), i -> i);
        assertThat(BackendTestCase.write(folder.resolve("new/case"), MODEL, Map.of("a/1", A, "b", B), Map.of("y", y)))
            .isEmpty();
        assertThat(folder.resolve("new/case/test_data_set_0/input_1.pb")).exists();
        BackendTestCase testCase = ok(BackendTestCase.read(folder.resolve("new/case")));
        assertThat(testCase).isEqualTo(ok(BackendTestCase.read(folder.resolve("new/case/model.onnx"))));
        assertThat(testCase.model()).isEqualTo(MODEL);
        assertThat(testCase.dataSets()).containsExactly(new BackendTestCase.DataSet("test_data_set_0",
            Map.of("a/1", A, "b", B), Map.of("y", y)));
    }

    private void model(ValueInfo.Type x, ValueInfo.Type y) throws IOException {
        Files.write(folder.resolve("model.onnx"), OnnxCodec.write(Model.of(17, Graph.of(List.of(
            new ValueInfo("x", x)), List.of(new ValueInfo("z", ValueInfo.of("z", A.type()).type()),
                new ValueInfo("y", y)), Map.of(), List.of()))));
    }

    @Test
    void unsignedIntegersAreTheBitsOfABfloat16() throws IOException {
        ValueInfo.Type type = ValueInfo.of("x", TensorType.of(DType.BFLOAT16, 2)).type();
        model(type, type);
        Tensor ones = Tensor.ofLongs(DType.UINT16, Shape.of(2), _ -> 0x3f80);
        pb("test_data_set_0/input_0.pb", "x", ones);
        pb("test_data_set_0/output_1.pb", "y", ones);
        Tensor read = Tensor.of(DType.BFLOAT16, Shape.of(2), _ -> 1);
        assertThat(ok(BackendTestCase.read(folder)).dataSets()).containsExactly(
            new BackendTestCase.DataSet("test_data_set_0", Map.of("x", read), Map.of("y", read)));
    }

    @Test
    void expectedOutputsThatAreNoTensorsAreLeftOut() throws IOException {
        model(ValueInfo.of("x", A.type()).type(), SEQUENCE);
        pb("test_data_set_0/input_0.pb", "x", A);
        pb("test_data_set_0/output_0.pb", "z", A);
        Files.write(folder.resolve("test_data_set_0/output_1.pb"), new byte[] {10, 3, 's', 'e', 'q', 16, 1});
        assertThat(ok(BackendTestCase.read(folder)).dataSets()).containsExactly(
            new BackendTestCase.DataSet("test_data_set_0", Map.of("x", A), Map.of("z", A)));
    }

    @Test
    void aModelThatIsFedSomethingElseThanTensorsHasNoDataSets() throws IOException {
        model(SEQUENCE, ValueInfo.of("y", A.type()).type());
        Files.createDirectory(folder.resolve("test_data_set_0"));
        Files.write(folder.resolve("test_data_set_0/input_0.pb"), new byte[] {10, 3, 's', 'e', 'q', 16, 1});
        assertThat(ok(BackendTestCase.read(folder)).dataSets()).isEmpty();
    }

    @Test
    void namesInsideTheFilesBeatTheirNumbers() throws IOException {
        model();
        pb("test_data_set_0/input_0.pb", "b", B);
        pb("test_data_set_0/input_1.pb", "a/1", A);
        pb("test_data_set_0/input_2.pb", "w", W);
        assertThat(ok(BackendTestCase.read(folder)).dataSets().getFirst().inputs()).isEqualTo(
            Map.of("a/1", A, "b", B, "w", W));
    }

    @Test
    void numbersCountTheFedInputs() throws IOException {
        model();
        pb("test_data_set_0/input_0.pb", "", A);
        pb("test_data_set_0/input_1.pb", "other", B);
        assertThat(ok(BackendTestCase.read(folder)).dataSets().getFirst().inputs()).isEqualTo(Map.of("a/1", A, "b", B));
    }

    @Test
    void npyFilesBesideTheModelAreMatchedByTheirNames() throws IOException {
        model();
        npy("input_0.npy", A);
        npy("b.npy", B);
        npy("y.npy", Tensor.of(DType.FLOAT, Shape.of(5), i -> 0));
        BackendTestCase.DataSet set = ok(BackendTestCase.read(folder)).dataSets().getFirst();
        assertThat(set.inputs()).isEqualTo(Map.of("a/1", A, "b", B));
        assertThat(set.outputs()).containsOnlyKeys("y");
    }

    @Test
    void dataSetsComeInOrderOfNumber() throws IOException {
        model();
        for (int i : new int[] {10, 2, 0}) {
            pb("test_data_set_" + i + "/input_0.pb", "", A);
            pb("test_data_set_" + i + "/input_1.pb", "", B);
        }
        assertThat(ok(BackendTestCase.read(folder)).dataSets()).extracting(BackendTestCase.DataSet::name)
            .containsExactly("test_data_set_0", "test_data_set_2", "test_data_set_10");
    }

    @Test
    void aModelAloneHasNoData() throws IOException {
        model();
        assertThat(ok(BackendTestCase.read(folder)).dataSets()).isEmpty();
    }

    @Test
    void inputsMayStandInAnotherFolder() throws IOException {
        model();
        pb("elsewhere/input_0.pb", "", A);
        pb("elsewhere/input_1.pb", "", B);
        assertThat(ok(BackendTestCase.read(folder.resolve("model.onnx"), folder.resolve("elsewhere"))).dataSets())
            .hasSize(1);
    }

    @Nested
    class Refused {
        @Test
        void missingInputs() throws IOException {
            model();
            pb("test_data_set_0/input_0.pb", "", A);
            assertThat(why(BackendTestCase.read(folder))).contains("test_data_set_0").contains("'b'")
                .contains("input_1.pb");
            Files.delete(folder.resolve("test_data_set_0/input_0.pb"));
            assertThat(why(BackendTestCase.read(folder))).contains("'a/1'");
        }

        @Test
        void inputsTooMany() throws IOException {
            model();
            pb("test_data_set_0/input_2.pb", "", A);
            assertThat(why(BackendTestCase.read(folder))).contains("input_2.pb").contains("2 inputs");
        }

        @Test
        void unknownNames() throws IOException {
            model();
            npy("c.npy", A);
            assertThat(why(BackendTestCase.read(folder))).contains("c.npy").contains("'c'").contains("a/1");
        }

        @Test
        void theSameInputTwice() throws IOException {
            model();
            npy("b.npy", B);
            pb("input_1.pb", "", B);
            assertThat(why(BackendTestCase.read(folder))).contains("second").contains("'b'");
        }

        @Test
        void wrongTypesAndShapes() throws IOException {
            model();
            pb("input_0.pb", "", Tensor.ofLongs(1, 2));
            assertThat(why(BackendTestCase.read(folder))).contains("input_0.pb").contains("int64[2]")
                .contains("float[2]");
            pb("input_0.pb", "", B);
            assertThat(why(BackendTestCase.read(folder))).contains("float[3]");
            pb("input_0.pb", "", A);
            pb("input_1.pb", "", Tensor.scalar(DType.FLOAT, 1));
            assertThat(why(BackendTestCase.read(folder))).contains("float[n]");
        }

        @Test
        void damagedFilesAndMissingOnes() throws IOException {
            assertThat(why(BackendTestCase.read(folder))).contains("0 .onnx files");
            assertThat(why(BackendTestCase.read(folder.resolve("no.onnx")))).contains("no.onnx");
            model();
            assertThat(why(BackendTestCase.read(folder.resolve("model.onnx"), folder.resolve("nowhere"))))
                .contains("nowhere");
            Files.write(folder.resolve("input_0.pb"), new byte[] {8});
            assertThat(why(BackendTestCase.read(folder))).contains("input_0.pb");
        }

        @Test
        void aFolderThatCannotBeWritten() throws IOException {
            Path file = Files.write(folder.resolve("file"), new byte[1]);
            assertThat(BackendTestCase.write(file, MODEL, Map.of(), Map.of())).get().asString().contains("file");
        }
    }
}
