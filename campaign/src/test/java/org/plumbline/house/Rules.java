package org.plumbline.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/// The rules that hold between compiled classes.
final class Rules {
    private static final String ROOT = "org.plumbline.";

    /// Module folder and the folders it may know: graph ← seeds ← generator ← mutators;
    /// graph ← targets/api ← each target; targets/api ← oracles; all ← corpus ← reports ← campaign.
    static final Map<String, Set<String>> MAY_KNOW = Map.ofEntries(
        Map.entry("graph", Set.of()),
        Map.entry("seeds", Set.of("graph")),
        Map.entry("generator", Set.of("graph", "seeds")),
        Map.entry("mutators", Set.of("graph", "seeds", "generator")),
        Map.entry("oracles", Set.of("graph", "targets/api")),
        Map.entry("targets/api", Set.of("graph")),
        Map.entry("targets/coverage", Set.of("graph", "targets/api")),
        Map.entry("targets/onnxruntime", Set.of("graph", "targets/api")),
        Map.entry("targets/onnxruntime-webgpu", Set.of("graph", "targets/api", "targets/onnxruntime")),
        Map.entry("targets/planted", Set.of("graph", "targets/api")),
        Map.entry("targets/torch-djl", Set.of("graph", "targets/api")),
        Map.entry("corpus", Set.of("graph", "seeds", "generator", "mutators", "oracles", "targets/api")),
        Map.entry("reports", Set.of("graph", "seeds", "generator", "mutators", "oracles", "targets/api", "corpus")),
        Map.entry("campaign", Set.of("graph", "seeds", "generator", "mutators", "oracles", "targets/api",
            "targets/coverage", "targets/onnxruntime", "targets/onnxruntime-webgpu", "targets/planted",
            "targets/torch-djl", "corpus", "reports")),
        Map.entry("benchmarks", Set.of("graph", "seeds", "generator", "mutators", "oracles", "targets/api",
            "targets/coverage", "targets/onnxruntime", "targets/onnxruntime-webgpu", "targets/planted",
            "targets/torch-djl", "corpus", "reports", "campaign")));

    private static final List<String> FRAMEWORKS =
        List.of("ai.onnxruntime.", "org.bytedeco.", "ai.djl.", "org.apache.tvm.", "org.tensorflow.");

    private static final List<String> CHECKER = List.of("org.bytedeco.onnx.", "org.bytedeco.javacpp.");

    private static final Set<String> RANDOM_TYPES = Set.of("java.util.Random", "java.util.SplittableRandom",
        "java.util.concurrent.ThreadLocalRandom", "java.security.SecureRandom");

    private static final Set<String> RANDOM_CALLS = Set.of("java.lang.Math.random", "java.lang.StrictMath.random",
        "java.util.UUID.randomUUID", "java.util.Collections.shuffle");

    private static final Set<String> CLOCK_CALLS = Set.of("java.lang.System.nanoTime",
        "java.lang.System.currentTimeMillis", "java.util.Calendar.getInstance");

    private static final List<Class<?>> MUTABLE =
        List.of(AtomicInteger.class, AtomicLong.class, AtomicBoolean.class, AtomicReference.class, LongAdder.class,
            ThreadLocal.class, ConcurrentMap.class, AbstractCollection.class, AbstractMap.class);

    private Rules() {
    }

