package org.plumbline.reports.bisect;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.plumbline.oracles.Evidence;
import org.plumbline.oracles.Kind;
import org.plumbline.oracles.Trial;
import org.plumbline.oracles.Verdict;
import org.plumbline.reports.Finding;
import org.plumbline.reports.Signature;
import org.plumbline.reports.Triage.Release;
import org.plumbline.reports.Triage.Shown;
import org.plumbline.targets.Outcome;

/// What a finding looks like, to tell whether another release shows the same.
///
/// The same is: the same kind (wrong and unsteady results are one kind here, since memory that nobody wrote is either),
/// shown by one at least of the variants that showed it, and by none that did not; for results in the same output; for
/// refusals with a message of about the same words, since places, names and types in it change from release to release.
/// Two deaths are the same, whatever the signal: what kills a reduced model in one way here and in another there has
/// most likely one cause, and the evidence says which it was.
public record Symptom(Finding finding) {
    private static final int HEAD = 80;
    private static final int TAIL = 160;
    private static final String ANOTHER = "another symptom: ";
    private static final String OPEN = "cannot be told: ";

    /// What a release made of the finding, by the verdict on it. Another symptom is [Shown#GONE], and its line says
    /// `another symptom`, since it may hide the one that is looked for.
    public Release told(String version, Trial trial, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Disagrees(Evidence e) when isSame(e) -> release(version, Shown.SHOWS, e.oneLine());
            case Verdict.Disagrees(Evidence e) -> release(version, Shown.GONE, ANOTHER + e.oneLine());
            case Verdict.Agrees _ -> release(version, Shown.GONE, "agrees");
            case Verdict.Invalid(String why) -> release(version, Shown.GONE, OPEN + why);
            case Verdict.Undecided(String why) -> trial.runs().getFirst()
                .first() instanceof Outcome.Refused(_, boolean unsupported, String message) && unsupported ? release(
                    version, Shown.NOT_APPLICABLE, message)
                    : release(version, Shown.GONE, OPEN + why);
        };
    }

    /// Whether a release that is [Shown#GONE] may have it all the same: another symptom may hide it, or the verdict is
    /// open.
    public static boolean isUnclear(Release release) {
        return release.shown() == Shown.GONE && (release.said().startsWith(ANOTHER) || release.said().startsWith(OPEN));
    }

    /// A release with a line of limited length: where it is too long, of its beginning, which says what kind of thing was
    /// said, and its end, which says what.
    public static Release release(String version, Shown shown, String said) {
        String line = said.replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "?").strip();
        return new Release(version, shown, line.length() <= HEAD + TAIL ? line
            : line.substring(0, HEAD) + " … " + line.substring(line.length() - TAIL));
    }

    /// Whether this evidence shows the finding's symptom.
    public boolean isSame(Evidence e) {
        Kind kind = Kind.labelled(finding.kind()).orElseThrow();
        return kind.isAlike(e.kind()) && e.guilty().stream().anyMatch(finding.guilty()::contains)
            && e.guilty().stream().noneMatch(finding.innocent()::contains) && switch (kind) {
                case REFUSED -> isWordedAlike(finding.seen(), e.seen());
                case WRONG_RESULT, NONDETERMINISTIC, INCONSISTENT -> finding.output().equals(e.output());
                case CRASH, HANG -> true;
            };
    }

    /// Equal but for places, names and numbers; or at least half of all their words are in both.
    private static boolean isWordedAlike(String a, String b) {
        if (Signature.skeleton(a).equals(Signature.skeleton(b)) && !Signature.skeleton(a).isEmpty()) {
            return true;
        }
        Set<String> both = words(a);
        Set<String> either = new HashSet<>(both);
        both.retainAll(words(b));
        either.addAll(words(b));
        return 2 * both.size() >= either.size() && !either.isEmpty();
    }

    /// The words of a message behind its general head, without places and types.
    private static Set<String> words(String message) {
        List<String> sides = List.of(message.replaceAll("\\s+", " ").split("Status Message: ?|message: ?"));
        return Arrays.stream(sides.getLast().replaceAll("\\S*/\\S+|'[^']*'|\\([^)]*\\)|\\[with [^]]*\\]", " ")
            .split("[^A-Za-z_]+")).filter(w -> w.length() > 2).collect(Collectors.toCollection(HashSet::new));
    }
}
