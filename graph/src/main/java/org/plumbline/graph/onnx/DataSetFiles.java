package org.plumbline.graph.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.ValueInfo;

/// The tensor files of one data set and the values of a graph that they belong to: by the name inside the file (of the
/// file, for `.npy`), else by the number in `input_N` or `output_N`.
final class DataSetFiles {
    private static final String FOLDER = "test_data_set_";
    private static final Pattern NUMBERED = Pattern.compile("(input|output)_(\\d{1,6})");

    private DataSetFiles() {
    }

    /// The data-set folders in `data` by number; `data` itself if it has none.
    static List<Path> folders(Path data) throws BadOnnx, IOException {
        if (!Files.isDirectory(data)) {
            throw new BadOnnx(data + ": no such folder; name one with .pb or .npy files");
        }
        try (Stream<Path> children = Files.list(data)) {
            List<Path> sets = children.filter(c -> c.getFileName().toString().matches(FOLDER + "\\d{1,9}"))
                .filter(Files::isDirectory).sorted(Comparator.comparingInt(DataSetFiles::number)).toList();
            return sets.isEmpty() ? List.of(data) : sets;
        }
    }

    private static int number(Path folder) {
        return Integer.parseInt(folder.getFileName().toString().substring(FOLDER.length()));
    }

    /// The tensors in `folder`; nothing if there is no tensor file and the graph is fed something, or if it is fed
    /// something else than tensors. Outputs that are no tensors are left out.
    static Optional<BackendTestCase.DataSet> read(Graph graph, Path folder) throws BadOnnx, IOException {
        if (!graph.fed().stream().allMatch(DataSetFiles::isTensor)) {
            return Optional.empty();
        }
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        List<Path> files = tensorFiles(folder);
        if (files.isEmpty() && !String.valueOf(folder.getFileName()).startsWith(FOLDER)) {
            return Optional.empty();
        }
        for (Path file : files) {
            if (holdsNoTensor(graph, file)) {
                continue;
            }
            switch (TensorFiles.read(file)) {
                case TensorRead.Malformed(String why) -> throw new BadOnnx(why);
                case TensorRead.Ok(String name, Tensor tensor) -> {
                    boolean output = isOutput(graph, TensorFiles.stem(file), name);
                    ValueInfo value = output ? match(file, name, "output", graph.outputs(), graph.outputs())
                        : match(file, name, "input", graph.inputs(), graph.fed());
                    Tensor fitting = fitting(file, value, tensor);
                    if ((output ? outputs : inputs).put(value.name(), fitting) != null) {
                        throw new BadOnnx(file + ": a second tensor for '" + value.name() + "'; remove one");
                    }
                }
            }
        }
        for (ValueInfo v : graph.fed()) {
            if (!inputs.containsKey(v.name())) {
                throw new BadOnnx(folder + ": no tensor for input '" + v.name() + "'; add input_"
                    + graph.fed().indexOf(v) + ".pb or a .npy file of that name");
            }
        }
        return Optional.of(new BackendTestCase.DataSet(String.valueOf(folder.getFileName()), inputs, outputs));
    }

    private static boolean isTensor(ValueInfo value) {
        return value.type() instanceof ValueInfo.OfTensor;
    }

    /// Whether `file` is, by its number, that of an output that is a sequence or an optional; such a file cannot be
    /// told from a tensor's by its bytes.
    private static boolean holdsNoTensor(Graph graph, Path file) {
        Matcher numbered = NUMBERED.matcher(TensorFiles.stem(file));
        if (!numbered.matches() || numbered.group(1).equals("input")) {
            return false;
        }
        int index = Integer.parseInt(numbered.group(2));
        return index < graph.outputs().size() && !isTensor(graph.outputs().get(index));
    }

    private static List<Path> tensorFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".pb") || f.toString().endsWith(".npy"))
                .filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static boolean isOutput(Graph graph, String stem, String name) {
        Matcher numbered = NUMBERED.matcher(stem);
        return numbered.matches() ? numbered.group(1).equals("output")
            : graph.inputs().stream().noneMatch(v -> v.name().equals(name))
                && graph.outputs().stream().anyMatch(v -> v.name().equals(name));
    }

    private static ValueInfo match(Path file, String name, String kind, List<ValueInfo> named,
        List<ValueInfo> numbered) throws BadOnnx {
        Optional<ValueInfo> byName = named.stream().filter(v -> v.name().equals(name)).findFirst();
        if (byName.isPresent()) {
            return byName.get();
        }
        Matcher number = NUMBERED.matcher(TensorFiles.stem(file));
        if (!number.matches()) {
            throw new BadOnnx(file + ": '" + name + "' is no input of the model, which has "
                + numbered.stream().map(ValueInfo::name).toList() + "; rename it");
        }
        int index = Integer.parseInt(number.group(2));
        if (index >= numbered.size()) {
            throw new BadOnnx(file + ": the model has only " + numbered.size() + " " + kind + "s; remove the file");
        }
        return numbered.get(index);
    }

    /// The tensor as the value's type wants it. ONNX up to 1.12 wrote bfloat16 elements as uint16.
    private static Tensor fitting(Path file, ValueInfo value, Tensor tensor) throws BadOnnx {
        if (!(value.type() instanceof ValueInfo.OfTensor(DType dtype, Optional<List<ValueInfo.Dim>> dims))) {
            throw new BadOnnx(file + ": '" + value.name() + "' is no tensor in the model, and nothing else can be "
                + "read; remove the file");
        }
        boolean bits = dtype == DType.BFLOAT16 && tensor.dtype() == DType.UINT16;
        if (dtype != tensor.dtype() && !bits || dims.isPresent() && !fits(dims.get(), tensor)) {
            throw new BadOnnx(file + ": " + tensor.type() + " does not fit '" + value.name() + "', which the model "
                + "declares as " + ModelPrinter.type(value.type()));
        }
        return bits ? TensorProtos.reinterpreted(tensor, dtype) : tensor;
    }

    private static boolean fits(List<ValueInfo.Dim> dims, Tensor tensor) {
        if (dims.size() != tensor.shape().rank()) {
            return false;
        }
        for (int i = 0; i < dims.size(); i++) {
            if (dims.get(i) instanceof ValueInfo.Known(long size) && size >= 0 && size != tensor.shape().dim(i)) {
                return false;
            }
        }
        return true;
    }
}
