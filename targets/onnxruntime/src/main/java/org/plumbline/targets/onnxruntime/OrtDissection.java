package org.plumbline.targets.onnxruntime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.plumbline.targets.Variant;
import org.plumbline.targets.registry.Dissection;

/// ONNX Runtime's optimizers, which can be switched off one by one, and its profile, which names the kernels that ran.
public final class OrtDissection implements Dissection {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HOLDERS = "RuleBasedTransformer";
    private static final List<String> PARTS = Stream.concat(
        Optimizers.TRANSFORMERS.stream().sorted((a, b) -> Boolean.compare(b.contains(HOLDERS), a.contains(HOLDERS))),
        Optimizers.RULES.stream()).toList();

    @Override
    public List<String> parts() {
        return PARTS;
    }

    @Override
    public Variant without(Variant variant, List<String> parts) {
        Map<String, String> options = new HashMap<>(variant.options());
        options.merge(OrtVariants.WITHOUT, String.join(";", parts), (a, b) -> a + ";" + b);
        return new Variant(variant.name() + " without " + String.join("+", parts), options);
    }

    @Override
    public Optional<Recorded> recorded(Variant variant) {
        try {
            Path folder = Files.createTempDirectory("plumbline-profile");
            Map<String, String> options = new HashMap<>(variant.options());
            options.put(OrtVariants.PROFILE, folder.resolve("run").toString());
            return Optional.of(new Recorded(new Variant(variant.name() + " profiled", options), () -> kernels(folder)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<Rewritten> rewritten(Variant variant, Path folder) {
        Path file = folder.resolve(variant.name().replaceAll("[^A-Za-z0-9-]", "_") + ".onnx");
        Map<String, String> options = new HashMap<>(variant.options());
        options.put(OrtVariants.OPTIMIZED, file.toString());
        return Optional.of(new Rewritten(new Variant(variant.name(), options), file));
    }

    /// Reads the profiles in `folder`, and removes it.
    private static List<String> kernels(Path folder) {
        List<String> kernels = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                for (JsonNode event : JSON.readTree(Files.readAllBytes(file))) {
                    String provider = event.path("args").path("provider").asText();
                    String kernel = provider + "/" + event.path("args").path("op_name").asText();
                    if (event.path("name").asText().endsWith("_kernel_time") && !kernels.contains(kernel)) {
                        kernels.add(kernel);
                    }
                }
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException _) {
            return List.of();
        }
        return kernels;
    }
}
