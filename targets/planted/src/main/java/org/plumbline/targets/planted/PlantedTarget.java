package org.plumbline.targets.planted;

import java.util.ArrayList;
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

/// A stack written for our own tests: honest kernels in many styles, and planted faults: none, one, or several.
public class PlantedTarget implements Target {
    /// The part of the name before the colon.
    public static final String FAMILY = "planted";

    /// The option of a variant that names rewrites to leave out, separated by `;`.
    static final String WITHOUT = "without";

    private final List<Fault> faults;

    private PlantedTarget(List<Fault> faults) {
        this.faults = List.copyOf(faults);
    }

    /// With the fault of this name.
    PlantedTarget(String fault) {
        this(List.of(Faults.named(fault).orElseThrow()));
    }

    /// Without any fault.
    public static PlantedTarget clean() {
        return new PlantedTarget(List.of());
    }

    /// With one fault.
    public static PlantedTarget with(Fault fault) {
        return new PlantedTarget(List.of(fault));
    }

    /// With several faults at once, as real stacks have them: rewrites in their order, then kernels around kernels.
    public static PlantedTarget with(List<Fault> faults) {
        return new PlantedTarget(faults);
    }

    @Override
    public String name() {
        return FAMILY + ":" + (faults.isEmpty() ? "clean" : String.join("+", faults.stream().map(Fault::name)
            .toList()));
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
        List<String> without = without(variant);
        List<Fault.Hook> hooks = faults.stream().filter(f -> !without.contains(f.name())).map(Fault::hook).toList();
        return planted(hooks, model, style, 31L * Arrays.hashCode(source.onnx()) + style.name().hashCode());
    }

    /// The faults that a variant leaves out.
    private static List<String> without(Variant variant) {
        return List.of(variant.options().getOrDefault(WITHOUT, "").split(";"));
    }

    private static Compilation planted(List<Fault.Hook> hooks, Model model, Style style, long seed) {
        boolean plain = style.equals(Style.PLAIN);
        Model rewritten = model;
        Map<String, Kernel> kernels = new HashMap<>(Kernels.all());
        List<Fault.Spoiled> spoiling = new ArrayList<>();
        for (Fault.Hook hook : hooks) {
            switch (hook) {
                case Fault.InKernel k when k.plainToo() || !plain -> k.operators().forEach(
                    o -> kernels.computeIfPresent(o, (_, honest) -> op -> k.kernel().run(op, honest)));
                case Fault.InKernel _ -> {
                }
                case Fault.InRewrite(var rewrite) -> rewritten = plain ? model : rewrite.apply(rewritten);
                case Fault.InCompile(boolean plainToo, var refusal) -> {
                    Optional<String> why = plain && !plainToo ? Optional.empty() : refusal.apply(model);
                    if (why.isPresent()) {
                        return new Declined(new Outcome.Refused(Outcome.Stage.COMPILE, false, why.get()));
                    }
                }
                case Fault.InRun(var spoiled) -> spoiling.add(spoiled);
                case Fault.Deadly(var when, Runnable way) -> {
                    if (!plain && when.test(model)) {
                        way.run();
                    }
                }
            }
        }
        Program program = new Interpreter(rewritten, style, seed, kernels);
        for (Fault.Spoiled spoiled : spoiling) {
            program = new SpoiledProgram(program, spoiled);
        }
        return new Compiled(program);
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
