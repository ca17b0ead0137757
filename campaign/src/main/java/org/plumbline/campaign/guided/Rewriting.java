package org.plumbline.campaign.guided;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plumbline.campaign.engine.Drawn;
import org.plumbline.graph.Model;
import org.plumbline.graph.onnx.OnnxCodec;
import org.plumbline.graph.onnx.OnnxRead;
import org.plumbline.targets.Variant;
import org.plumbline.targets.registry.Dissection;

/// Has targets leave what they make of a model, and reads it.
public final class Rewriting {
    private final Path folder;
    private final Map<String, Dissection> stacks;
    private final Map<Variant, Optional<Variant>> made = new HashMap<>();
    private final Map<Variant, Path> files = new HashMap<>();

    /// Files go to `folder`, which is there. `stacks` has what can be asked of each stack, by the name that its variants
    /// begin with: "" where there is but one.
    public Rewriting(Path folder, Map<String, Dissection> stacks) {
        this.folder = folder;
        this.stacks = Map.copyOf(stacks);
    }

    /// The same case in variants that leave what they make of the model; the first of each stack, the plain one,
    /// rewrites nothing and stays as it is.
    Drawn watched(Drawn drawn) {
        Set<String> plain = new HashSet<>();
        return drawn.in(drawn.variants().stream().map(v -> plain.add(Variant.stack(v.name())) ? v
            : rewritten(v).orElse(v)).toList());
    }

    private Optional<Variant> rewritten(Variant v) {
        return made.computeIfAbsent(v, _ -> {
            String stack = Variant.stack(v.name());
            return Optional.ofNullable(stacks.get(stack)).flatMap(d -> d.rewritten(v.local(), folder)).map(r -> {
                Variant variant = stack.isEmpty() ? r.variant() : r.variant().of(stack);
                files.put(variant, r.file());
                return variant;
            });
        });
    }

    /// What these variants of a watched case rewrote when it ran last; empties what they left.
    Set<String> shown(Drawn watched) {
        Set<String> shown = new HashSet<>();
        Model given = watched.subject().model();
        for (Variant v : watched.variants()) {
            left(v).ifPresent(left -> shown.addAll(Rewrites.of(given, left, watched.reference().values())));
        }
        return shown;
    }

    private Optional<Model> left(Variant v) {
        Path file = files.get(v);
        if (file == null || !Files.exists(file)) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Files.readAllBytes(file);
            Files.delete(file);
            return switch (OnnxCodec.read(bytes)) {
                case OnnxRead.Ok(Model model) -> Optional.of(model);
                case OnnxRead.Malformed _ -> Optional.empty();
            };
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
