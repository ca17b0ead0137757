package org.plumbline.reports.triage;

import java.util.Optional;
import java.util.Set;
import org.plumbline.graph.DType;
import org.plumbline.graph.ValueInfo;
import org.plumbline.oracles.Evidence;
import org.plumbline.oracles.Kind;
import org.plumbline.reports.Culprit;
import org.plumbline.reports.Culprit.Part;
import org.plumbline.reports.Signature;
import org.plumbline.reports.Subject;
import org.plumbline.reports.reduce.Remade;

/// The key that findings with the same root cause share: symptom, culprit and what is left of the graph. A crash is told
/// by its native frame where that has a name, a refusal by what is left of its message, a wrong result by whether the
/// shape, the type or the numbers are wrong unless an attribute tells it: one that is misread may do either.
public final class RootCause {
    private static final Set<DType> INDICES = Set.of(DType.INT32, DType.INT64, DType.BOOL);

    private RootCause() {
    }

    /// One line.
    public static String key(Evidence e, Culprit culprit, Subject reduced) {
        String pattern = Pattern.of(reduced, e.output());
        String said = e.kind() == Kind.WRONG_RESULT && pattern.contains("{") ? "" : said(e);
        String who = culprit.part() == Part.PASS ? " | " + culprit.name()
            : culprit.part() == Part.MODE && !culprit.name().equals(Culprits.EVERY_MODE) ? " | optimised" : "";
        return e.kind().label() + (said.isEmpty() ? "" : " " + said) + who + " | " + pattern;
    }

    private static String said(Evidence e) {
        return switch (e.kind()) {
            case CRASH -> crash(e.seen());
            case REFUSED -> Signature.skeleton(e.seen());
            case WRONG_RESULT -> e.seen().startsWith("shape ") ? "shape" : e.seen().startsWith("dtype ") ? "dtype" : "";
            case HANG, NONDETERMINISTIC, INCONSISTENT -> "";
        };
    }

    /// The signal, and the function's name without library, offset, arguments and template arguments.
    private static String crash(String seen) {
        String bare = seen.replaceAll("\\[[^\\]]*\\]|\\+?0x[0-9a-f]+", "");
        for (String before = ""; !before.equals(bare);) {
            before = bare;
            bare = bare.replaceAll("<[^<>()]*>|\\([^<>()]*\\)", "");
        }
        return bare.replaceAll("[<(].*", "").replaceAll("\\s+", " ").replaceFirst(" in $", "").strip();
    }

    /// Whether two symptoms are the same to a reducer: of one kind, and where messages tell causes apart, with the same.
    public static boolean sameSymptom(Evidence a, Evidence b) {
        return a.kind() == b.kind() && said(a).equals(said(b));
    }

    /// Whether the symptom is a number, for which the numbers that went in matter.
    static boolean isAboutNumbers(Evidence e) {
        return said(e).isEmpty();
    }

    /// Whether what is wrong with the outputs of `source` may be the cause of something further down, in `rest`: wrong numbers
    /// that nobody takes for indices, sizes or what is counted change no shape, and nothing is refused for them; what is
    /// unsteady does not lead to what is not.
    public static boolean mayCause(Subject source, Evidence cause, Optional<Subject> rest, Evidence effect) {
        boolean steady = cause.kind() != Kind.NONDETERMINISTIC || effect.kind() == cause.kind();
        return steady && (isAboutNumbers(effect) || !isAboutNumbers(cause) || source.model().graph().outputs().stream()
            .anyMatch(o -> o.name().equals(cause.output()) && o.type() instanceof ValueInfo.OfTensor t && INDICES
                .contains(t.dtype())) || rest.filter(Remade::isShapedByNumbers).isPresent());
    }

    /// Whether nothing that the two say differs, so that what led from one to the other has nothing to do with the
    /// cause: for values the element, what was seen and what is right; else, where no number is wrong, the symptom.
    static boolean sameWords(Evidence a, Evidence b) {
        return sameSide(a, b) && (!isAboutNumbers(a) || a.seen().equals(b.seen()) && a.admissible().equals(b
            .admissible()));
    }

    /// The same symptom of the same variants.
    public static boolean sameSide(Evidence a, Evidence b) {
        return sameSymptom(a, b) && Set.copyOf(a.guilty()).equals(Set.copyOf(b.guilty()));
    }

    /// The same symptom of the same variants, where attributes that are misread may make shape or numbers wrong.
    static boolean sameSide(Evidence a, Evidence b, Subject ofA, Subject ofB) {
        return a.kind() == Kind.WRONG_RESULT && b.kind() == a.kind() && Set.copyOf(a.guilty()).equals(Set.copyOf(b
            .guilty())) && Pattern.of(ofA, "").contains("{") && Pattern.of(ofB, "").contains("{");
    }

    static boolean costly(Kind kind) {
        return kind == Kind.CRASH || kind == Kind.HANG;
    }
}
