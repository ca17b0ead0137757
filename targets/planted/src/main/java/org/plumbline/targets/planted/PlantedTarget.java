package org.plumbline.targets.planted;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.plumbline.graph.DType;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Tensor;
import org.plumbline.targets.Outcome;
import org.plumbline.targets.Program;
import org.plumbline.targets.Source;
import org.plumbline.targets.Target;
import org.plumbline.targets.Variant;
import org.plumbline.targets.planted.call.Kernel;
import org.plumbline.targets.planted.faults.Fault;
import org.plumbline.targets.planted.faults.Faults;
import org.plumbline.targets.planted.kernels.Kernels;
import org.plumbline.targets.planted.numeric.Style;

/// A stack written for our own tests: honest kernels in many styles, and at most one planted fault.
public class PlantedTarget implements Target {
    /// The part of the name before the colon.
    public static final String FAMILY = "planted";

    /// The option of a variant that names rewrites to leave out, separated by `;`.
    static final String WITHOUT = "without";

    private final Optional<Fault> fault;

    private PlantedTarget(Optional<Fault> fault) {
        this.fault = fault;
    }

    /// With the fault of this name.
    PlantedTarget(String fault) {
        this(Optional.of(Faults.named(fault).orElseThrow()));
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
        Interpreter honest = new Interpreter(model, style, seed, Kernels.all());
        return fault.filter(f -> !without(variant).contains(f.name())).map(f -> planted(f.hook(), model, style, seed))
            .orElse(new Compiled(honest));
    }

    /// The rewrites that a variant leaves out.
    private static List<String> without(Variant variant) {
        return List.of(variant.options().getOrDefault(WITHOUT, "").split(";"));
    }

    private static Compilation planted(Fault.Hook hook, Model model, Style style, long seed) {
        boolean plain = style.equals(Style.PLAIN);
        Interpreter honest = new Interpreter(model, style, seed, Kernels.all());
        return switch (hook) {
            case Fault.InKernel k when k.plainToo() || !plain ->
                new Compiled(new Interpreter(model, style, seed, flawed(k)));
            case Fault.InKernel _ -> new Compiled(honest);
            case Fault.InRewrite(var rewrite) ->
                new Compiled(plain ? honest : new Interpreter(rewrite.apply(model), style, seed, Kernels.all()));
            case Fault.InCompile(boolean plainToo, var refusal) -> (plain && !plainToo ? Optional.<String>empty()
                : refusal.apply(model)).<Compilation>map(why -> new Declined(new Outcome.Refused(
                    Outcome.Stage.COMPILE, false, why))).orElse(new Compiled(honest));
            case Fault.InRun(var spoiled) -> new Compiled(new SpoiledProgram(honest, spoiled));
            case Fault.Deadly(var when, Runnable way) -> {
                if (!plain && when.test(model)) {
                    way.run();
                }
                yield new Compiled(honest);
            }
        };
    }

    private static Map<String, Kernel> flawed(Fault.InKernel fault) {
        Map<String, Kernel> kernels = new HashMap<>(Kernels.all());
        fault.operators().forEach(o -> kernels.computeIfPresent(o,
            (_, honest) -> op -> fault.kernel().run(op, honest)));
        return kernels;
    }

    /// A program whose results depend on how often it ran.
    private static final class SpoiledProgram implements Program {
        private final Program honest;
        private final Fault.Spoiled spoiled;
        private int runs;

        SpoiledProgram(Program honest, Fault.Spoiled spoiled) {
            this.honest = honest;
            this.spoiled = spoiled;
        }

        @Override
        public Outcome run(List<Tensor> inputs) {
            return honest.run(inputs) instanceof Outcome.Values v ? spoiled.of(v, runs++) : honest.run(inputs);
        }

        @Override
        public void close() {
            honest.close();
        }
    }
}
