package org.plumbline.reports.gallery;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// What a kept finding is held against: the operator (of the version that the model asks for; 0 for a function without
/// versions), which part of its specification, where that can be read, the words that decide, and in a sentence of ours
/// how what is seen contradicts them.
public record Specified(String operator, int version, String part, String url, String quote, String against) {
    /// The file beside the folders of a target that says it of each of them.
    static final String FILE = "specification.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    /// By name of the folder; none where there is no such file. Throws [IOException] where it cannot be read.
    static Map<String, Specified> of(Path home) throws IOException {
        Path file = home.resolve(FILE);
        return Files.exists(file) ? JSON.readValue(file.toFile(), new TypeReference<>() {
        }) : Map.of();
    }

    /// Operator, version and part, such as `Conv-11, attribute pads`.
    public String reference() {
        return operator + (version > 0 ? "-" + version : "") + (part.equals("doc") ? "" : ", " + part);
    }
}
