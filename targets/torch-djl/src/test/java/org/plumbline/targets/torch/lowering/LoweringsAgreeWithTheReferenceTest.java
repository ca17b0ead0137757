package org.plumbline.targets.torch.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.generator.Generator;
import org.plumbline.generator.Options;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.edit.Case;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operators.Evaluator;
import org.plumbline.graph.operators.Operators;
import org.plumbline.oracles.Evidence;
import org.plumbline.oracles.Oracles;
import org.plumbline.oracles.Trial;
import org.plumbline.oracles.Verdict;
import org.plumbline.targets.Source;
import org.plumbline.targets.torch.TorchTesting;
import org.plumbline.targets.worker.Execution;
import org.plumbline.targets.worker.Executor;

/// Every lowered operator by itself: random shapes (empty ones and scalars among them), types, attributes and special
/// values, PyTorch's answer held against the reference's bounds.
class LoweringsAgreeWithTheReferenceTest {
    private static final int CASES = 16;
    private static final double SPECIAL_VALUES = 0.3;

    /// What PyTorch itself gets wrong, by operator, and a piece of what is then seen; `reports/found/torch-djl` has an
    /// example of each.
    private static final Map<String, List<String>> FOUND = Map.of(
        "Gelu", List.of("NaN"),
        "Gemm", List.of("must match the size of tensor b"),
        "Mod", List.of("SIGFPE", "NaN"),
        "Div", List.of("SIGFPE"),
        "LogSoftmax", List.of("Infinity"),
        "BatchNormalization", List.of("select(): index"));

    @TempDir
    private static Path journals;
    private static Executor executor;

    @BeforeAll
    static void open() {
        executor = TorchTesting.open(journals);
    }

    @AfterAll
    static void close() {
        executor.close();
    }

    static List<String> lowered() {
        return Lowerings.names().stream().sorted().toList();
    }

    @ParameterizedTest
    @MethodSource("lowered")
    void isRightOrSaysThatItIsNotImplemented(String operator) {
        Map<String, Double> only = new HashMap<>(Operators.all().stream()
            .collect(Collectors.toMap(Operator::name, _ -> 0.0)));
        only.put(operator, 1.0);
        Generator generator = new Generator(Options.DEFAULT.withNodes(1, 1).withWeights(only)
            .withShares(SPECIAL_VALUES, 0, 0).withBudgets(256, 1 << 12));
        int agreed = 0;
        for (int seed = 0; seed < CASES; seed++) {
            Case c = generator.generate(seed).realized();
            switch (verdict(c)) {
                case Verdict.Agrees _ -> agreed++;
                case Verdict.Disagrees(Evidence e) -> assertThat(FOUND.getOrDefault(operator, List.of()))
                    .as("case " + seed + ": " + e + "\n" + c.model().graph().nodes() + c.inputs())
                    .anyMatch(e.seen()::contains);
                case Verdict.Undecided(String why) -> assertThat(why).startsWith("not supported");
                case Verdict.Invalid _ -> {
                }
            }
        }
        assertThat(agreed).as("cases in which " + operator + " agrees").isGreaterThanOrEqualTo(2);
    }

    private static Verdict verdict(Case c) {
        var reference = Evaluator.evaluate(c.model(), c.feeds(), Accuracy.CPU);
        var outcomes = executor.execute(new Execution(Source.of(c.model()), c.inputs(), executor.variants(), 2,
            new byte[0]));
        return Oracles.judge(new Trial(c.model(), c.inputs(), reference,
            Trial.runs(executor.variants(), outcomes)));
    }
}
