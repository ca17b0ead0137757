package org.plumbline.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.graph.DType;
import org.plumbline.campaign.engine.Drawn;
import org.plumbline.campaign.engine.PlantedTrial;
import org.plumbline.campaign.engine.VariantPlan;
import org.plumbline.generator.Generator;
import org.plumbline.generator.Options;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operators.Operators;
import org.plumbline.oracles.Kind;
import org.plumbline.targets.planted.PlantedTarget;
import org.plumbline.targets.planted.faults.Fault;
import org.plumbline.targets.planted.faults.Faults;
import org.plumbline.targets.worker.InProcess;
import org.plumbline.targets.worker.Limits;

/// Every fault is found, and its clean twin agrees on the very case. `plumbline planted` does the same at full length.
class PlantedContractTest {
    private static final long SEED = 1;
    private static final int FOCUSED_CASES = 1500;
    private static final int GENERAL_CASES = 2000;
    private static final Set<String> REWRITTEN = Set.of("Mul", "Div", "Sub", "Cast", "Transpose", "Relu", "Clip",
        "QuantizeLinear", "DequantizeLinear", "ReduceSum", "Abs", "Exp");
    private static final Set<String> DEADLY = Set.of("Transpose", "Cosh", "Erf", "Reshape", "Tile", "Expand", "Concat",
        "Softsign", "Mish", "MatMul", "Trilu", "Det");
    private static final VariantPlan PLAN = new VariantPlan(PlantedTarget.clean().variants());

    private static PlantedTrial trial(PlantedTarget target) {
        return new PlantedTrial(target.name(), new InProcess(target));
    }

    /// Small models of these operators alone, special values in every other.
    private static Generator focused(Set<String> operators) {
        Map<String, Double> weights = new HashMap<>();
        for (Operator o : Operators.all()) {
            weights.put(o.name(), operators.contains(o.name()) ? 1.0 : 0.0);
        }
        return new Generator(Options.DEFAULT.withNodes(1, operators.size() > 4 ? 6 : 2).withWeights(weights)
            .withShares(0.5, operators.size() > 4 ? 0.25 : 0, 0));
    }

    /// Runs both until the fault is found; the twin sees the case of the finding too.
    private static void pursue(PlantedTrial faulty, Generator generator, int most) {
        PlantedTrial clean = trial(PlantedTarget.clean());
        for (long i = 0; i < most && faulty.found().isEmpty(); i++) {
            Drawn drawn = Drawn.of(SEED, i, generator, PLAN, EnumSet.allOf(DType.class));
            faulty.run(drawn);
            if (faulty.found().isPresent()) {
                clean.run(drawn);
            }
        }
        assertThat(faulty.found()).as(faulty.name() + " in " + faulty.cases() + " cases").isPresent();
        assertThat(clean.found()).as("the clean twin of " + faulty.name()).isEmpty();
    }

    static Stream<Fault> kernelFaults() {
        return Faults.all().stream().filter(f -> f.hook() instanceof Fault.InKernel);
    }

    @ParameterizedTest
    @MethodSource("kernelFaults")
    void aFaultInAKernelIsFound(Fault fault) {
        pursue(trial(PlantedTarget.with(fault)), focused(((Fault.InKernel) fault.hook()).operators()), FOCUSED_CASES);
    }

    static Stream<Fault> rewrites() {
        return Faults.all().stream().filter(f -> f.hook() instanceof Fault.InRewrite);
    }

    @ParameterizedTest
    @MethodSource("rewrites")
    void aFaultInARewriteIsFound(Fault fault) {
        pursue(trial(PlantedTarget.with(fault)), focused(REWRITTEN), FOCUSED_CASES);
    }

    @Test
    void everyOtherFaultOfThisProcessIsFoundAndTheCleanTargetIsNot() {
        List<PlantedTrial> open = new ArrayList<>();
        Faults.all().stream().filter(f -> f.hook() instanceof Fault.InCompile || f.hook() instanceof Fault.InRun)
            .forEach(f -> open.add(trial(PlantedTarget.with(f))));
        PlantedTrial clean = trial(PlantedTarget.clean());
        Generator generator = new Generator(Options.DEFAULT);
        for (long i = 0; i < GENERAL_CASES && !open.isEmpty(); i++) {
            Drawn drawn = Drawn.of(SEED, i, generator, PLAN, EnumSet.allOf(DType.class));
            open.forEach(t -> t.run(drawn));
            open.removeIf(t -> t.found().isPresent());
            clean.run(drawn);
        }

        assertThat(open.stream().map(PlantedTrial::name)).as("not found").isEmpty();
        assertThat(clean.found()).isEmpty();
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class ADeadlyFault {
        @TempDir
        private Path journals;

        Stream<Fault> faults() {
            return Faults.all().stream().filter(Fault::isDeadly);
        }

        @ParameterizedTest
        @MethodSource("faults")
        void isFoundByWhatBecomesOfItsWorker(Fault fault) {
            Generator generator = focused(DEADLY);
            var when = ((Fault.Deadly) fault.hook()).when();
            try (Opened opened = Opened.target("planted:" + fault.name(), 1, Limits.DEFAULT, journals)) {
                PlantedTrial trial = new PlantedTrial(fault.name(), opened.first());
                for (long i = 0; i < GENERAL_CASES && trial.found().isEmpty(); i++) {
                    Drawn drawn = Drawn.of(SEED, i, generator, PLAN, EnumSet.allOf(DType.class));
                    if (when.test(drawn.subject().model())) {
                        trial.run(drawn);
                    }
                }

                assertThat(trial.found().orElseThrow().evidence().kind())
                    .isEqualTo(fault.name().equals("hang") ? Kind.HANG : Kind.CRASH);
            }
        }
    }
}