    /// Every class stands under its module's root package and uses only what [#MAY_KNOW] lists.
    static ArchRule arrowsRunOneWay() {
        return ArchRuleDefinition.classes().should(new ArchCondition<>("use only modules that their own may know") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                Optional<String> own = moduleOf(item);
                if (own.isEmpty()) {
                    events.add(SimpleConditionEvent.violated(item, item.getName() + " is in no module's package"));
                    return;
                }
                item.getDirectDependenciesFromSelf().forEach(d -> moduleOf(d.getTargetClass())
                    .filter(m -> !m.equals(own.get()) && !MAY_KNOW.get(own.get()).contains(m))
                    .ifPresent(m -> events.add(SimpleConditionEvent.violated(item,
                        own.get() + " must not know " + m + ": " + d.getDescription()))));
            }
        }).because("the arrows between modules run one way");
    }

    /// The module whose root package is the longest that holds the class: `targets/api` is `org.plumbline.targets`.
    private static Optional<String> moduleOf(JavaClass type) {
        String name = type.getBaseComponentType().getPackageName() + ".";
        return MAY_KNOW.keySet().stream().filter(m -> name.startsWith(rootPackage(m) + "."))
            .max(Comparator.comparingInt(m -> rootPackage(m).length()));
    }

    /// The package that all classes of a module share: `targets/onnxruntime-webgpu` is
    /// `org.plumbline.targets.onnxruntime.webgpu`.
    static String rootPackage(String module) {
        return ROOT + (module.equals("targets/api") ? "targets" : module.replace('/', '.').replace('-', '.'));
    }

    static ArchRule noPackageCycles() {
        return slices().matching("org.plumbline.(**)").should().beFreeOfCycles();
    }

    /// One exception: the ONNX C++ checker, which is the specification's own and no framework under test, may be used
    /// from one package.
    static ArchRule frameworksStayInTargets() {
        return noClasses().that().resideOutsideOfPackage("org.plumbline.targets..").should(
            new ArchCondition<>("use a framework") {
                @Override
                public void check(JavaClass item, ConditionEvents events) {
                    List<String> excused = item.getPackageName().equals("org.plumbline.generator.check") ? CHECKER
                        : List.of();
                    item.getDirectDependenciesFromSelf().stream()
                        .filter(d -> isOneOf(FRAMEWORKS, d.getTargetClass()) && !isOneOf(excused, d.getTargetClass()))
                        .forEach(d -> events.add(SimpleConditionEvent.satisfied(item, d.getDescription())));
                }
            });
    }

    private static boolean isOneOf(List<String> packages, JavaClass type) {
        String name = type.getBaseComponentType().getPackageName() + ".";
        return packages.stream().anyMatch(name::startsWith);
    }

    static ArchRule randomnessComesFromRng() {
        return noClasses().that().doNotHaveFullyQualifiedName("org.plumbline.graph.Rng").should(
            access("draw random numbers", a -> RANDOM_TYPES.contains(a.getOwner().getFullName())
                || a.getOwner().getPackageName().equals("java.util.random") || RANDOM_CALLS.contains(nameOf(a))));
    }

    static ArchRule clocksAreReadAtTheEdge() {
        return noClasses().that()
            .resideOutsideOfPackages("org.plumbline.targets.worker..", "org.plumbline.campaign..")
            .should(access("read a clock", a -> CLOCK_CALLS.contains(nameOf(a)) || isTimeOfDay(a)));
    }

    private static boolean isTimeOfDay(AccessTarget target) {
        String owner = target.getOwner().getFullName();
        return owner.startsWith("java.time.") && (target.getName().equals("now")
            || owner.equals("java.time.Clock") && target.getName().matches("system.*|tick.*"))
            || owner.equals("java.util.Date") && target.getFullName().endsWith("<init>()");
    }

    static ArchRule staticsAreConstants() {
        return ArchRuleDefinition.fields().that().areStatic().should(new ArchCondition<>("never change") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                boolean synthetic = field.getModifiers().contains(JavaModifier.SYNTHETIC);
                boolean changes = !field.getModifiers().contains(JavaModifier.FINAL)
                    || MUTABLE.stream().anyMatch(field.getRawType()::isAssignableTo);
                if (changes && !synthetic) {
                    events.add(SimpleConditionEvent.violated(field, field.getFullName() + " is a mutable static"));
                }
            }
        });
    }

    private static String nameOf(AccessTarget target) {
        return target.getOwner().getFullName() + "." + target.getName();
    }

    private static ArchCondition<JavaClass> access(String description, Predicate<AccessTarget> to) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                item.getAccessesFromSelf().stream().filter(a -> to.test(a.getTarget())).map(JavaAccess::getDescription)
                    .forEach(d -> events.add(SimpleConditionEvent.satisfied(item, d)));
            }
        };
    }
}
