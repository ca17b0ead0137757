package org.plumbline.reports.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Session options of ONNX Runtime as arguments of the function `options` that scripts have.
final class OnnxOptions {
    private static final String CONFIG = "config:";
    private static final String PROVIDER = "webgpu:";

    private OnnxOptions() {
    }

    /// Arguments in Python.
    static String python(Setting s, Script.Provider provider) {
        Map<String, String> o = s.options();
        List<String> arguments = new ArrayList<>(List.of("ort.GraphOptimizationLevel." + switch (o.get("level")) {
            case "NO_OPT" -> "ORT_DISABLE_ALL";
            case "BASIC_OPT" -> "ORT_ENABLE_BASIC";
            case "EXTENDED_OPT" -> "ORT_ENABLE_EXTENDED";
            case String _ -> "ORT_ENABLE_ALL";
        }));
        if (o.containsKey("threads")) {
            arguments.add("threads=" + o.get("threads"));
        }
        if (o.containsKey("execution")) {
            arguments.add("parallel=True");
        }
        if (o.containsKey("arena")) {
            arguments.add("arena=False");
        }
        if (o.containsKey("pattern")) {
            arguments.add("pattern=False");
        }
        Map<String, String> entries = entries(s, provider);
        if (!entries.isEmpty()) {
            arguments.add("**{" + entries.entrySet().stream().map(e -> Escape.python(e.getKey()) + ": "
                + Escape.python(e.getValue())).collect(Collectors.joining(", ")) + "}");
        }
        return String.join(", ", arguments);
    }

    /// Arguments in Java: level, threads, whether parallel, with arena, with memory patterns, entries.
    static String java(Setting s, Script.Provider provider) {
        Map<String, String> o = s.options();
        String fixed = "OptLevel." + o.get("level") + ", " + o.getOrDefault("threads", "1") + ", "
            + o.containsKey("execution") + ", " + !o.containsKey("arena") + ", " + !o.containsKey("pattern");
        return fixed + entries(s, provider).entrySet().stream().map(e -> ", " + Escape.java(e.getKey()) + ", "
            + Escape.java(e.getValue())).collect(Collectors.joining());
    }

    /// Configuration entries of the session. On a device, the plain setting leaves nothing to the CPU.
    private static Map<String, String> entries(Setting s, Script.Provider provider) {
        Map<String, String> entries = new TreeMap<>();
        if (provider == Script.Provider.WEBGPU && s.options().get("level").equals("NO_OPT")) {
            entries.put("session.disable_cpu_ep_fallback", "1");
        }
        s.options().forEach((key, value) -> {
            if (key.startsWith(CONFIG)) {
                entries.put(key.substring(CONFIG.length()), value);
            } else if (key.equals("without")) {
                entries.put("optimization.disable_specified_optimizers", value);
            }
        });
        return entries;
    }

    /// Options of the provider itself. A device outlives its sessions, and with it the shaders that they compiled: some
    /// faults are those of a shader that another session left behind.
    static Map<String, String> provider(Setting s, Script.Provider provider) {
        Map<String, String> own = new TreeMap<>(provider == Script.Provider.WEBGPU ? Map.of("preserveDevice", "1")
            : Map.of());
        s.options().forEach((key, value) -> {
            if (key.startsWith(PROVIDER)) {
                own.put(key.substring(PROVIDER.length()), value);
            }
        });
        return own;
    }
}
