package org.plumbline.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.campaign.engine.Bench;
import org.plumbline.generator.Generator;
import org.plumbline.generator.Options;
import org.plumbline.graph.edit.Case;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operators.Operators;
import org.plumbline.oracles.Evidence;
import org.plumbline.oracles.Verdict;
import org.plumbline.reports.Subject;
import org.plumbline.targets.Variant;
import org.plumbline.targets.torch.djl.lowering.Lowerings;
import org.plumbline.targets.worker.Limits;

/// Every operator that `torch-djl` lowers, by itself: random shapes (empty ones and scalars among them), types,
/// attributes and special values, PyTorch's answer held against the reference's bounds.
class TorchLoweringsTest {
    private static final int CASES = 16;
    private static final double SPECIAL_VALUES = 0.3;

    /// What PyTorch itself gets wrong, by operator, and a piece of what is then seen; `reports/found/torch-djl` has an
    /// example of each.
    private static final Map<String, List<String>> FOUND = Map.of(
        "BatchNormalization", List.of("select(): index"),
        "Div", List.of("SIGFPE"),
        "Gelu", List.of("NaN"),
        "Gemm", List.of("must match the size of tensor b"),
        "LogSoftmax", List.of("Infinity"),
        "Mod", List.of("SIGFPE", "NaN"));

    private static Opened opened;

    @BeforeAll
    static void open() {
        opened = Opened.once("torch-djl", Limits.DEFAULT);
    }

    @AfterAll
    static void close() {
        opened.close();
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
        Bench bench = new Bench(opened.first(), 2);
        List<Variant> variants = opened.first().variants().subList(0, 2);
        int agreed = 0;
        for (int seed = 0; seed < CASES; seed++) {
            Case c = generator.generate(seed).realized();
            switch (bench.run(new Subject(c.model(), c.inputs()), variants).verdict()) {
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
}
