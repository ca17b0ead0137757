package org.plumbline.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.campaign.engine.Bench;
import org.plumbline.campaign.engine.Budget;
import org.plumbline.campaign.engine.Campaign;
import org.plumbline.campaign.engine.Drawn;
import org.plumbline.campaign.engine.Settings;
import org.plumbline.campaign.engine.Summary;
import org.plumbline.campaign.engine.VariantPlan;
import org.plumbline.generator.Generator;
import org.plumbline.generator.Options;
import org.plumbline.generator.Support;
import org.plumbline.generator.rules.Learned;
import org.plumbline.generator.rules.Mix;
import org.plumbline.generator.rules.Rulebook;
import org.plumbline.generator.rules.Rules;
import org.plumbline.graph.DType;
import org.plumbline.graph.Node;
import org.plumbline.graph.Rng;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.operators.Operators;
import org.plumbline.graph.rule.Expr;
import org.plumbline.oracles.Verdict;
import org.plumbline.targets.Outcome;
import org.plumbline.targets.worker.Limits;

/// Models from a rulebook, on real ONNX Runtime.
class LearnedRulesTest {
    private static final int OPSET = 17;
    private static final int CASES = 40;

    /// Some operators, over floats alone: those ONNX Runtime has.
    private static final Support COMMON = (operator, _, inputs, outputs) -> (operator.contains("Gelu") || List.of(
        "Transpose", "Sigmoid", "Softmax", "MatMul").contains(operator))
        && Stream.concat(inputs.stream(), outputs.stream()).allMatch(DType.FLOAT::equals);

    @TempDir
    Path folder;

    private static PartialOperator matMul() {
        return Operators.named("MatMul").orElseThrow().partial()
            .apply(Rng.of(1), Wish.input(OPSET, DType.FLOAT, 2)).orElseThrow();
    }

    /// `gelu(x + b)` with an output of the same shape as `x`, or of one that no rule gives.
    private static PartialOperator gelu(String name, boolean shaped) {
        var b = PartialOperator.builder("com.microsoft::" + name);
        List<Expr> dims = b.dims("x", 2);
        b.in(DType.FLOAT, dims).in(DType.FLOAT, dims.subList(1, 2));
        return (shaped ? b.out(DType.FLOAT, dims) : b.outOfUnknownShape(DType.FLOAT)).build();
    }

    private static Rulebook book() {
        List<Learned.Call> calls = List.of(new Learned.Call(List.of(2L, 6L), true));
        return new Rulebook("onnxruntime", "", OPSET, Map.of(
            "MatMul", List.of(new Learned(matMul(), Learned.Status.SOLVED, "", 1, 1, List.of())),
            "com.microsoft::FastGelu",
            List.of(new Learned(gelu("FastGelu", true), Learned.Status.SOLVED, "", 1, 0, calls)),
            "com.microsoft::BiasGelu",
            List.of(new Learned(gelu("BiasGelu", false), Learned.Status.NOT, "no shape", 1, 0, calls))));
    }

    private static Options options(Mix mix) {
        return Options.DEFAULT.withNodes(10, 10).withRules(new Rules(book(), mix));
    }

    private List<Bench.Tried> tried(Options options) {
        Generator generator = new Generator(options);
        List<Bench.Tried> tried = new ArrayList<>();
        try (Opened opened = Opened.target("onnxruntime", 1, Limits.DEFAULT, folder.resolve("workers"))) {
            Bench bench = new Bench(opened.first(), 1);
            VariantPlan plan = new VariantPlan(opened.first().variants());
            for (long i = 0; i < CASES; i++) {
                tried.add(bench.run(Drawn.of(7, i, generator, plan, opened.first().feeds())));
            }
        }
        return tried;
    }

    /// The answers that are no values, and the disagreements.
    private static List<String> complaints(List<Bench.Tried> tried) {
        List<String> complaints = new ArrayList<>();
        for (Bench.Tried t : tried) {
            t.trial().runs().stream().filter(r -> !(r.first() instanceof Outcome.Values))
                .forEach(r -> complaints.add(r.first().toString()));
            if (t.verdict() instanceof Verdict.Disagrees d) {
                complaints.add(d.toString());
            }
        }
        return complaints;
    }

    @Nested
    class OnnxRuntimeAccepts {
        @Test
        void modelsOfTenNodesFromInferredRulesAlone() {
            List<Bench.Tried> tried = tried(options(Mix.INFERRED));
            assertThat(complaints(tried)).isEmpty();
            assertThat(tried).allSatisfy(t -> assertThat(t.trial().model().graph().nodes()).hasSize(10)
                .extracting(Node::qualifiedOperator).isSubsetOf("MatMul", "com.microsoft::FastGelu"));
        }

        @Test
        void modelsOfAllThreeWays() {
            List<Bench.Tried> tried = tried(options(Mix.shares(0.4, 0.2)).withShares(0, 0, 0).supporting(COMMON));
            assertThat(complaints(tried)).isEmpty();
            assertThat(tried).flatExtracting(t -> t.trial().model().graph().nodes())
                .extracting(Node::qualifiedOperator).contains("com.microsoft::FastGelu", "com.microsoft::BiasGelu",
                    "MatMul", "Sigmoid");
        }
    }

    @Test
    void theSummaryCountsNodesByTheirWay() throws IOException {
        Settings settings = new Settings("onnxruntime", 7, 10, 10, 1, List.of());
        try (Opened opened = Opened.target(settings.target(), 1, Limits.DEFAULT, folder.resolve("workers"))) {
            Campaign campaign = new Campaign(Campaign.fresh(settings), options(Mix.shares(0.4, 0.2)),
                opened.executors(), folder);
            Summary summary = Summary.of(campaign.run(new Budget.Cases(CASES), _ -> {}), new TreeMap<>());
            long constants = summary.operators().getOrDefault("Constant", 0L);
            assertThat(summary.nodes()).containsOnlyKeys("by hand-written rule", "by inferred rule",
                "by recorded call");
            assertThat(summary.nodes().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(
                summary.operators().values().stream().mapToLong(Long::longValue).sum() - constants);
            StringWriter out = new StringWriter();
            Account.print(summary, folder, new PrintWriter(out, true));
            assertThat(out.toString()).containsPattern("nodes by hand-written rule \\d+ · by inferred rule \\d+ · by"
                + " recorded call \\d+");
        }
    }
}
