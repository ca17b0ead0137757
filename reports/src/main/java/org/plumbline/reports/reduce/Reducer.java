package org.plumbline.reports.reduce;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.plumbline.reports.Subject;

/// Makes a failing model smaller while it still fails in the same way. Pure but for the question; deterministic.
public final class Reducer {
    private static final Pass<Subject> WINDOWS = new Windows();
    private static final Pass<Subject> CONSTANTS = new Constants();
    private static final List<Pass<Subject>> STRUCTURE = List.of(new Outputs(), new Nodes());
    private static final List<Pass<Subject>> ALL = List.of(new Outputs(), new Nodes(), CONSTANTS, new Arguments(),
        new Paddings(), new Groups(), new Types(), new Ranks(), new Dimensions(), new Contents());

    private Reducer() {
    }

    /// Fewer outputs and nodes, and no more initializers than have to be: what a campaign does with every finding, with
    /// at most `budget` questions. The given subject if nothing helps.
    public static Subject quickly(Subject subject, Predicate<Subject> stillFails, int budget) {
        Memory<Subject> memory = Memory.of(s -> !s.model().graph().nodes().isEmpty() && stillFails.test(s),
            Canonical::hash, budget);
        Subject window = WINDOWS.shrink(subject, memory);
        return CONSTANTS.shrink(window != subject ? window : Reduction.smallest(subject, STRUCTURE, memory), memory);
    }

    /// Fewer outputs and nodes.
    public static Subject structurally(Subject subject, Question<Subject> question) {
        return Reduction.smallest(WINDOWS.shrink(subject, question), STRUCTURE, question);
    }

    /// The smallest form that all passes together find: nodes, outputs, optional inputs, attributes, types,
    /// ranks, dimensions and contents.
    public static Subject thoroughly(Subject subject, Question<Subject> question) {
        return Reduction.smallest(WINDOWS.shrink(subject, question), ALL, question);
    }

    /// The first node that fails alone, fed with the reference's values.
    public static Optional<Subject> single(Subject subject, Predicate<Subject> fails) {
        return Windows.singles(subject).filter(fails).findFirst();
    }
}
