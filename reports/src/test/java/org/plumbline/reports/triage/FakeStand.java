package org.plumbline.reports.triage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.plumbline.oracles.Evidence;
import org.plumbline.oracles.Kind;
import org.plumbline.oracles.Verdict;
import org.plumbline.reports.Subject;
import org.plumbline.targets.Variant;
import org.plumbline.targets.registry.Dissection;

/// A target with the variants `plain` and `all` and some passes, of which `fails` says when a variant is wrong: given the
/// subject and what runs, nothing in the plain variant, else [#COMPILED] and passes.
record FakeStand(Kind kind, List<String> passes, BiPredicate<Subject, List<String>> fails) implements Stand {
    static final String COMPILED = "compiled";
    private static final String WITHOUT = "without";

    @Override
    public List<Variant> variants() {
        return List.of(new Variant("plain", Map.of()), new Variant("all", Map.of("passes", "on")));
    }

    private List<String> running(Variant v) {
        List<String> off = List.of(v.options().getOrDefault(WITHOUT, "").split(";"));
        return v.name().equals("plain") ? List.of() : Stream.concat(Stream.of(COMPILED), passes.stream().filter(
            p -> !off.contains(p))).toList();
    }

    @Override
    public Verdict ask(Subject subject, List<Variant> variants) {
        List<String> guilty = new ArrayList<>();
        List<String> innocent = new ArrayList<>();
        variants.forEach(v -> (fails.test(subject, running(v)) ? guilty : innocent).add(v.name()));
        return guilty.isEmpty() ? new Verdict.Agrees(1, 0) : new Verdict.Disagrees(new Evidence(kind, guilty, innocent,
            subject.model().graph().outputs().getFirst().name(), "element 0 is 1.0", "2.0", 1));
    }

    @Override
    public Dissection dissection() {
        return new Dissection() {
            @Override
            public List<String> parts() {
                return passes;
            }

            @Override
            public Variant without(Variant variant, List<String> parts) {
                return new Variant(variant.name() + " without " + parts, Map.of(WITHOUT, String.join(";", parts)));
            }

            @Override
            public Optional<Recorded> recorded(Variant variant) {
                return Optional.of(new Recorded(variant, () -> List.of("FakeProvider/Conv", "FakeProvider/Relu")));
            }
        };
    }

    /// What the stand says of a subject with both variants.
    Evidence evidence(Subject subject) {
        return ((Verdict.Disagrees) ask(subject, variants())).evidence();
    }
}
