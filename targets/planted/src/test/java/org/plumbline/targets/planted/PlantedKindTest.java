package org.plumbline.targets.planted;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plumbline.targets.planted.faults.Fault;
import org.plumbline.targets.planted.faults.Faults;
import org.plumbline.targets.registry.TargetKind;
import org.plumbline.targets.registry.TargetSpec;
import org.plumbline.targets.worker.Limits;

class PlantedKindTest {
    private final PlantedKind kind = new PlantedKind();

    private TargetKind.Plan plan(String name) {
        return kind.plan(new TargetSpec("planted:" + name, Optional.empty()));
    }

    @Test
    void thereAreAtLeastThirtyFaultsAndTheirNamesDiffer() {
        assertThat(Faults.all()).hasSizeGreaterThanOrEqualTo(30);
        assertThat(Faults.all().stream().map(Fault::name)).doesNotHaveDuplicates().allMatch(n -> n.matches(
            "[a-z0-9-]+"));
    }

    @Test
    void everyNameCanBePlanned() {
        assertThat(kind.names()).contains("planted:clean").hasSize(Faults.all().size() + 1);
        assertThat(kind.names()).allSatisfy(name -> assertThat(kind.plan(new TargetSpec(name, Optional.empty())))
            .isNotInstanceOf(TargetKind.Unavailable.class));
    }

    @Test
    void onlyDeadlyFaultsNeedAWorker() {
        assertThat(Faults.all()).allSatisfy(f -> assertThat(plan(f.name()) instanceof TargetKind.Isolated)
            .isEqualTo(f.isDeadly()));
        assertThat(plan("clean")).isInstanceOf(TargetKind.Local.class);
    }

    @Test
    void aVersionIsRefusedInOneLine() {
        assertThat(kind.plan(new TargetSpec("planted:clean", Optional.of("1.0"))))
            .isInstanceOfSatisfying(TargetKind.Unavailable.class,
                u -> assertThat(u.message()).contains("planted:clean@1.0", "no versions").doesNotContain("\n"));
    }

    @Test
    void hangsAreCutShort() {
        assertThat(kind.limits(Limits.DEFAULT).wallClock()).isLessThan(Limits.DEFAULT.wallClock());
        Limits shorter = Limits.DEFAULT.withWallClock(Duration.ofMillis(300));
        assertThat(kind.limits(shorter)).isEqualTo(shorter);
    }
}
