package org.plumbline.campaign.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.plumbline.generator.Generator;
import org.plumbline.graph.DType;
import org.plumbline.targets.planted.PlantedTarget;
import org.plumbline.targets.planted.faults.Fault;
import org.plumbline.targets.planted.faults.Faults;
import org.plumbline.targets.registry.Targets;
import org.plumbline.targets.worker.Executor;
import org.plumbline.targets.worker.InProcess;

/// A stack with three faults in two operators: what is found comes down to the fault that it showed, and to one root cause
/// for each.
class TriageTrialTest {
    private static final List<Fault> FAULTS = List.of(Faults.named("conv-bias-shifted").orElseThrow(),
        Faults.named("conv-group-channels").orElseThrow(), Faults.named("rewrite-transposes").orElseThrow());
    private static final int WANTED = 3;
    private static final int CASES = 400;

    private static TriageTrial trial() {
        Map<String, Executor> singles = new LinkedHashMap<>();
        FAULTS.forEach(f -> singles.put(f.name(), new InProcess(PlantedTarget.with(f))));
        Executor all = new InProcess(PlantedTarget.with(FAULTS));
        TriageTrial trial = new TriageTrial(all, singles, Targets.installed().dissection(PlantedTarget.FAMILY), WANTED);
        Generator generator = new Generator(Cases.only("Conv", "Transpose"));
        for (int i = 0; i < CASES && !trial.isDone(); i++) {
            trial.run(i, Drawn.of(1, i, generator, new VariantPlan(all.variants()), EnumSet.allOf(DType.class)));
        }
        return trial;
    }

    @Test
    void tellsFaultsApartThatOneStackHas() {
        TriageTrial trial = trial();
        assertThat(trial.isDone()).isTrue();
        assertThat(trial.findings()).noneMatch(TriageTrial.Triaged::hasSlipped).allMatch(t -> t.nodes() <= 2);
        Map<Set<String>, Set<String>> causes = trial.findings().stream().collect(Collectors.groupingBy(
            TriageTrial.Triaged::after, Collectors.mapping(TriageTrial.Triaged::rootCause, Collectors.toSet())));
        assertThat(causes).hasSize(FAULTS.size()).allSatisfy((_, keys) -> assertThat(keys).hasSize(1));
    }
}
