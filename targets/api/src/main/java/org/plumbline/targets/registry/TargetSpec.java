package org.plumbline.targets.registry;

import java.util.Optional;

/// A target as users name it: `onnxruntime`, `onnxruntime@1.17.3`, `planted:clean`. Whether it exists is for
/// [Targets#open] to say.
public record TargetSpec(String name, Optional<String> version) {
    /// What parsing gives.
    public sealed interface Parsed {
    }

    public record Named(TargetSpec spec) implements Parsed {
    }

    /// `message` is one line that names the text and the remedy.
    public record Malformed(String message) implements Parsed {
    }

    /// Parses `name`, `name:flavour` or either with `@version`.
    public static Parsed parse(String text) {
        int at = text.indexOf('@');
        String name = at < 0 ? text : text.substring(0, at);
        Optional<String> version = at < 0 ? Optional.empty() : Optional.of(text.substring(at + 1));
        if (!name.matches("[a-z][a-z0-9-]*(:[a-z0-9-]+)?")
            || version.isPresent() && !version.get().matches("[0-9A-Za-z][0-9A-Za-z.+_-]*")) {
            return new Malformed("target '" + text + "' is malformed: write NAME or NAME@VERSION, for example"
                + " onnxruntime@1.17.3 or planted:clean");
        }
        return new Named(new TargetSpec(name, version));
    }

    /// The part of the name before the colon: what registries list.
    public String family() {
        int colon = name.indexOf(':');
        return colon < 0 ? name : name.substring(0, colon);
    }

    @Override
    public String toString() {
        return name + version.map(v -> "@" + v).orElse("");
    }
}
