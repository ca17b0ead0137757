package org.plumbline.campaign.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.plumbline.generator.Generator;
import org.plumbline.graph.DType;
import org.plumbline.targets.Outcome;
import org.plumbline.targets.Outcome.Stage;
import org.plumbline.targets.planted.PlantedTarget;
import org.plumbline.targets.planted.faults.Faults;
import org.plumbline.targets.worker.InProcess;

class PlantedTrialTest {
    private static final Generator GENERATOR = new Generator(Cases.only("Conv"));
    private static final VariantPlan PLAN = new VariantPlan(PlantedTarget.clean().variants());

    private static PlantedTrial tried(PlantedTrial trial, int cases) {
        for (int i = 0; i < cases; i++) {
            trial.run(Drawn.of(1, i, GENERATOR, PLAN, EnumSet.allOf(DType.class)));
        }
        return trial;
    }

    @Test
    void endsWithTheFirstFinding() {
        PlantedTrial trial = tried(new PlantedTrial("shifted",
            new InProcess(PlantedTarget.with(Faults.named("conv-bias-shifted").orElseThrow()))), 60);
        PlantedTrial.Found found = trial.found().orElseThrow();
        assertThat(trial.name()).isEqualTo("shifted");
        assertThat(found.cases()).isEqualTo(trial.cases()).isLessThan(60);
        assertThat(found.signature()).startsWith("wrong-result ").contains("Conv");
        tried(trial, 5);
        assertThat(trial.cases()).isEqualTo(found.cases());
        assertThat(trial.found()).contains(found);
    }

    @Test
    void ofTheCleanTargetGoesOn() {
        PlantedTrial trial = tried(new PlantedTrial("clean", new InProcess(PlantedTarget.clean())), 60);
        assertThat(trial.found()).isEmpty();
        assertThat(trial.cases()).isEqualTo(60);
    }

    @Test
    void countsWhatIsNotImplemented() {
        PlantedTrial trial = tried(new PlantedTrial("empty", Cases.executor(Cases.VARIANTS,
            _ -> new Outcome.Refused(Stage.COMPILE, true, "no"))), 4);
        assertThat(trial.unsupported()).isEqualTo(4);
        assertThat(trial.found()).isEmpty();
    }
}
