package org.plumbline.campaign.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.generator.Generator;
import org.plumbline.generator.Options;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Node;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operators.Operators;
import org.plumbline.targets.Outcome;
import org.plumbline.targets.Outcome.Stage;
import org.plumbline.targets.worker.Executor;

/// A target that has no Abs for int8, no Mul for bool or anything else, and whatever else one asks for.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SupportTableTest {
    private final AtomicInteger executions = new AtomicInteger();
    private final Executor executor = Cases.executor(Cases.VARIANTS, execution -> {
        executions.incrementAndGet();
        Graph graph = execution.source().model().graph();
        Node node = graph.nodes().getFirst();
        boolean missing = node.operator().equals("Mul")
            || node.operator().equals("Abs") && graph.outputs().getFirst().concrete().orElseThrow().dtype()
                == DType.INT8;
        // what is there is refused at run time: a fault, but not a missing operator
        return new Outcome.Refused(missing ? Stage.COMPILE : Stage.RUN, missing, "no");
    });

    private Path cache;
    private Path damaged;
    private SupportTable table;

    @BeforeAll
    void askDespiteADamagedCache(@TempDir Path folder) throws IOException {
        cache = folder;
        damaged = SupportTable.file(new Bench(executor, 1), folder);
        Files.writeString(damaged, "null");
        table = SupportTable.of(new Bench(executor, 1), cache);
    }

    @Test
    void whatIsMissingIsKnownByOperatorAndDtype() {
        List<DType> whole = List.of(DType.INT8);
        List<DType> real = List.of(DType.FLOAT);
        assertThat(table.implemented("Abs", 18, whole, whole)).isFalse();
        assertThat(table.implemented("Abs", 18, real, real)).isTrue();
        assertThat(table.implemented("Mul", 18, List.of(DType.FLOAT, DType.FLOAT), real)).isFalse();
    }

    @Test
    void whatWasNeverAskedIsThere() {
        assertThat(table.implemented("Nonsense", 18, List.of(), List.of())).isTrue();
    }

    @Test
    void theGeneratorNeverProposesWhatIsMissing() {
        Map<String, Double> few = Operators.all().stream().collect(Collectors.toMap(Operator::name,
            o -> List.of("Abs", "Mul", "Neg", "Cast").contains(o.name()) ? 1.0 : 0.0));
        Generator generator = new Generator(Options.DEFAULT.withNodes(1, 4).withWeights(few).supporting(table));
        Map<String, Integer> met = new HashMap<>();
        for (int seed = 0; seed < 300; seed++) {
            var c = generator.generate(seed).realized();
            c.model().graph().nodes().forEach(n -> met.merge(n.operator() + " "
                + c.values().get(n.outputs().getFirst()).dtype(), 1, Integer::sum));
        }
        assertThat(met.keySet()).noneMatch(k -> k.startsWith("Mul ")).doesNotContain("Abs int8")
            .contains("Abs float", "Neg int8", "Cast int8");
    }

    @Test
    void theTargetIsAskedOnceAndForAll() throws IOException {
        int before = executions.get();
        SupportTable again = SupportTable.of(new Bench(executor, 1), cache);
        assertThat(executions).hasValue(before);
        assertThat(again).hasToString(table.toString());
        try (Stream<Path> files = Files.list(cache)) {
            assertThat(files.map(f -> f.getFileName().toString())).singleElement()
                .satisfies(name -> assertThat(name).matches("fake-1\\.0-\\d+-[0-9a-f]+\\.json"));
        }
    }

    @Test
    void aDamagedCacheIsMadeAnew() {
        assertThat(damaged).content().startsWith("{\"").contains("false");
    }
}
