package org.plumbline.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each rule holds for the house, and each is seen to fail on a source that breaks it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {
    private final Repository repository = Repository.here();
    private JavaClasses house;

    @BeforeAll
    void readTheClasses() {
        house = new ClassFileImporter().importPaths(repository.classFolders());
    }

    /// Compiles `sources` and expects the rule to name `because`.
    private static void breaks(ArchRule rule, Path folder, String because, String... sources) {
        JavaClasses planted = new Planted(folder).compile(sources);
        assertThatThrownBy(() -> rule.check(planted)).isInstanceOf(AssertionError.class).hasMessageContaining(because);
    }

    private static void keeps(ArchRule rule, Path folder, String... sources) {
        rule.check(new Planted(folder).compile(sources));
    }

    @Test
    void theRulesSeeEveryModule() {
        assertThat(Rules.MAY_KNOW.keySet()).isEqualTo(repository.maven().modules().keySet());
        assertThat(house).extracting(c -> c.getPackageName()).contains("org.plumbline.graph", "org.plumbline.targets");
    }

    @Nested
    class ArrowsBetweenModules {
        @Test
        void runOneWay() {
            Rules.arrowsRunOneWay().check(house);
        }

        @Test
        void runOneWayInThePomsToo() {
            repository.maven().modules().forEach((module, dependencies) -> assertThat(dependencies)
                .filteredOn(d -> d.name().startsWith("module "))
                .extracting(d -> d.name().substring("module ".length()))
                .as(module).isSubsetOf(Rules.MAY_KNOW.get(module)));
        }

        @Test
        void areCompleteUpwards() {
            Map<String, java.util.Set<String>> table = Rules.MAY_KNOW;
            table.forEach((module, known) -> known.forEach(k -> assertThat(known).as(module + " through " + k)
                .containsAll(table.get(k)).doesNotContain(module)));
        }

        @Test
        void thatPointBackAreFound(@TempDir Path folder) {
            breaks(Rules.arrowsRunOneWay(), folder, "graph must not know oracles",
                "package org.plumbline.oracles; public interface Oracle { }",
                "package org.plumbline.graph; public class Bad { org.plumbline.oracles.Oracle[] oracles; }");
        }

        @Test
        void fromOneTargetToAnotherAreFound(@TempDir Path folder) {
            breaks(Rules.arrowsRunOneWay(), folder, "targets/planted must not know targets/onnxruntime",
                "package org.plumbline.targets.onnxruntime; public class Ort { public static void go() { } }",
                "package org.plumbline.targets.planted; public class Bad { Runnable r = "
                    + "org.plumbline.targets.onnxruntime.Ort::go; }");
        }

        @Test
        void fromThePortToATargetAreFound(@TempDir Path folder) {
            breaks(Rules.arrowsRunOneWay(), folder, "targets/api must not know targets/planted",
                "package org.plumbline.targets.planted; public class Planted { }",
                "package org.plumbline.targets.worker; public class Bad extends org.plumbline.targets.planted.Planted { }");
        }

        @Test
        void cannotBeDodgedByAPackageOfNoModule(@TempDir Path folder) {
            breaks(Rules.arrowsRunOneWay(), folder, "org.plumbline.util.Bad is in no module's package",
                "package org.plumbline.util; public class Bad { }");
        }
    }

    @Nested
    class Packages {
        @Test
        void haveNoCycles() {
            Rules.noPackageCycles().check(house);
        }

        @Test
        void inACycleAreFound(@TempDir Path folder) {
            breaks(Rules.noPackageCycles(), folder, "Cycle detected",
                "package org.plumbline.graph; public class A { org.plumbline.graph.onnx.B b; }",
                "package org.plumbline.graph.onnx; public class B { org.plumbline.graph.A a; }");
        }

        @Test
        void standInTheModuleThatTheirNameSays() {
            Stream<Path> misplaced = repository.javaSources(true).stream().filter(file -> {
                String path = repository.relative(file);
                String module = path.substring(0, path.indexOf("/src/"));
                return !path.contains("/java/" + Rules.rootPackage(module).replace('.', '/') + "/")
                    && !path.contains("/java/org/plumbline/house/");
            });
            assertThat(misplaced).isEmpty();
        }
    }

    @Nested
    class Frameworks {
        private static final String ORT = "package ai.onnxruntime; public class OrtSession { }";
        private static final String CHECKER = "package org.bytedeco.onnx; public class Checker { }";

        @Test
        void areImportedByTargetsOnly() {
            Rules.frameworksStayInTargets().check(house);
        }

        @ParameterizedTest
        @ValueSource(strings = {"ai.onnxruntime", "org.bytedeco.pytorch", "ai.djl.engine", "org.apache.tvm",
            "org.tensorflow"})
        void elsewhereAreFound(String framework, @TempDir Path folder) {
            breaks(Rules.frameworksStayInTargets(), folder, framework + ".Session",
                "package " + framework + "; public class Session { public static void open() { } }",
                "package org.plumbline.reports; class Bad { void f() { " + framework + ".Session.open(); } }");
        }

        @Test
        void inTargetsAreWelcome(@TempDir Path folder) {
            keeps(Rules.frameworksStayInTargets(), folder, ORT,
                "package org.plumbline.targets.onnxruntime; class Good { ai.onnxruntime.OrtSession session; }",
                "package org.plumbline.reports; class Other { }");
        }

        @Test
        void doNotCountTheSpecificationsOwnChecker(@TempDir Path folder) {
            keeps(Rules.frameworksStayInTargets(), folder, CHECKER,
                "package org.plumbline.generator.check; class Good { org.bytedeco.onnx.Checker checker; }");
        }

        @Test
        void countTheCheckerOutsideItsPackage(@TempDir Path folder) {
            breaks(Rules.frameworksStayInTargets(), folder, "org.bytedeco.onnx.Checker", CHECKER,
                "package org.plumbline.generator; class Bad { org.bytedeco.onnx.Checker checker; }");
        }

        @Test
        void areNotExcusedByTheCheckersPackage(@TempDir Path folder) {
            breaks(Rules.frameworksStayInTargets(), folder, "ai.onnxruntime.OrtSession", ORT,
                "package org.plumbline.generator.check; class Bad { ai.onnxruntime.OrtSession session; }");
        }
    }

    @Nested
    class Randomness {
        @Test
        void comesFromRngOnly() {
            Rules.randomnessComesFromRng().check(house);
        }

        @ParameterizedTest
        @ValueSource(strings = {"new java.util.Random(1).nextInt()", "Math.random()", "StrictMath.random()",
            "java.util.concurrent.ThreadLocalRandom.current().nextInt()", "new java.util.SplittableRandom(1).nextInt()",
            "java.util.UUID.randomUUID()", "java.util.random.RandomGenerator.getDefault()",
            "new java.security.SecureRandom()", "((java.util.function.DoubleSupplier) Math::random)"})
        void elsewhereIsFound(String draw, @TempDir Path folder) {
            breaks(Rules.randomnessComesFromRng(), folder, "Bad",
                "package org.plumbline.campaign; class Bad { Object f() { return " + draw + "; } }");
        }

        @Test
        void thatShufflesIsFound(@TempDir Path folder) {
            breaks(Rules.randomnessComesFromRng(), folder, "shuffle", "package org.plumbline.campaign; class Bad { "
                + "void f(java.util.List<String> l) { java.util.Collections.shuffle(l); } }");
        }

        @Test
        void insideRngIsWelcome(@TempDir Path folder) {
            keeps(Rules.randomnessComesFromRng(), folder,
                "package org.plumbline.graph; class Rng { double f() { return Math.random(); } }",
                "package org.plumbline.graph; class Other { }");
        }
    }

    @Nested
    class Clocks {
        private static final List<String> EDGES =
            List.of("org.plumbline.targets.worker", "org.plumbline.campaign", "org.plumbline.campaign.loop");

        @Test
        void areReadAtTheEdgeOnly() {
            Rules.clocksAreReadAtTheEdge().check(house);
        }

        @ParameterizedTest
        @ValueSource(strings = {"System.nanoTime()", "System.currentTimeMillis()", "java.time.Instant.now()",
            "java.time.LocalDate.now()", "java.time.Clock.systemUTC()", "new java.util.Date()",
            "((java.util.function.LongSupplier) System::nanoTime)"})
        void readElsewhereAreFound(String read, @TempDir Path folder) {
            breaks(Rules.clocksAreReadAtTheEdge(), folder, "Bad",
                "package org.plumbline.reports; class Bad { Object f() { return " + read + "; } }");
        }

        @Test
        void readAtTheEdgeAreWelcome(@TempDir Path folder) {
            keeps(Rules.clocksAreReadAtTheEdge(), folder, Stream.concat(
                EDGES.stream().map(p -> "package " + p + "; class Good { long f() { return System.nanoTime(); } }"),
                Stream.of("package org.plumbline.graph; class Other { }")).toArray(String[]::new));
        }
    }

    @Nested
    class Statics {
        @Test
        void areConstants() {
            Rules.staticsAreConstants().check(house);
        }

        @ParameterizedTest
        @ValueSource(strings = {"static int count;", "private static String last = null;",
            "static final java.util.concurrent.atomic.AtomicLong COUNT = new java.util.concurrent.atomic.AtomicLong();",
            "static final ThreadLocal<String> CURRENT = new ThreadLocal<>();",
            "static final java.util.HashMap<String, String> CACHE = new java.util.HashMap<>();"})
        void thatChangeAreFound(String field, @TempDir Path folder) {
            breaks(Rules.staticsAreConstants(), folder, "is a mutable static",
                "package org.plumbline.graph; class Bad { " + field + " }");
        }

        @Test
        void ofTheCompilerAreNotOurs(@TempDir Path folder) {
            keeps(Rules.staticsAreConstants(), folder, "package org.plumbline.graph; enum Good { A, B; "
                + "int f(Good g) { assert g != null; return switch (g) { case A -> 1; case B -> 2; }; } }");
        }
    }
}
