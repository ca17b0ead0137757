package org.plumbline.graph.onnx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.plumbline.graph.Model;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.ValueInfo;

/// A model with inputs and expected outputs, in the layout of the ONNX backend tests (ONNX
/// `docs/OnnxBackendTest.md`): `model.onnx` and, beside it, folders `test_data_set_N` with `input_I.pb` and
/// `output_I.pb`. There may be no data set at all. Only tensors are read: a model that is fed with a sequence or an
/// optional has no data sets here, and outputs of such types have no expected values.
public record BackendTestCase(Model model, List<DataSet> dataSets) {
    public BackendTestCase {
        dataSets = List.copyOf(dataSets);
    }

    /// One feeding: `inputs` has every fed input of the graph, `outputs` those outputs whose expected value is known.
    public record DataSet(String name, Map<String, Tensor> inputs, Map<String, Tensor> outputs) {
        public DataSet {
            inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
            outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
        }
    }

    /// Writes one data set; inputs and outputs are keyed by value name, and those without a tensor get no file. Answers
    /// what went wrong, with the files and folders of this call removed again.
    public static Optional<String> write(Path folder, Model model, Map<String, Tensor> inputs,
        Map<String, Tensor> outputs) {
        Path data = folder.resolve("test_data_set_0");
        List<Path> written = new ArrayList<>(Stream.of(folder, data).filter(Files::notExists).toList());
        try {
            Files.createDirectories(data);
            put(written, folder.resolve("model.onnx"), OnnxCodec.write(model));
            put(written, data, "input_", model.graph().fed(), inputs);
            put(written, data, "output_", model.graph().outputs(), outputs);
            return Optional.empty();
        } catch (IOException e) {
            written.reversed().forEach(BackendTestCase::remove);
            return Optional.of(OneLine.of(folder + ": cannot be written (" + e + "); free space or name another "
                + "folder"));
        }
    }

    private static void put(List<Path> written, Path data, String prefix, List<ValueInfo> values,
        Map<String, Tensor> tensors) throws IOException {
        for (int i = 0; i < values.size(); i++) {
            String name = values.get(i).name();
            if (tensors.containsKey(name)) {
                put(written, data.resolve(prefix + i + ".pb"), TensorFiles.pb(name, tensors.get(name)));
            }
        }
    }

    private static void put(List<Path> written, Path file, byte[] bytes) throws IOException {
        written.add(file);
        Files.write(file, bytes);
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException _) {
            // the first trouble is the one that is told
        }
    }

    /// The case at `path`: a model file, with data beside it, or a folder that holds one model.
    public static CaseRead read(Path path) {
        try {
            Path model = Files.isDirectory(path) ? modelIn(path) : path;
            return read(model, model.toAbsolutePath().getParent());
        } catch (BadOnnx e) {
            return new CaseRead.Malformed(e.getMessage());
        } catch (IOException | UncheckedIOException e) {
            return new CaseRead.Malformed(path + ": cannot be read (" + e + ")");
        }
    }

    /// The model in the file `model` with the data in folder `data`: its folders `test_data_set_N` in order of number,
    /// or, if there are none, the tensor files directly in it.
    public static CaseRead read(Path model, Path data) {
        try {
            return switch (OnnxCodec.read(model)) {
                case OnnxRead.Ok(Model m) -> {
                    List<DataSet> sets = new ArrayList<>();
                    for (Path folder : DataSetFiles.folders(data)) {
                        DataSetFiles.read(m.graph(), folder).ifPresent(sets::add);
                    }
                    yield new CaseRead.Ok(new BackendTestCase(m, sets));
                }
                case OnnxRead.Malformed(String why) -> new CaseRead.Malformed(why);
            };
        } catch (BadOnnx e) {
            return new CaseRead.Malformed(e.getMessage());
        } catch (IOException | UncheckedIOException e) {
            return new CaseRead.Malformed(data + ": cannot be read (" + e + ")");
        }
    }

    private static Path modelIn(Path folder) throws BadOnnx, IOException {
        Path usual = folder.resolve("model.onnx");
        if (Files.isRegularFile(usual)) {
            return usual;
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> models = files.filter(f -> f.toString().endsWith(".onnx")).sorted().toList();
            if (models.size() != 1) {
                throw new BadOnnx(folder + ": holds " + models.size() + " .onnx files; name the one that is meant");
            }
            return models.getFirst();
        }
    }
}
