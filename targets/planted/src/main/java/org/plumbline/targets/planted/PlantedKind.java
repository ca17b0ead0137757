package org.plumbline.targets.planted;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.plumbline.targets.planted.faults.Fault;
import org.plumbline.targets.planted.faults.Faults;
import org.plumbline.targets.Variant;
import org.plumbline.targets.registry.ClassPaths;
import org.plumbline.targets.registry.Dissection;
import org.plumbline.targets.registry.TargetKind;
import org.plumbline.targets.registry.TargetSpec;
import org.plumbline.targets.worker.Launch;
import org.plumbline.targets.worker.Limits;

/// `planted:clean` and `planted:<fault>`. All live in this process, but for the faults that would end it.
public final class PlantedKind implements TargetKind {
    private static final String CLEAN = PlantedTarget.FAMILY + ":clean";
    private static final Duration LONGEST = Duration.ofSeconds(2);

    @Override
    public String family() {
        return PlantedTarget.FAMILY;
    }

    @Override
    public List<String> names() {
        return Stream.concat(Stream.of(CLEAN), Faults.all().stream().map(f -> PlantedTarget.FAMILY + ":" + f.name()))
            .toList();
    }

    @Override
    public Plan plan(TargetSpec spec) {
        if (spec.version().isPresent()) {
            return new Unavailable("target " + spec + " is not available: planted targets have no versions; leave @"
                + spec.version().get() + " out");
        }
        if (spec.name().equals(CLEAN)) {
            return new Local(PlantedTarget.clean());
        }
        Fault fault = Faults.named(spec.name().substring(PlantedTarget.FAMILY.length() + 1)).orElseThrow();
        return fault.isDeadly()
            ? new Isolated(new Launch(spec.name(), ClassPaths.decodingWorker(List.of(), PlantedTarget.class), List.of(),
                Map.of()))
            : new Local(PlantedTarget.with(fault));
    }

    /// What a deadly fault does not do at once it never does: two seconds are enough.
    @Override
    public Limits limits(Limits asked) {
        return asked.wallClock().compareTo(LONGEST) > 0 ? asked.withWallClock(LONGEST) : asked;
    }

    /// Every rewrite, the faulty one somewhere among them.
    @Override
    public Dissection dissection() {
        return new Dissection() {
            @Override
            public List<String> parts() {
                return Faults.all().stream().filter(f -> f.hook() instanceof Fault.InRewrite).map(Fault::name).toList();
            }

            @Override
            public Variant without(Variant variant, List<String> parts) {
                return new Variant(variant.name(), Map.of(PlantedTarget.WITHOUT, String.join(";", parts)));
            }
        };
    }

    @Override
    public Optional<String> defaultVersion() {
        return Optional.empty();
    }
}
