package org.plumbline.reports.triage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.plumbline.graph.Node;
import org.plumbline.oracles.Evidence;
import org.plumbline.oracles.Kind;
import org.plumbline.oracles.Verdict;
import org.plumbline.reports.Culprit;
import org.plumbline.reports.Culprit.Part;
import org.plumbline.reports.Subject;
import org.plumbline.reports.reduce.Canonical;
import org.plumbline.reports.reduce.Memory;
import org.plumbline.reports.reduce.Needs;
import org.plumbline.reports.reduce.Reducer;
import org.plumbline.reports.reduce.Traits;
import org.plumbline.targets.Variant;

/// Finds out what a finding comes down to: its culprit, the smallest form with the same culprit, and the root cause.
public final class Triager {
    private static final String CORE = "core ";
    private static final String BARE = "bare ";

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
            case Verdict.Disagrees(Evidence found) when found.kind().isAlike(seen.kind()) -> {
                Shown source = source(new Shown(subject, found), first, more);
                Evidence e = source.evidence;
                Set<String> has = Traits.held(source.subject);
                Memory<Subject> cores = new Memory<>(s -> addsNothing(s, has, e) && stand.ask(s,
                    first) instanceof Verdict.Disagrees(Evidence other)
                    && RootCause.sameSide(other, e), s -> CORE + Canonical.hash(s), answers, more);
                yield reduced(core(source, first, cores), cores, more);
            }
            case Verdict.Disagrees(Evidence other) -> new Gone(other.oneLine());
            case Verdict.Agrees _,Verdict.Undecided _,Verdict.Invalid _ -> new Gone(verdict.toString());
        };
    }

    /// A subject and what is seen of it.
    private record Shown(Subject subject, Evidence evidence) {
    }

    /// What is wrong at the end may be the echo of what is wrong further up: the first value that is wrong, and whose right
    /// form would end it.
    private Shown source(Shown whole, List<Variant> asked, BooleanSupplier more) {
        return RootCause.costly(whole.evidence.kind()) ? whole
            : Reducer.prefixes(whole.subject).flatMap(p -> more.getAsBoolean() && stand.ask(p.upTo(),
                asked) instanceof Verdict.Disagrees(Evidence e)
                && RootCause.mayCause(p.upTo(), e, p.mended(), whole.evidence) && e.guilty().containsAll(whole.evidence
                    .guilty())
                && p.mended().filter(m -> stand.ask(m,
                    asked) instanceof Verdict.Disagrees(Evidence still) && RootCause.sameSymptom(still,
                        whole.evidence)).isEmpty() ? Stream.of(new Shown(p.upTo(), e)) : Stream.of()).findFirst()
                .orElse(whole);
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
        Set<String> has = Traits.held(core.subject);
        Predicate<Subject> shows = s -> stand.ask(s, asked) instanceof Verdict.Disagrees(Evidence e) && same(e,
            core.evidence, s, culprit, operator);
        Needs needs = RootCause.isAboutNumbers(core.evidence) ? Needs.of(core.subject, operator, shows) : new Needs(Set
            .of());
        Memory<Subject> memory = new Memory<>(s -> hasOperator(s, culprit, operator) && needs.areMet(s) && addsNothing(
            s, has, core.evidence) && shows.test(s), Canonical::hash, cores.answers(), more);
        Subject plain = Reducer.thoroughly(core.subject, memory);
        Evidence before = stand.ask(plain, asked) instanceof Verdict.Disagrees(Evidence e) ? e : core.evidence;
        Memory<Subject> bare = new Memory<>(s -> stand.ask(s, asked) instanceof Verdict.Disagrees(Evidence e)
            && RootCause.sameWords(e, before) && has.containsAll(Traits.of(s)), s -> BARE + Canonical.hash(s), memory
                .answers(), more);
        Subject small = Reducer.barely(plain, bare);
        Evidence left = stand.ask(small, asked) instanceof Verdict.Disagrees(Evidence e) ? e : before;
        Shown further = source(new Shown(small, left), asked, more);
        if (further.subject != small) {
            return reduced(further, cores, more);
        }
        Culprit shown = small.equals(core.subject) ? culprit : culprits.find(small, left);
        Culprit blamed = shown.part() == culprit.part() ? shown : culprit;
        return new Triaged(small, left, key(new Shown(small, left), blamed, asked, more), blamed, bare.answers(),
            cores.questions() + memory.questions() + bare.questions(), !bare.isSpent() && !memory.isSpent() && !cores
                .isSpent());
    }

    private String key(Shown small, Culprit blamed, List<Variant> asked, BooleanSupplier more) {
        Shown told = told(small, blamed, asked, more);
        Evidence left = told.evidence;
        boolean proven = blamed.part() == Part.PASS;
        Symptom symptom = new Symptom(asking(asked, more, (s, e) -> proven ? e.kind() == left.kind() && e.guilty()
            .equals(
                left.guilty()) : RootCause.sameSide(e, left) || RootCause.sameSide(e, left, told.subject, s)), asking(
                    asked,
                    more, (_, e) -> RootCause.sameSide(e, left)), asking(asked, more, (_, e) -> RootCause.sameWords(e,
                        left)));
        Subject general = Kinship.generalized(told.subject, symptom, proven);
        return RootCause.key(stand.ask(general, asked) instanceof Verdict.Disagrees(Evidence e) ? e : left, blamed,
            general);
    }

    /// Whether a subject disagrees in a way that is meant.
    private Memory<Subject> asking(List<Variant> asked, BooleanSupplier more, BiPredicate<Subject, Evidence> meant) {
        return new Memory<>(s -> stand.ask(s, asked) instanceof Verdict.Disagrees(Evidence e) && meant.test(s, e),
            Canonical::hash, Map.of(), more);
    }

    /// A kernel that misreads an attribute refuses some nodes and is wrong about others: where it is, that tells more.
    private Shown told(Shown small, Culprit blamed, List<Variant> asked, BooleanSupplier more) {
        return small.evidence.kind() != Kind.REFUSED || blamed.part() != Part.KERNEL || small.subject.model().graph()
            .nodes()
            .size() > 1 ? small : Restatements.otherwise(small.subject).flatMap(s -> more.getAsBoolean() && stand.ask(s,
                asked) instanceof Verdict.Disagrees(Evidence e) && e.kind() == Kind.WRONG_RESULT && e.guilty().equals(
                    small.evidence.guilty()) ? Stream.of(new Shown(s, e)) : Stream.of()).findFirst().orElse(small);
    }

    /// Whether the candidate has nothing that the finding had not, for which another cause may be behind it.
    private static boolean addsNothing(Subject s, Set<String> has, Evidence e) {
        return has.containsAll(RootCause.isAboutNumbers(e) ? Traits.fed(s) : Traits.of(s));
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
