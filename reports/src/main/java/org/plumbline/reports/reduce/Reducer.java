package org.plumbline.reports.reduce;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.plumbline.graph.Node;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.reports.Subject;

/// Makes a failing model smaller while it still fails in the same way. Pure but for the question; deterministic.
public final class Reducer {
    private static final Pass<Subject> WINDOWS = new Windows();
    private static final Pass<Subject> FEWEST = new Fewest();
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
        Subject one = Outputs.fewer(subject, memory);
        Subject window = WINDOWS.shrink(one, memory);
        return CONSTANTS.shrink(window != one ? window : Reduction.smallest(one, STRUCTURE, memory), memory);
    }

    /// Fewer outputs and nodes.
    public static Subject structurally(Subject subject, Question<Subject> question) {
        return Reduction.smallest(WINDOWS.shrink(Outputs.fewer(subject, question), question), STRUCTURE, question);
    }

    /// The smallest form that all passes together find: nodes, outputs, optional inputs, attributes, types,
    /// ranks, dimensions and contents. No smaller set of its nodes fails, unless it has more than ten.
    public static Subject thoroughly(Subject subject, Question<Subject> question) {
        Subject small = Reduction.smallest(WINDOWS.shrink(Outputs.fewer(subject, question), question), ALL, question);
        Subject fewest = FEWEST.shrink(small, question);
        return fewest == small ? small : thoroughly(fewest, question);
    }

    /// The same graph with barer contents.
    public static Subject barely(Subject subject, Question<Subject> question) {
        return Reduction.smallest(subject, List.of(new Contents()), question);
    }

    /// Each node of a graph of several, alone, fed with the reference's values.
    public static Stream<Subject> singles(Subject s) {
        return s.model().graph().nodes().size() < 2 ? Stream.of() : Windows.singles(s);
    }

    /// The first node that fails alone, fed with the reference's values, and whose right result ends what is wrong with
    /// the whole: that was the echo of it.
    public static Optional<Subject> source(Subject subject, Predicate<Subject> fails, Question<Subject> whole) {
        return Windows.singles(subject).filter(fails).filter(w -> Windows.cures(subject, w, whole)).findFirst();
    }

    /// A subject up to one of its nodes, whose results are its outputs; and the whole with the reference's values in their
    /// places, if that leaves anything.
    public record Prefix(Subject upTo, Optional<Subject> mended) {
    }

    /// The prefixes that end before the last node, in the order of the graph.
    public static Stream<Prefix> prefixes(Subject s) {
        List<Node> nodes = s.model().graph().nodes();
        Map<String, Enclosure> values = Remade.values(s);
        return IntStream.range(0, nodes.size() - 1).boxed().flatMap(i -> {
            List<ValueInfo> outputs = nodes.get(i).outputs().stream().filter(o -> !o.isEmpty())
                .flatMap(o -> Remade.declared(o, values).stream()).toList();
            return outputs.isEmpty() ? Stream.of() : Stream.of(new Prefix(s.with(nodes.subList(0, i + 1), outputs, s
                .feeds()), Nodes.cut(s, List.of(nodes.get(i)))));
        });
    }
}
