package org.plumbline.reports.render;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a target's variant stands for, by its name: a finding keeps names only. The options are those that the target
/// itself has for the name (its module's list of variants).
public record Setting(String variant, Map<String, String> options) {
    private static final String LEVEL = "level";
    private static final String ALL = "ALL_OPT";
    private static final String PROFILING = "profiling";
    private static final Pattern WITHOUT = Pattern.compile("all-without:([\\w;]+)");
    private static final Map<String, Map<String, String>> LEVELS = Map.of("plain", Map.of(LEVEL, "NO_OPT"),
        "basic", Map.of(LEVEL, "BASIC_OPT"), "extended", Map.of(LEVEL, "EXTENDED_OPT"), "all", Map.of(LEVEL, ALL));
    private static final Map<String, Map<String, String>> CPU = Map.of(
        "parallel", Map.of(LEVEL, ALL, "execution", "PARALLEL"),
        "threads4", Map.of(LEVEL, ALL, "threads", "4"),
        "no-arena", Map.of(LEVEL, ALL, "arena", "off"),
        "no-mem-pattern", Map.of(LEVEL, ALL, "pattern", "off"),
        "no-prepacking", Map.of(LEVEL, ALL, "config:session.disable_prepacking", "1"),
        "no-dq-cleanup", Map.of(LEVEL, ALL, "config:session.enable_quant_qdq_cleanup", "0"),
        "no-qdq", Map.of(LEVEL, ALL, "config:session.disable_quant_qdq", "1"),
        "no-function-inlining", Map.of(LEVEL, ALL, "config:session.disable_aot_function_inlining", "1"));
    private static final Map<String, Map<String, String>> WEBGPU = Map.of(
        "nchw", Map.of(LEVEL, ALL, "webgpu:preferredLayout", "NCHW"),
        "int64", Map.of(LEVEL, ALL, "webgpu:enableInt64", "1"));
    private static final Map<String, Map<String, String>> TORCH = Map.of("plain", torch("off", PROFILING, "on"),
        "optimised", torch("on", PROFILING, "on"), "simple-executor", torch("on", "simple", "on"),
        "legacy-executor", torch("on", "legacy", "on"), "no-onednn", torch("on", PROFILING, "off"));

    public Setting {
        options = Collections.unmodifiableMap(new TreeMap<>(options));
    }

    private static Map<String, String> torch(String optimize, String executor, String oneDnn) {
        return Map.of("optimize", optimize, "executor", executor, "onednn", oneDnn);
    }

    /// A variant of ONNX Runtime on the CPU; empty for a name that it does not have.
    public static Optional<Setting> ofOnnxRuntime(String name) {
        return find(name, CPU);
    }

    /// A variant of ONNX Runtime's WebGPU provider; empty for a name that it does not have.
    public static Optional<Setting> ofWebGpu(String name) {
        return find(name, WEBGPU);
    }

    /// A mode of TorchScript; empty for a name that it does not have.
    public static Optional<Setting> ofTorch(String name) {
        return Optional.ofNullable(TORCH.get(name)).map(o -> new Setting(name, o));
    }

    private static Optional<Setting> find(String name, Map<String, Map<String, String>> own) {
        Matcher without = WITHOUT.matcher(name);
        return without.matches()
            ? Optional.of(new Setting(name, Map.of(LEVEL, ALL, "without", without.group(1))))
            : Optional.ofNullable(LEVELS.getOrDefault(name, own.get(name))).map(o -> new Setting(name, o));
    }

    /// `basic: level BASIC_OPT`.
    String oneLine() {
        return variant + ": " + options.entrySet().stream().map(o -> o.getKey() + " " + o.getValue())
            .reduce((a, b) -> a + ", " + b).orElse("");
    }
}
