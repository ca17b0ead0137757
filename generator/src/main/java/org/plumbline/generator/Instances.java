package org.plumbline.generator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.graph.Rng;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.rule.Pred;
import org.plumbline.graph.rule.Sym;

/// Solves partial operators: finds integers for their symbols, diverse and cheap. A random search answers nearly all
/// questions; Z3 is asked where it does not. The answer depends on the arguments alone, not on earlier questions; what
/// Z3 said is remembered only to save time. Not for several threads at once.
public final class Instances {
    private static final int DIVES = 6;
    private static final int REMEMBERED = 4096;
    private static final int Z3_STREAMS = 4;
    /// Most questions that the search cannot answer have no answer; Z3 gets a share of them.
    private static final int ASK_ONE_OUT_OF = 3;

    private final boolean z3;
    private final Map<Question, Optional<long[]>> answers = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, Optional<long[]>> eldest) {
            return size() > REMEMBERED;
        }
    };
    private long questions;
    private long unanswered;
    private long solves;
    private long solved;

    /// Instances for many questions, with Z3 for the hard ones.
    public Instances() {
        this(true);
    }

    private Instances(boolean z3) {
        this.z3 = z3;
    }

    static Instances withoutZ3() {
        return new Instances(false);
    }

    private record Question(List<Sym> symbols, List<Pred> predicates, int stream) {
    }

    /// How much work it was: questions asked, those that the search could not answer, calls of Z3 (the others were
    /// remembered), and those that it answered.
    public record Effort(long questions, long unanswered, long solves, long solved) {
    }

    /// The work so far.
    public Effort effort() {
        return new Effort(questions, unanswered, solves, solved);
    }

    /// An assignment of the partial operator's symbols, by [org.plumbline.graph.rule.Sym#index], such that all its
    /// predicates and those of `pinned` hold and no tensor has more than `budget` elements; nothing where none was
    /// found.
    public Optional<long[]> solve(PartialOperator partial, List<Pred> pinned, int budget, Rng rng) {
        Problem problem = Problem.of(partial, pinned, budget);
        questions++;
        Optional<long[]> found = searched(problem, budget, rng);
        if (found.isPresent()) {
            return found;
        }
        unanswered++;
        if (!z3 || !rng.trueInOneOutOf(ASK_ONE_OUT_OF)) {
            return Optional.empty();
        }
        int stream = rng.below(Z3_STREAMS);
        return answers.computeIfAbsent(new Question(problem.symbols(), problem.predicates(), stream),
            _ -> ask(problem, stream)).map(long[]::clone).filter(a -> problem.affordable(a, budget));
    }

    /// The same by random search alone, which never takes long.
    public Optional<long[]> search(PartialOperator partial, List<Pred> pinned, int budget, Rng rng) {
        return searched(Problem.of(partial, pinned, budget), budget, rng);
    }

    private static Optional<long[]> searched(Problem problem, int budget, Rng rng) {
        for (int i = 0; i < DIVES; i++) {
            Optional<long[]> found = Search.dive(problem, rng).filter(a -> problem.affordable(a, budget));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<long[]> ask(Problem problem, int stream) {
        Optional<long[]> answer = Z3Search.ask(problem, Rng.of(stream));
        solves++;
        solved += answer.isPresent() ? 1 : 0;
        return answer;
    }
}
