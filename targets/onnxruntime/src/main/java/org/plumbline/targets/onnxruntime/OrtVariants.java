package org.plumbline.targets.onnxruntime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.ExecutionMode;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.plumbline.targets.Variant;

/// The variants of ONNX Runtime and what their options mean:
///
/// - `level`: `NO_OPT`, `BASIC_OPT`, `EXTENDED_OPT` or `ALL_OPT`
/// - `without`: optimizers to switch off, separated by `;` (a comma or an unknown name is silently ignored)
/// - `profile`: the beginning of the path of a file that the session writes its profile to
/// - `optimized`: the path of a file that the session writes its model to once it is optimised
/// - `threads`: intra-op threads; 1 where absent
/// - `execution`: `PARALLEL` runs independent nodes in two inter-op threads; sequential where absent
/// - `arena`, `pattern`: `off` switches the CPU arena allocator or the memory pattern off
/// - `config:<key>`: a session configuration entry (`onnxruntime_session_options_config_keys.h`)
public final class OrtVariants {
    private static final String LEVEL = "level";
    static final String WITHOUT = "without";
    static final String PROFILE = "profile";
    static final String OPTIMIZED = "optimized";
    private static final String CONFIG = "config:";
    private static final String DISABLED = "optimization.disable_specified_optimizers";

    /// All variants, the plain one first.
    public static final List<Variant> ALL = all();

    private OrtVariants() {
    }

    /// The variant with every optimisation but the named optimizers.
    public static Variant without(String... optimizers) {
        String names = String.join(";", optimizers);
        return new Variant("all-without:" + names, Map.of(LEVEL, "ALL_OPT", WITHOUT, names));
    }

    private static List<Variant> all() {
        List<Variant> variants = new ArrayList<>(List.of(
            new Variant("plain", Map.of(LEVEL, "NO_OPT")),
            new Variant("basic", Map.of(LEVEL, "BASIC_OPT")),
            new Variant("extended", Map.of(LEVEL, "EXTENDED_OPT")),
            atAll("all"),
            atAll("parallel", "execution", "PARALLEL"),
            atAll("threads4", "threads", "4"),
            atAll("no-arena", "arena", "off"),
            atAll("no-mem-pattern", "pattern", "off"),
            atAll("no-prepacking", CONFIG + "session.disable_prepacking", "1"),
            atAll("no-dq-cleanup", CONFIG + "session.enable_quant_qdq_cleanup", "0"),
            atAll("no-qdq", CONFIG + "session.disable_quant_qdq", "1"),
            atAll("no-function-inlining", CONFIG + "session.disable_aot_function_inlining", "1")));
        Stream.concat(Optimizers.RULES.stream(), Optimizers.TRANSFORMERS.stream()).map(OrtVariants::without)
            .forEach(variants::add);
        return List.copyOf(variants);
    }

    private static Variant atAll(String name, String... options) {
        Map<String, String> map = new HashMap<>(Map.of(LEVEL, "ALL_OPT"));
        for (int i = 0; i < options.length; i += 2) {
            map.put(options[i], options[i + 1]);
        }
        return new Variant(name, map);
    }

    /// The session options that `variant` stands for; closed by the caller. Unknown options are an
    /// [IllegalArgumentException]: variants come from [#ALL], [#without(String...)] or a recipe.
    public static SessionOptions sessionOptions(Variant variant) throws OrtException {
        SessionOptions options = new SessionOptions();
        options.setIntraOpNumThreads(Integer.parseInt(variant.options().getOrDefault("threads", "1")));
        options.setInterOpNumThreads(1);
        for (Map.Entry<String, String> option : variant.options().entrySet()) {
            String value = option.getValue();
            switch (option.getKey()) {
                case LEVEL -> options.setOptimizationLevel(OptLevel.valueOf(value));
                case WITHOUT -> options.addConfigEntry(DISABLED, value);
                case PROFILE -> options.enableProfiling(value);
                case OPTIMIZED -> options.setOptimizedModelFilePath(value);
                case "threads" -> {
                }
                case "execution" -> {
                    options.setExecutionMode(ExecutionMode.valueOf(value));
                    options.setInterOpNumThreads(2);
                }
                case "arena" -> options.setCPUArenaAllocator(!"off".equals(value));
                case "pattern" -> options.setMemoryPatternOptimization(!"off".equals(value));
                case String key when key.startsWith(CONFIG) ->
                    options.addConfigEntry(key.substring(CONFIG.length()), value);
                case String key -> throw new IllegalArgumentException("unknown option of ONNX Runtime: " + key);
            }
        }
        return options;
    }
}
