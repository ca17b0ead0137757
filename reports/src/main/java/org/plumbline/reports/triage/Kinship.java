package org.plumbline.reports.triage;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.plumbline.graph.DType;
import org.plumbline.graph.Tensor;
import org.plumbline.reports.Subject;
import org.plumbline.reports.reduce.Question;
import org.plumbline.reports.reduce.Reducer;

/// Brings reduced findings to the form that others of the same cause come to as well: what does not matter in a finding is
/// replaced by what comes first in an order of ours, step by step, as long as the symptom shows. A finding's report keeps
/// its reduced form; this one is for its key alone.
final class Kinship {
    private static final int STEPS = 16;
    private static final List<String> PECULIAR = List.of("large", "huge", "infinite", "NaN", "negative", "empty");
    private static final Comparator<Subject> SIMPLER = Comparator.comparingInt(Kinship::arguments)
        .thenComparing(Understudies::peculiar).thenComparing(Kinship::types).thenComparing(Restatements::types)
        .thenComparing(Understudies::distant)
        .thenComparing(s -> PECULIAR.stream().filter(Pattern.of(s, "")::contains).count())
        .thenComparing(s -> Pattern.of(s, ""), Comparator.comparingInt(String::length))
        .thenComparing(s -> Pattern.of(s, ""));

    private Kinship() {
    }

    /// The first in the order that is reached. `proven` says that a pass is known to be at fault: then one other operator
    /// that does as well is proof enough that the operator does not matter. Else it may have a fault of its own: it has to
    /// say the same, or most of its family have to show the symptom.
    static Subject generalized(Subject reduced, Symptom symptom, boolean proven) {
        Question<Subject> shows = symptom.shows();
        Question<Subject> same = symptom.same();
        Understudies understudies = new Understudies(shows, proven);
        Subject best = reduced;
        for (int step = 0; step < STEPS; step++) {
            Subject before = best;
            Optional<Subject> next = Stream.concat(
                Stream.<Supplier<Stream<Subject>>>of(() -> Reducer.singles(before), () -> understudies.skeletons(
                    before), () -> Understudies.twins(before),
                    () -> Understudies.swapped(
                        before),
                    () -> understudies.most(before, same), () -> Restatements.loosely(before, symptom),
                    () -> understudies
                        .anyone(
                            before)).flatMap(Supplier::get)
                    .filter(s -> SIMPLER.compare(s, before) < 0 && shows.holds(s)),
                Stream.concat(understudies.kin(before), Restatements.exactly(before, shows)).filter(s -> SIMPLER
                    .compare(s,
                        before) < 0 && (proven ? shows : same).holds(s))).findFirst();
            if (next.isEmpty()) {
                return before;
            }
            best = next.get();
        }
        return best;
    }

    private static int arguments(Subject s) {
        return s.model().graph().nodes().stream().mapToInt(n -> n.attributes().size() + n.outputs().size() + (int) n
            .inputs()
            .stream().filter(i -> !i.isEmpty()).count()).sum();
    }

    /// How many inputs are not of float32.
    private static int types(Subject s) {
        return (int) s.inputs().stream().map(Tensor::dtype).filter(t -> t != DType.FLOAT).count();
    }
}
