package org.plumbline.reports;

import java.util.Optional;
import java.util.stream.IntStream;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.bound.Enclosure;

/// One concrete tensor out of an enclosure: the middle of each interval, where all are bounded.
public final class Midpoint {
    private Midpoint() {
    }

    /// Empty where an element is not determined.
    public static Optional<Tensor> of(Enclosure e) {
        return switch (e) {
            case Enclosure.Reals r -> IntStream.range(0, r.lo().length).allMatch(i -> r.at(i).isEmpty()
                || r.lo()[i] == r.hi()[i] || Double.isFinite(r.lo()[i]) && Double.isFinite(r.hi()[i]))
                    ? Optional.of(Tensor.of(r.dtype(), r.shape(), i -> middle(r, i))) : Optional.empty();
            case Enclosure.Integers n -> n.isExact()
                ? Optional.of(Tensor.ofLongs(n.dtype(), n.shape(), i -> n.value()[i])) : Optional.empty();
            case Enclosure.Carried(Tensor t) -> Optional.of(t);
            case Enclosure.Unknown _ -> Optional.empty();
        };
    }

    private static double middle(Enclosure.Reals r, int i) {
        return r.at(i).isEmpty() ? Double.NaN : r.lo()[i] == r.hi()[i] ? r.lo()[i] : r.lo()[i] / 2 + r.hi()[i] / 2;
    }
}
