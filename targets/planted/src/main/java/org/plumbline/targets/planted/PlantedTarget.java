package org.plumbline.targets.planted;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.plumbline.graph.DType;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.targets.Outcome;
import org.plumbline.targets.Source;
import org.plumbline.targets.Target;
import org.plumbline.targets.Variant;
import org.plumbline.targets.planted.kernels.Kernels;
import org.plumbline.targets.planted.numeric.Style;

/// A stack written for our own tests: honest kernels in many styles, and at most one planted fault.
public final class PlantedTarget implements Target {
    /// The part of the name before the colon.
    public static final String FAMILY = "planted";

    private final Optional<Fault> fault;

    private PlantedTarget(Optional<Fault> fault) {
        this.fault = fault;
    }

    /// Without any fault.
    public static PlantedTarget clean() {
        return new PlantedTarget(Optional.empty());
    }

    /// With one fault.
    public static PlantedTarget with(Fault fault) {
        return new PlantedTarget(Optional.of(fault));
    }

    @Override
    public String name() {
        return FAMILY + ":" + fault.map(Fault::name).orElse("clean");
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public List<Variant> variants() {
        return Style.ALL.stream().map(s -> new Variant(s.name(), Map.of())).toList();
    }

    /// Every type that a kernel computes with.
    @Override
    public Set<DType> feeds() {
        return Arrays.stream(DType.values()).filter(t -> t.kind() != DType.Kind.OPAQUE)
            .collect(Collectors.toUnmodifiableSet());
    }

    /// Declines models with operators that it has no kernel for, as unsupported.
    @Override
    public Compilation compile(Source source, Variant variant) {
        Style style = Style.ALL.stream().filter(s -> s.name().equals(variant.name())).findFirst().orElseThrow(
            () -> new IllegalArgumentException("planted targets have no variant " + variant.name()));
        Model model = source.model();
        for (Node node : model.graph().nodes()) {
            boolean onnx = node.domain().isEmpty() || node.domain().equals("ai.onnx");
            if (!onnx || !Kernels.all().containsKey(node.operator())) {
                return new Declined(new Outcome.Refused(Outcome.Stage.COMPILE, true,
                    "no kernel for " + node.qualifiedOperator()));
            }
        }
        long seed = 31L * Arrays.hashCode(source.onnx()) + style.name().hashCode();
        if (fault.isEmpty()) {
            return new Compiled(new Interpreter(model, style, seed, Kernels.all()));
        }
        return new Compiled(faulty(fault.get(), model, style, seed));
    }

    private static Interpreter faulty(Fault fault, Model model, Style style, long seed) {
        throw new UnsupportedOperationException(fault.name());
    }
}
