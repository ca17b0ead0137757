package org.plumbline.targets.torch.djl;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.plumbline.targets.Variant;

/// How TorchScript runs a module: with which executor, whether that optimises, and whether kernels of oneDNN are used.
/// Options are `optimize` (on, off), `executor` and `onednn` (on, off).
record Mode(boolean optimizes, Executor executor, boolean oneDnn) {
    /// TorchScript's executors (`torch/csrc/jit/runtime/graph_executor.cpp`): one that watches a run and specialises the
    /// graph for the types it saw, one that optimises once without looking, and the one from before those two.
    enum Executor {
        PROFILING, SIMPLE, LEGACY
    }

    /// The variants of all modes, the plain one first.
    static final List<Variant> VARIANTS = List.of(
        new Mode(false, Executor.PROFILING, true).named("plain"),
        new Mode(true, Executor.PROFILING, true).named("optimised"),
        new Mode(true, Executor.SIMPLE, true).named("simple-executor"),
        new Mode(true, Executor.LEGACY, true).named("legacy-executor"),
        new Mode(true, Executor.PROFILING, false).named("no-onednn"));

    /// The mode that a variant stands for. Variants come from [#VARIANTS] or a recipe; others are an
    /// [IllegalArgumentException].
    static Mode of(Variant variant) {
        Map<String, String> options = variant.options();
        return new Mode("on".equals(options.get("optimize")),
            Executor.valueOf(options.getOrDefault("executor", "profiling").toUpperCase(Locale.ROOT)),
            !"off".equals(options.get("onednn")));
    }

    private Variant named(String name) {
        return new Variant(name, Map.of("optimize", optimizes ? "on" : "off", "executor",
            executor.name().toLowerCase(Locale.ROOT), "onednn", oneDnn ? "on" : "off"));
    }
}
