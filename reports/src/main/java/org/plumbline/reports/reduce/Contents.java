package org.plumbline.reports.reduce;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.plumbline.graph.DType;
import org.plumbline.graph.Tensor;
import org.plumbline.reports.Subject;

/// Simpler contents: small numbers that all differ, if that does; else or then as many elements as possible become 0, of
/// the rest as many as possible 1, and what then is left is rounded towards small integers. The elements that stay are
/// the guilty ones.
final class Contents implements Pass<Subject> {
    private static final double SMALL = 15;
    private static final List<DoubleUnaryOperator> SIMPLER =
        List.of(_ -> 2, Math::abs, _ -> 0.5, _ -> 1.5, _ -> -1, v -> Math.copySign(Math.min(SMALL, Math.abs(v)), v),
            Math::rint, v -> Math.rint(v * 2) / 2, v -> Math.copySign(Math.scalb(1.0, Math.getExponent(v)), v));

    private static final int MANY = 64;

    @Override
    public Subject shrink(Subject current, Question<Subject> question) {
        Subject best = current;
        Map<String, Tensor> tensors = new LinkedHashMap<>(current.feeds());
        tensors.putAll(current.model().graph().initializers());
        for (String name : tensors.keySet()) {
            best = counted(best, name, question);
            best = constant(best, name, question);
            best = towards(best, name, 0, question);
            best = towards(best, name, 1, question);
            best = rounded(best, name, question);
        }
        return best;
    }

    private static Optional<Tensor> tensor(Subject s, String name) {
        return Optional.ofNullable(s.feeds().getOrDefault(name, s.model().graph().initializers().get(name)))
            .filter(t -> t.dtype().isNumeric() || t.dtype() == DType.BOOL);
    }

    /// 1, 2, 3 and so on, or the same with the signs that the elements have.
    private static Subject counted(Subject s, String name, Question<Subject> question) {
        return Stream.<BiFunction<Tensor, Integer, Double>>of((_, i) -> i + 1.0, (t, i) -> Math.copySign(i + 1.0, t
            .getDouble(i))).flatMap(to -> tensor(s, name).filter(t -> t.dtype().isReal() && !isCounted(t)).flatMap(
                t -> Remade.tensors(s,
                    n -> old -> n.equals(name) ? Tensor.of(t.dtype(), t.shape(), i -> to.apply(t, i)) : old)).stream())
            .filter(question::holds).findFirst().orElse(s);
    }

    private static boolean isCounted(Tensor t) {
        return all(t, t.size()).stream().map(t::getDouble).allMatch(v -> v == Math.rint(v) && Math.abs(v) <= t.size());
    }

    /// All elements like the first that is neither 0 nor 1.
    private static Subject constant(Subject s, String name, Question<Subject> question) {
        return tensor(s, name).flatMap(t -> IntStream.range(0, t.size()).filter(i -> !is(t, i, 0) && !is(t, i, 1))
            .boxed().findFirst().flatMap(i -> with(s, name, all(t, t.size()), v -> value(t, i))))
            .filter(question::holds).orElse(s);
    }

    private static Subject towards(Subject s, String name, double to, Question<Subject> question) {
        return tensor(s, name).map(t -> Chunks.giveUp(s, blocks(all(t, t.size()).stream().filter(i -> !is(t, i, 0)
            && !is(t, i, to)).toList()), (whole, chunk) -> with(whole, name, chunk.stream().flatMap(List::stream)
                .toList(), _ -> to), question)).orElse(s);
    }

    /// At most [#MANY] runs of elements.
    private static List<List<Integer>> blocks(List<Integer> elements) {
        int each = Math.ceilDiv(Math.max(1, elements.size()), MANY);
        return IntStream.range(0, Math.ceilDiv(elements.size(), each)).mapToObj(i -> elements.subList(i * each,
            Math.min(elements.size(), (i + 1) * each))).toList();
    }

    private static Subject rounded(Subject s, String name, Question<Subject> question) {
        Subject best = s;
        for (int i : tensor(s, name).filter(t -> t.size() <= MANY).map(t -> all(t, t.size())).orElse(List.of())) {
            Subject now = best;
            if (tensor(best, name).filter(t -> !isSimple(value(t, i))).isPresent()) {
                best = SIMPLER.stream().flatMap(simpler -> with(now, name, List.of(i), simpler).stream())
                    .filter(question::holds).findFirst().orElse(best);
            }
        }
        return best;
    }

    private static boolean isSimple(double v) {
        return v == Math.rint(v) && v >= 0 && v <= SMALL && Double.compare(v, -0.0) != 0;
    }

    private static List<Integer> all(Tensor t, int size) {
        return IntStream.range(0, size).boxed().toList();
    }

    private static boolean is(Tensor t, int i, double v) {
        return t.dtype().isReal() ? Double.compare(t.getDouble(i), v) == 0 : t.getLong(i) == (long) v;
    }

    private static double value(Tensor t, int i) {
        return t.dtype().isReal() ? t.getDouble(i) : t.getLong(i);
    }

    /// Elements changed; nothing where none is, or where integers cannot hold what they would be.
    private static Optional<Subject> with(Subject s, String name, List<Integer> chunk, DoubleUnaryOperator to) {
        return tensor(s, name).flatMap(t -> {
            boolean[] changed = new boolean[t.size()];
            chunk.forEach(i -> changed[i] = true);
            Tensor other = t.dtype().isReal()
                ? Tensor.of(t.dtype(), t.shape(), i -> changed[i] ? to.applyAsDouble(t.getDouble(i)) : t.getDouble(i))
                : Tensor.ofLongs(t.dtype(), t.shape(), i -> changed[i] ? integer(t, i, to) : t.getLong(i));
            return other.equals(t) ? Optional.empty() : Remade.tensors(s, n -> old -> n.equals(name) ? other : old);
        });
    }

    private static long integer(Tensor t, int i, DoubleUnaryOperator to) {
        double v = to.applyAsDouble(t.getLong(i));
        return t.dtype() == DType.BOOL ? v == 0 ? 0 : 1 : v < 0 && t.dtype().minValue() == 0 ? t.getLong(i) : (long) v;
    }
}
