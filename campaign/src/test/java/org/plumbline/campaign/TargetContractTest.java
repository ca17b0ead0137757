package org.plumbline.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.campaign.engine.Bench;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.ValueInfo;
import org.plumbline.oracles.Verdict;
import org.plumbline.reports.Subject;
import org.plumbline.targets.Outcome;
import org.plumbline.targets.Source;
import org.plumbline.targets.Variant;
import org.plumbline.targets.registry.Requirement;
import org.plumbline.targets.registry.Requirement.Missing;
import org.plumbline.targets.registry.TargetKind;
import org.plumbline.targets.registry.Targets;
import org.plumbline.targets.worker.Execution;
import org.plumbline.targets.worker.Executor;
import org.plumbline.targets.worker.Limits;
import org.plumbline.targets.worker.WorkerExecutor;

/// What every target keeps to, whatever stack is behind it. A module that is in the class path is a row of this test;
/// one that lacks a driver or a library on this machine is reported as not run.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TargetContractTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Limits LIMITS = Limits.DEFAULT.withWallClock(Duration.ofSeconds(5));

    @TempDir
    static Path journals;

    private final Map<String, Executor> opened = new HashMap<>();

    static List<TargetKind> kinds() {
        return Targets.installed().kinds();
    }

    @BeforeAll
    void open() {
        for (TargetKind kind : kinds()) {
            if (missing(kind).isEmpty()) {
                switch (Targets.installed().open(kind.names().getFirst(), LIMITS, journals)) {
                    case Targets.Opened(Executor e) -> opened.put(kind.family(), e);
                    case Targets.Unavailable(String why) -> throw new AssertionError(why);
                }
            }
        }
    }

    @AfterAll
    void close() {
        opened.values().forEach(Executor::close);
    }

    private static List<String> missing(TargetKind kind) {
        return kind.requirements().stream().filter(Missing.class::isInstance).map(Requirement::name).toList();
    }

    private Executor executor(TargetKind kind) {
        assumeTrue(missing(kind).isEmpty(), () -> "not run: " + String.join(", ", missing(kind)) + " missing; plumbline"
            + " targets install " + kind.family());
        return opened.get(kind.family());
    }

    private static Model model(String domain, String operator, TensorType y, TensorType... inputs) {
        List<ValueInfo> fed = Stream.iterate(0, i -> i < inputs.length, i -> i + 1)
            .map(i -> ValueInfo.of("x" + i, inputs[i])).toList();
        Graph graph = Graph.of(fed, List.of(ValueInfo.of("y", y)), Map.of(), List.of(new Node(domain, operator, "",
            fed.stream().map(ValueInfo::name).toList(), List.of("y"), Map.of())));
        Model plain = Model.of(21, graph);
        return domain.isEmpty() ? plain : new Model(plain.irVersion(), Map.of("", 21, domain, 1), graph, plain.rest());
    }

    private static List<Outcome> plain(Executor e, Source source, Tensor... inputs) {
        return e.execute(new Execution(source, List.of(inputs), e.variants().subList(0, 1), 2, new byte[0])).getFirst();
    }

    private static Outcome first(Executor e, Model model, Tensor... inputs) {
        return plain(e, Source.of(model), inputs).getFirst();
    }

    private static boolean isUnsupported(Outcome outcome) {
        return outcome instanceof Outcome.Refused r && r.unsupported();
    }

    private static Tensor floats(double... values) {
        return Tensor.of(DType.FLOAT, Shape.of(values.length), i -> values[i]);
    }

    private static Model sum() {
        TensorType three = TensorType.of(DType.FLOAT, 3);
        return model("", "Add", three, three, three);
    }

    private static boolean works(Executor e) {
        return plain(e, Source.of(sum()), floats(1, 2, 3), floats(1, 1, 1)).equals(List.of(
            new Outcome.Values(List.of(floats(2, 3, 4))), new Outcome.Values(List.of(floats(2, 3, 4)))));
    }

    @Nested
    class Identity {
        @ParameterizedTest
        @MethodSource("org.plumbline.campaign.TargetContractTest#kinds")
        void theVersionIsTheOneThatTheKindPromises(TargetKind kind) {
            Executor e = executor(kind);
            kind.defaultVersion().ifPresent(v -> assertThat(e.version()).isEqualTo(v));
            assertThat(e.version()).matches("[0-9A-Za-z][0-9A-Za-z.+_-]*");
        }

        @ParameterizedTest
        @MethodSource("org.plumbline.campaign.TargetContractTest#kinds")
        void thePlainVariantComesFirstAndNamesAreUnique(TargetKind kind) {
            assertThat(executor(kind).variants()).extracting(Variant::name).startsWith("plain").doesNotHaveDuplicates()
                .allMatch(name -> Variant.stack(name).isEmpty());
        }

        @ParameterizedTest
        @MethodSource("org.plumbline.campaign.TargetContractTest#kinds")
        void anotherVersionIsThereOrIsRefusedInOneLine(TargetKind kind) {
            assertThat(Targets.installed().open(kind.names().getFirst() + "@0.0.1", LIMITS, journals))
                .isInstanceOfSatisfying(Targets.Unavailable.class, u -> assertThat(u.message()).hasLineCount(1)
                    .contains(kind.family()));
        }
    }

    @Nested
    class Values {
        @ParameterizedTest
        @MethodSource("org.plumbline.campaign.TargetContractTest#kinds")
        void everyDtypeComesBackBitForBitOrIsUnsupported(TargetKind kind) {
            Executor e = executor(kind);
            for (DType dtype : DType.values()) {
                if (dtype.bytes() > 0 && dtype != DType.STRING) {
                    Tensor x = Tensor.ofBytes(dtype, Shape.of(2), new byte[2 * dtype.bytes()]);
                    Outcome o = first(e, model("", "Identity", x.type(), x.type()), x);
                    assertThat(isUnsupported(o) || o.equals(new Outcome.Values(List.of(x)))).as(dtype + ": " + o)
                        .isTrue();
                    assertThat(e.feeds().contains(dtype) && isUnsupported(o) && dtype == DType.FLOAT).isFalse();
                }
            }
        }

        @ParameterizedTest
        @MethodSource("org.plumbline.campaign.TargetContractTest#kinds")
        void emptyTensorsAndScalarsKeepTheirShape(TargetKind kind) {
            for (Shape shape : List.of(Shape.of(0, 3), Shape.SCALAR)) {
                Tensor x = Tensor.of(DType.FLOAT, shape, _ -> -1);
                Outcome o = first(executor(kind), model("", "Abs", x.type(), x.type()), x);
                assertThat(isUnsupported(o) || o.equals(new Outcome.Values(List.of(Tensor.of(DType.FLOAT, shape,
                    _ -> 1))))).as(shape + ": " + o).isTrue();
            }
        }

        @ParameterizedTest
        @MethodSource("org.plumbline.campaign.TargetContractTest#kinds")
        void notANumberAndInfinitiesGoInAndComeOutAsTheDevicePromises(TargetKind kind) {
            Executor e = executor(kind);
            double inf = Double.POSITIVE_INFINITY;
            Subject odd = new Subject(sum(), List.of(floats(Double.NaN, inf, -inf), floats(1, inf, inf)));
            assertThat(new Bench(e, 2).run(odd, e.variants()).verdict()).isInstanceOf(Verdict.Agrees.class);
        }

        @ParameterizedTest
        @MethodSource("org.plumbline.campaign.TargetContractTest#kinds")
        void theSameProgramRepeatsItself(TargetKind kind) {
            assertThat(works(executor(kind))).isTrue();
        }
    }

    @Nested
    class Refusals {
        @ParameterizedTest
        @MethodSource("org.plumbline.campaign.TargetContractTest#kinds")
        void anUnknownOperatorIsUnsupportedNeverWrong(TargetKind kind) {
            TensorType two = TensorType.of(DType.FLOAT, 2);
            Outcome o = first(executor(kind), model("com.example", "Frobnicate", two, two), floats(1, 2));
            assertThat(isUnsupported(o)).as(o.toString()).isTrue();
        }

        @ParameterizedTest
        @MethodSource("org.plumbline.campaign.TargetContractTest#kinds")
        void aModelThatContradictsItselfHasNoValues(TargetKind kind) {
            Tensor x = Tensor.of(DType.FLOAT, Shape.of(2, 3), i -> i);
            Outcome o = first(executor(kind), model("", "MatMul", TensorType.of(DType.FLOAT, 2, 3), x.type(), x.type()),
                x, x);
            assertThat(o).isInstanceOf(Outcome.Refused.class);
        }

        @ParameterizedTest
        @MethodSource("org.plumbline.campaign.TargetContractTest#kinds")
        void bytesThatAreNoModelAreRefused(TargetKind kind) {
            Executor e = executor(kind);
            assumeTrue(e instanceof WorkerExecutor, "not run: takes decoded models only");
            assertThat(plain(e, Source.ofBytes(new byte[] {1, 2, 3}))).first().isInstanceOf(Outcome.Refused.class);
            assertThat(works(e)).isTrue();
        }
    }

    @Nested
    class Deaths {
        private WorkerExecutor worker(TargetKind kind) {
            assumeTrue(executor(kind) instanceof WorkerExecutor, "not run: works in this process");
            return (WorkerExecutor) executor(kind);
        }

        private static void signal(long pid, String name) throws IOException, InterruptedException {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
        }

        @ParameterizedTest
        @MethodSource("org.plumbline.campaign.TargetContractTest#kinds")
        void aKilledWorkerIsACrashAndTheNextCaseRuns(TargetKind kind) throws Exception {
            WorkerExecutor e = worker(kind);
            assertThat(works(e)).isTrue();
            signal(e.pid(), "KILL");
            assertThat(plain(e, Source.of(sum()), floats(1, 2, 3), floats(1, 1, 1))).last()
                .isInstanceOfAny(Outcome.Crashed.class, Outcome.Values.class);
            assertThat(works(e)).isTrue();
        }

        @ParameterizedTest
        @MethodSource("org.plumbline.campaign.TargetContractTest#kinds")
        void aWorkerThatStopsAnsweringIsEndedAndTheNextCaseRuns(TargetKind kind) throws Exception {
            WorkerExecutor e = worker(kind);
            assumeTrue(kind.limits(LIMITS).wallClock().compareTo(PATIENCE) <= 0,
                "not run: its shortest limit is " + kind.limits(LIMITS).wallClock());
            assertThat(works(e)).isTrue();
            long stopped = e.pid();
            signal(stopped, "STOP");
            Outcome outcome = plain(e, Source.of(sum()), floats(1, 2, 3), floats(1, 1, 1)).getLast();
            assertThat(outcome).isInstanceOfAny(Outcome.Hung.class, Outcome.Values.class);
            if (outcome instanceof Outcome.Values) { // it had answered before the signal came
                plain(e, Source.of(sum()), floats(1, 2, 3), floats(1, 1, 1));
            }
            assertThat(ProcessHandle.of(stopped)).isEmpty();
            assertThat(works(e)).isTrue();
        }
    }
}
