package org.plumbline.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.plumbline.campaign.engine.Drawn;
import org.plumbline.campaign.engine.TriageTrial;
import org.plumbline.campaign.engine.TriageTrial.Triaged;
import org.plumbline.campaign.engine.VariantPlan;
import org.plumbline.generator.Generator;
import org.plumbline.generator.Options;
import org.plumbline.graph.DType;
import org.plumbline.targets.planted.PlantedTarget;
import org.plumbline.targets.planted.faults.Fault;
import org.plumbline.targets.registry.Targets;
import org.plumbline.targets.worker.Limits;

/// `plumbline planted --triage N`: how well triage tells planted faults apart, of whose names it knows nothing.
final class PlantedTriage {
    private static final int FEW_NODES = 3;

    private final List<Fault> faults;
    private final int wanted;
    private final long cases;
    private final long seed;

    PlantedTriage(List<Fault> faults, int wanted, long cases, long seed) {
        this.faults = faults;
        this.wanted = wanted;
        this.cases = cases;
        this.seed = seed;
    }

    int run() {
        List<Opened> opened = new ArrayList<>();
        try {
            Path journals = Files.createTempDirectory("plumbline-planted");
            List<TriageTrial> trials = new ArrayList<>();
            for (Fault fault : faults) {
                Opened target = Opened.target(PlantedTarget.FAMILY + ":" + fault.name(), 1, Limits.DEFAULT, journals);
                opened.add(target);
                trials.add(new TriageTrial(fault.name(), target.first(), Targets.installed().dissection(
                    PlantedTarget.FAMILY),
                    wanted));
            }
            Generator generator = new Generator(Options.DEFAULT);
            VariantPlan plan = new VariantPlan(opened.getFirst().first().variants());
            for (long i = 0; i < cases && !trials.stream().allMatch(TriageTrial::isDone); i++) {
                Drawn drawn = Drawn.of(seed, i, generator, plan, EnumSet.allOf(DType.class));
                trials.forEach(t -> t.run(drawn));
            }
            return print(trials);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            opened.forEach(Opened::close);
        }
    }

    private static int print(List<TriageTrial> trials) {
        Map<String, Set<String>> faultsOf = new LinkedHashMap<>();
        trials.forEach(t -> t.findings().forEach(f -> faultsOf.computeIfAbsent(f.rootCause(), _ -> new TreeSet<>())
            .add(t.name())));
        int splits = 0;
        for (TriageTrial t : trials) {
            Map<String, Integer> causes = new LinkedHashMap<>();
            t.findings().forEach(f -> causes.merge(f.rootCause(), 1, Integer::sum));
            splits += Math.max(0, causes.size() - 1);
            System.out.printf("%-30s %3d findings, %d root causes%n", t.name(), t.findings().size(), causes.size());
            causes.forEach((cause, n) -> System.out.printf("    %3d  %s%s%n", n, cause, faultsOf.get(cause).size() > 1
                ? "  MERGED " + faultsOf.get(cause) : ""));
        }
        List<Triaged> all = trials.stream().flatMap(t -> t.findings().stream()).toList();
        Set<String> merged = new HashSet<>();
        faultsOf.values().stream().filter(f -> f.size() > 1).forEach(merged::addAll);
        long few = all.stream().filter(f -> f.nodes() <= FEW_NODES).count();
        double[] seconds = all.stream().mapToDouble(Triaged::seconds).sorted().toArray();
        System.out.printf("%d findings of %d faults: %d root causes, %d splits, %d faults merged; %d (%.1f %%) with at"
            + " most %d nodes; median %.2f s, longest %.1f s%n", all.size(), trials.stream().filter(t -> !t.findings()
                .isEmpty()).count(), faultsOf.size(), splits, merged.size(), few, 100.0 * few / Math.max(1, all.size()),
            FEW_NODES, seconds.length == 0 ? 0 : seconds[seconds.length / 2], seconds.length == 0 ? 0
                : seconds[seconds.length - 1]);
        return merged.isEmpty() && splits <= 2 ? Plumbline.NOTHING_FOUND : Plumbline.FOUND;
    }
}
