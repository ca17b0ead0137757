package org.plumbline.targets.planted.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operators.Operators;

class KernelsTest {
    /// Operators with a reference that the honest target has no kernel for: it declines them as unsupported.
    private static final Set<String> WAIVED = Set.of("AffineGrid", "Col2Im", "GridSample", "MaxUnpool", "RoiAlign");

    @Test
    void everyOperatorHasAKernelOrAWaiver() {
        Set<String> missing = new TreeSet<>(Operators.all().stream().filter(o -> o.reference().isPresent())
            .map(Operator::name).collect(Collectors.toSet()));
        missing.removeAll(Kernels.all().keySet());

        assertThat(missing).as("no kernel: add one, or a waiver here").isEqualTo(WAIVED);
    }

    @Test
    void noKernelIsForAnOperatorThatIsNotThere() {
        assertThat(Operators.all().stream().map(Operator::name)).containsAll(Kernels.all().keySet());
    }

    @Test
    void onlyOperatorsThatNeverRoundRunTheReference() {
        assertThat(Kernels.moving()).doesNotContain("Add", "Cast", "Conv", "MatMul", "ReduceSum", "Resize", "Softmax");
    }
}
