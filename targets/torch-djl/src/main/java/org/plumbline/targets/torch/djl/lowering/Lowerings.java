package org.plumbline.targets.torch.djl.lowering;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The registry: every ONNX operator that has a lowering, family by family.
public final class Lowerings {
    private static final Map<String, Lowering> ALL = Stream.of(
        Activations.all(),
        Arithmetic.all(),
        Convolutions.all(),
        Filling.all(),
        Indexing.all(),
        Joining.all(),
        Linear.all(),
        Normalizations.all(),
        Pools.all(),
        Quantization.all(),
        Reductions.all(),
        Shaping.all(),
        Spreading.all(),
        Unary.all())
        .flatMap(m -> m.entrySet().stream())
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private Lowerings() {
    }

    static Map<String, Lowering> all() {
        return ALL;
    }

    /// The names of the operators that are lowered, at least in part.
    public static Set<String> names() {
        return ALL.keySet();
    }
}
