package org.plumbline.targets.planted.kernels;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.plumbline.targets.planted.call.Kernel;

/// The registry of honest kernels, by operator.
public final class Kernels {
    private static final Map<String, Kernel> ALL = Stream.of(
        Binary.all(), Convolving.all(), Einsums.all(), Lanewise.all(), Moving.all(), Normalizing.all(),
        Parametric.all(), Pooling.all(), Powers.all(), Products.all(), Quantizing.all(), Reducing.all(),
        Resizing.all(), Scattering.all(), Unary.all())
        .flatMap(m -> m.entrySet().stream())
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private Kernels() {
    }

    /// The kernels by operator of the default ONNX domain.
    public static Map<String, Kernel> all() {
        return ALL;
    }

    /// Operators whose kernel is the reference itself.
    public static List<String> moving() {
        return Moving.NAMES;
    }
}
