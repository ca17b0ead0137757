package org.plumbline.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.Model;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.onnx.BackendTestCase;
import org.plumbline.graph.onnx.CaseRead;
import org.plumbline.graph.onnx.OnnxCodec;
import org.plumbline.graph.onnx.OnnxRead;
import org.plumbline.graph.onnx.TensorFiles;
import org.plumbline.graph.onnx.TensorRead;
import org.plumbline.graph.operators.Evaluator;
import org.plumbline.graph.operators.Evaluator.Evaluated;
import org.plumbline.oracles.Judge;

/// The backend tests of ONNX 1.12, as Debian packs them: models that others wrote, with outputs that others computed.
class BackendDataTest {
    private static final Path DATA = Path.of("/usr/share/libonnx-testdata/data");

    /// What is wrong in the data, by folder.
    private static final Map<String, String> WRONG_OUTPUTS = Map.of(
        "test_hannwindow_expanded", "computed with 3.1415 for π",
        "test_hannwindow_symmetric_expanded", "computed with 3.1415 for π",
        "test_hammingwindow_expanded", "computed with 3.1415 for π",
        "test_hammingwindow_symmetric_expanded", "computed with 3.1415 for π",
        "test_blackmanwindow_expanded", "computed with 3.1415 for π",
        "test_blackmanwindow_symmetric_expanded", "computed with 3.1415 for π",
        "test_roialign_aligned_true", "written down with four digits",
        "test_roialign_aligned_false", "written down with four digits");
    private static final Map<String, String> WRONG_INPUTS = Map.of(
        "test_castlike_BFLOAT16_to_FLOAT", "'like' has one element, the model declares [3,4]",
        "test_castlike_BFLOAT16_to_FLOAT_expanded", "'like' has one element, the model declares [3,4]",
        "test_castlike_FLOAT_to_BFLOAT16", "'like' has one element, the model declares [3,4]",
        "test_castlike_FLOAT_to_BFLOAT16_expanded", "'like' has one element, the model declares [3,4]");

    /// The oldest opset whose operators the reference knows, and what another form or meaning had before it.
    private static final int OLDEST_OPSET = 13;
    private static final Set<String> CHANGED =
        Set.of("Clip", "PRelu", "Pad", "ReduceSum", "Resize", "Scan", "Slice", "Split", "Squeeze", "Unsqueeze");

    @BeforeEach
    void dataArePresent() {
        assumeTrue(Files.isDirectory(DATA),
            "not run: libonnx-testdata is not installed: apt-get install libonnx-testdata");
    }

    private static List<Path> models() throws IOException {
        try (Stream<Path> files = Files.walk(DATA)) {
            return files.filter(f -> f.toString().endsWith(".onnx")).sorted().toList();
        }
    }

    private static String name(Path model) {
        return model.getParent().getFileName().toString();
    }

    @Test
    void everyModelIsWrittenAsItWasRead() throws IOException {
        assertThat(models()).hasSizeGreaterThan(1000).allSatisfy(file -> {
            Model model = ((OnnxRead.Ok) OnnxCodec.read(file)).model();
            byte[] written = OnnxCodec.write(model);
            assertThat(normal(ModelProto.parseFrom(written))).isEqualTo(normal(ModelProto.parseFrom(Files.readAllBytes(
                file))));
            assertThat(OnnxCodec.read(written)).isEqualTo(new OnnxRead.Ok(model));
        });
    }

