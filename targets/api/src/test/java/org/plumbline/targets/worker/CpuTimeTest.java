package org.plumbline.targets.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CpuTimeTest {
    @Test
    void countsChildrenDeadAndAlive() throws Exception {
        double before = CpuTime.seconds();
        Process busy = new ProcessBuilder(List.of("sh", "-c", "while :; do :; done")).start();
        double during = before;
        while (during < before + 0.2) {
            Thread.sleep(50);
            during = CpuTime.seconds();
        }
        busy.destroyForcibly().waitFor();
        assertThat(CpuTime.seconds()).as("a dead child keeps counting").isGreaterThanOrEqualTo(during);
    }
}
