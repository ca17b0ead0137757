package org.plumbline.reports.triage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.plumbline.graph.Node;
import org.plumbline.oracles.Evidence;
import org.plumbline.oracles.Verdict;
import org.plumbline.reports.Culprit;
import org.plumbline.reports.Culprit.Part;
import org.plumbline.reports.Subject;
import org.plumbline.reports.reduce.Canonical;
import org.plumbline.reports.reduce.Memory;
import org.plumbline.reports.reduce.Reducer;
import org.plumbline.targets.Variant;

/// Finds out what a finding comes down to: its culprit, the smallest form with the same culprit, and the root cause.
public final class Triager {
    private static final String CORE = "core ";

    private final Stand stand;
    private final Culprits culprits;

    public Triager(Stand stand) {
        this.stand = stand;
        this.culprits = new Culprits(stand);
    }

    /// What triage gives.
    public sealed interface Result {
    }

    /// The smallest subject, the evidence that it shows, what was learned, the answers that led there, and whether all
    /// questions could be asked.
    public record Triaged(Subject reduced, Evidence evidence, String rootCause, Culprit culprit,
        Map<String, Boolean> answers,
        int questions,
        boolean finished) implements Result {
    }

    /// The finding does not show here any more; `said` is what is seen instead.
    public record Gone(String said) implements Result {
    }

    /// Triages what `seen` says of `subject`. `answers` are those of an interrupted triage of the same finding, and `more`
    /// is asked before each question that the reducer puts.
    public Result triage(Subject subject, Evidence seen, Map<String, Boolean> answers, BooleanSupplier more) {
        List<Variant> first = variants(seen, Culprit.UNKNOWN);
        Verdict verdict = first.isEmpty() ? new Verdict.Undecided("none of the variants " + seen.guilty() + " is here")
            : stand.ask(subject, first);
        return switch (verdict) {
            case Verdict.Disagrees(Evidence e) when e.kind().isAlike(seen.kind()) -> {
                Memory<Subject> cores = new Memory<>(s -> stand.ask(s,
                    first) instanceof Verdict.Disagrees(Evidence other)
                    && RootCause.sameSide(other, e), s -> CORE + Canonical.hash(s), answers, more);
                yield reduced(core(new Shown(subject, e), first, cores), cores, more);
            }
            case Verdict.Disagrees(Evidence other) -> new Gone(other.oneLine());
            case Verdict.Agrees _,Verdict.Undecided _,Verdict.Invalid _ -> new Gone(verdict.toString());
        };
    }

    /// A subject and what is seen of it.
    private record Shown(Subject subject, Evidence evidence) {
    }

    /// Where the plain variant is guilty too, the kernel to blame is known only once others are out of the way.
    private Shown core(Shown all, List<Variant> asked, Memory<Subject> question) {
        if (!all.evidence.guilty().contains(stand.variants().getFirst().name())) {
            return all;
        }
        Subject core = Reducer.structurally(all.subject, question);
        return stand.ask(core, asked) instanceof Verdict.Disagrees(Evidence e) ? new Shown(core, e) : all;
    }

    private Triaged reduced(Shown core, Memory<Subject> cores, BooleanSupplier more) {
        Culprit culprit = culprits.find(core.subject, core.evidence);
        List<Variant> asked = variants(core.evidence, culprit);
        String operator = Culprits.producer(core.subject, core.evidence.output()).operator();
        Memory<Subject> memory = new Memory<>(s -> hasOperator(s, culprit, operator)
            && stand.ask(s, asked) instanceof Verdict.Disagrees(Evidence e)
            && same(e, core.evidence, s, culprit, operator), Canonical::hash, cores.answers(), more);
        Subject small = Reducer.thoroughly(core.subject, memory);
        Evidence left = stand.ask(small, asked) instanceof Verdict.Disagrees(Evidence e) ? e : core.evidence;
        Culprit shown = small.equals(core.subject) ? culprit : culprits.find(small, left);
        Culprit blamed = shown.part() == culprit.part() ? shown : culprit;
        Subject general = Kinship.generalized(small, s -> more.getAsBoolean()
            && stand.ask(s, asked) instanceof Verdict.Disagrees(Evidence e) && RootCause.sameSide(e, left));
        return new Triaged(small, left, RootCause.key(left, blamed, general), blamed, memory.answers(),
            cores.questions() + memory.questions(), !memory.isSpent() && !cores.isSpent());
    }

    /// The plain variant and a guilty one, and that without the culprit; a guilty variant alone where the plain one is
    /// guilty too, and where each run may cost a process.
    private List<Variant> variants(Evidence e, Culprit culprit) {
        Variant plain = stand.variants().getFirst();
        List<Variant> asked = new ArrayList<>();
        boolean everywhere = e.guilty().contains(plain.name());
        if (!everywhere && !RootCause.costly(e.kind())) {
            asked.add(plain);
        }
        List<Variant> guilty = stand.variants().stream().filter(v -> e.guilty().contains(v.name())).limit(1).toList();
        asked.addAll(guilty);
        if (culprit.part() == Part.PASS && !RootCause.costly(e.kind())) {
            asked.add(stand.dissection().without(guilty.getFirst(), List.of(culprit.name().split("\\+"))));
        }
        return guilty.isEmpty() ? List.of() : asked;
    }

    /// A kernel's finding is about its operator, and no other may take its place.
    private static boolean hasOperator(Subject candidate, Culprit culprit, String operator) {
        List<Node> nodes = candidate.model().graph().nodes();
        return !nodes.isEmpty()
            && (culprit.part() != Part.KERNEL || nodes.stream().anyMatch(n -> n.operator().equals(operator)));
    }

    private static boolean same(Evidence e, Evidence before, Subject candidate, Culprit culprit, String operator) {
        return RootCause.sameSide(e, before)
            && (culprit.part() != Part.KERNEL || Culprits.producer(candidate, e.output()).operator().equals(operator));
    }
}