    @Test
    void theReferenceEnclosesEveryOutputThatOthersComputed() throws IOException {
        Map<String, List<String>> missed = new TreeMap<>();
        Set<String> unread = new TreeSet<>();
        int enclosed = 0;
        for (Path file : models()) {
            switch (BackendTestCase.read(file)) {
                case CaseRead.Malformed _ -> unread.add(name(file));
                case CaseRead.Ok(BackendTestCase test) -> {
                    List<String> misses = new ArrayList<>();
                    enclosed += test.dataSets().stream().mapToInt(d -> enclosed(test.model(), d, misses)).sum();
                    if (!misses.isEmpty()) {
                        missed.put(name(file), misses);
                    }
                }
            }
        }
        assertThat(unread).isEqualTo(WRONG_INPUTS.keySet());
        assertThat(missed.keySet()).as("%s", missed).isEqualTo(WRONG_OUTPUTS.keySet());
        assertThat(enclosed).isGreaterThan(800);
    }

    /// How many outputs of one data set lie inside; those that do not are added to `misses`.
    private static int enclosed(Model given, BackendTestCase.DataSet data, List<String> misses) {
        boolean old = given.opset() < OLDEST_OPSET;
        if (old && given.graph().allNodes().anyMatch(n -> CHANGED.contains(n.operator()))) {
            return 0;
        }
        Model model = old ? new Model(given.irVersion(), Map.of("", OLDEST_OPSET), given.graph(), given.rest()) : given;
        Evaluated reference = Evaluator.evaluate(model, data.inputs(), Accuracy.CPU);
        reference.invalid().ifPresent(misses::add);
        int enclosed = 0;
        for (var output : data.outputs().entrySet()) {
            Enclosure admissible = reference.values().get(output.getKey());
            if (admissible != null) {
                Judge.Judgement judgement = Judge.judge(output.getValue(), admissible);
                enclosed += judgement.agrees() ? 1 : 0;
                if (!judgement.agrees()) {
                    misses.add(output.getKey() + ": " + judgement);
                }
            }
        }
        return enclosed;
    }

    @Test
    void checkFindsNothingWrongWithThem() throws IOException {
        Stream<Path> models = models().stream().filter(m -> !WRONG_INPUTS.containsKey(name(m)));
        Cli cli = Cli.run(Stream.concat(Stream.of("check", "--json"), models).toArray());
        assertThat(cli.json()).hasSizeGreaterThan(1000).filteredOn(l -> !Set.of("agrees", "undecided").contains(
            l.get("verdict").asText())).isEmpty();
        assertThat(cli.json()).filteredOn(l -> l.get("verdict").asText().equals("agrees")).hasSizeGreaterThan(900);
        assertThat(cli.code()).isZero();
    }

    /// The proto without what may be written in two ways: the field that holds a tensor's elements, and texts that are
    /// set but empty.
    private static ModelProto normal(ModelProto model) {
        ModelProto.Builder normal = model.toBuilder();
        for (OperatorSetIdProto.Builder o : normal.getOpsetImportBuilderList()) {
            o.setDomain(o.getDomain());
        }
        return normal.setGraph(normal(model.getGraph())).build();
    }

    private static GraphProto normal(GraphProto graph) {
        GraphProto.Builder normal = graph.toBuilder();
        normal.getInitializerBuilderList().forEach(BackendDataTest::normalise);
        for (NodeProto.Builder n : normal.getNodeBuilderList()) {
            if (n.getDomain().isEmpty()) {
                n.clearDomain();
            }
            for (AttributeProto.Builder a : n.getAttributeBuilderList()) {
                if (a.hasT()) {
                    normalise(a.getTBuilder());
                }
                if (a.hasG()) {
                    a.setG(normal(a.getG()));
                }
            }
        }
        return normal.build();
    }

    private static void normalise(TensorProto.Builder tensor) {
        if (tensor.getName().isEmpty()) {
            tensor.clearName();
        }
        try {
            TensorRead.Ok read = (TensorRead.Ok) TensorFiles.readPb(tensor.build().toByteArray());
            TensorProto elements = TensorProto.parseFrom(TensorFiles.pb("", read.tensor()));
            tensor.clearDims().clearFloatData().clearDoubleData().clearInt32Data().clearInt64Data().clearUint64Data()
                .clearStringData().mergeFrom(elements);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }
}
