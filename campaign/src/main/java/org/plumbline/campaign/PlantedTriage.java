package org.plumbline.campaign;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.plumbline.campaign.engine.Drawn;
import org.plumbline.campaign.engine.TriageTrial;
import org.plumbline.campaign.engine.TriageTrial.Triaged;
import org.plumbline.campaign.engine.VariantPlan;
import org.plumbline.generator.Generator;
import org.plumbline.generator.Options;
import org.plumbline.graph.DType;
import org.plumbline.graph.onnx.ModelPrinter;
import org.plumbline.targets.planted.PlantedTarget;
import org.plumbline.targets.planted.faults.Fault;
import org.plumbline.targets.registry.Targets;
import org.plumbline.targets.worker.Executor;
import org.plumbline.targets.worker.InProcess;

/// `plumbline planted --triage N`: how well triage tells planted faults apart that one stack has all at once.
final class PlantedTriage {
    private static final int FEW_NODES = 3;
    private static final int MOST_SPLITS = 2;

    private final List<Fault> faults;
    private final int wanted;
    private final long first;
    private final long cases;
    private final long seed;

    PlantedTriage(List<Fault> faults, int wanted, long first, long cases, long seed) {
        this.faults = faults;
        this.wanted = wanted;
        this.first = first;
        this.cases = cases;
        this.seed = seed;
    }

    int run() {
        Map<String, Executor> singles = new LinkedHashMap<>();
        faults.forEach(f -> singles.put(f.name(), new InProcess(PlantedTarget.with(f))));
        Executor all = new InProcess(PlantedTarget.with(faults));
        TriageTrial trial = new TriageTrial(all, singles, Targets.installed().dissection(PlantedTarget.FAMILY), wanted);
        Generator generator = new Generator(Options.DEFAULT);
        VariantPlan plan = new VariantPlan(all.variants());
        for (long i = first; i < first + cases && !trial.isDone(); i++) {
            trial.run(i, Drawn.of(seed, i, generator, plan, EnumSet.allOf(DType.class)));
        }
        return print(trial.findings());
    }

    private int print(List<Triaged> findings) {
        Map<String, Set<String>> faultsOf = new TreeMap<>();
        findings.stream().filter(t -> !t.after().isEmpty()).forEach(t -> faultsOf.merge(t.rootCause(), t.after(), (a,
            b) -> a.stream().filter(b::contains).collect(
                Collectors.toCollection(TreeSet::new))));
        Map<String, List<String>> causesOf = new TreeMap<>();
        faultsOf.entrySet().stream().sorted(Comparator.comparingInt(e -> e.getValue().size())).forEach(e -> e.getValue()
            .stream().min(Comparator.comparingInt(
                f -> causesOf.getOrDefault(f, List.of()).size())).ifPresent(f -> causesOf.computeIfAbsent(f,
                    _ -> new ArrayList<>()).add(e.getKey())));
        causesOf.forEach((fault, causes) -> {
            System.out.printf("%-30s %d root causes%n", fault, causes.size());
            causes.forEach(cause -> System.out.printf("    %3d  %s%n", of(findings, cause).size(), cause));
            causes.stream().sorted(Comparator.comparingInt(cause -> -of(findings, cause).size())).skip(1).forEach(
                cause -> show(of(findings, cause).getFirst()));
        });
        List<String> merged = faultsOf.keySet().stream().filter(cause -> faultsOf.get(cause).isEmpty()).toList();
        merged.forEach(cause -> {
            Map<Set<String>, Triaged> met = new LinkedHashMap<>();
            of(findings, cause).forEach(t -> met.putIfAbsent(t.after(), t));
            System.out.println("MERGED " + met.keySet() + "  " + cause);
            met.values().forEach(this::show);
        });
        Set<String> shared = faults.stream().filter(f -> f.hook() instanceof Fault.InKernel k && k.operators().size()
            > 1)
            .map(Fault::name).collect(Collectors.toSet());
        int splits = causesOf.values().stream().mapToInt(c -> c.size() - 1).sum();
        int byOperator = causesOf.entrySet().stream().filter(e -> shared.contains(e.getKey())).mapToInt(e -> e
            .getValue()
            .size() - 1).sum();
        List<Triaged> slipped = findings.stream().filter(Triaged::hasSlipped).toList();
        slipped.forEach(t -> {
            System.out.println("SLIPPED from " + t.before() + " to " + t.after() + "  " + t.rootCause());
            show(t);
        });
        long few = findings.stream().filter(t -> t.nodes() <= FEW_NODES).count();
        double[] seconds = findings.stream().mapToDouble(Triaged::seconds).sorted().toArray();
        System.out.printf(
            "%d findings of %d faults: %d root causes, %d splits (%d of them of faults in the kernels of several operators), %d merged, %d slipped to another fault;"
                + " %d (%.1f %%) with at most %d nodes; median %.2f s, longest %.1f s%n", findings.size(), causesOf
                    .size(), faultsOf.size(), splits, byOperator, merged.size(), slipped
                        .size(), few, 100.0 * few / Math.max(1, findings.size()), FEW_NODES, seconds.length == 0 ? 0
                            : seconds[seconds.length / 2], seconds.length == 0 ? 0 : seconds[seconds.length - 1]);
        return merged.isEmpty() && slipped.isEmpty() && splits - byOperator <= MOST_SPLITS ? Plumbline.NOTHING_FOUND
            : Plumbline.FOUND;
    }

    private static List<Triaged> of(List<Triaged> findings, String rootCause) {
        return findings.stream().filter(t -> t.rootCause().equals(rootCause)).toList();
    }

    /// What a finding was and became, where that is not as it should be.
    private void show(Triaged t) {
        System.out.printf("         --seed %d --first %d --cases 1: %s%nwas%n%s%nis%n%s%n%s%n", seed, t.index(), t
            .rootCause(), ModelPrinter.print(t.found().model()), ModelPrinter.print(t.reduced().model()), t.reduced()
                .inputs());
    }
}
