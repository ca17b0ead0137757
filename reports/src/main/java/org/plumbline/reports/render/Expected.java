package org.plumbline.reports.render;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.bound.Arithmetic;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Interval;
import org.plumbline.graph.operators.Evaluator;
import org.plumbline.oracles.Kind;
import org.plumbline.reports.Finding;
import org.plumbline.reports.Subject;

/// By what a script tells whether the finding is still there.
sealed interface Expected {
    /// Up to how many elements are all written into a script, and how many to each side of the worst one of more.
    int ALL = 64;
    int NEAR = 8;

    /// The output at index `output` has this type and shape, and lies within the bounds.
    record Elements(int output, DType dtype, Shape shape, List<Bound> bounds) implements Expected {
        public Elements {
            bounds = List.copyOf(bounds);
        }
    }

    /// The same as an innocent variant gives: there is no reference.
    record AsInnocent() implements Expected {
    }

    /// The model is accepted.
    record Accepted() implements Expected {
    }

    /// The process ends in time, and not by a signal.
    record Survived() implements Expected {
    }

    /// The same bits each time, within the bounds of the reference where there are any.
    record Steady(Optional<Elements> bounds) implements Expected {
    }

    /// Nothing here can tell: a wrong result without a reference and without an innocent variant.
    record Untold() implements Expected {
    }

    static Expected of(Finding f, Subject reduced, Accuracy accuracy) {
        return switch (Kind.labelled(f.kind()).orElseThrow()) {
            case WRONG_RESULT, INCONSISTENT -> elements(f, reduced, accuracy).<Expected>map(e -> e)
                .orElseGet(() -> f.innocent().isEmpty() ? new Untold() : new AsInnocent());
            case REFUSED -> new Accepted();
            case CRASH, HANG -> new Survived();
            case NONDETERMINISTIC -> new Steady(elements(f, reduced, accuracy));
        };
    }

    private static Optional<Elements> elements(Finding f, Subject reduced, Accuracy accuracy) {
        List<String> outputs = reduced.model().graph().outputs().stream().map(ValueInfo::name).toList();
        Map<String, Enclosure> values = Evaluator.evaluate(reduced.model(), reduced.feeds(), accuracy).values();
        Optional<Enclosure> known = Optional.ofNullable(values.get(f.output()));
        int output = outputs.indexOf(f.output());
        if (output < 0 || known.isEmpty()) {
            return Optional.empty();
        }
        return known.get().knownShape().map(shape -> new Elements(output, known.get().dtype(), shape,
            near(worst(f), shape.size()).boxed().flatMap(i -> bound(known.get(), i, accuracy).stream()).toList()));
    }

    /// The element that the finding names; 0 where it names none.
    private static int worst(Finding f) {
        Matcher m = Pattern.compile("element (\\d{1,9}) is").matcher(f.seen());
        return m.find() ? Integer.parseInt(m.group(1)) : 0;
    }

    private static IntStream near(int worst, int size) {
        return size <= ALL ? IntStream.range(0, size)
            : IntStream.range(Math.max(0, worst - NEAR), Math.min(size, worst + NEAR + 1));
    }

    /// Empty where the element may be anything.
    private static Optional<Bound> bound(Enclosure e, int i, Accuracy accuracy) {
        return switch (e) {
            case Enclosure.Reals r -> {
                Interval x = r.at(i);
                Interval all = x.isEmpty() ? x : x.hull(Arithmetic.of(r.dtype(), accuracy).stored(x));
                yield all.equals(Interval.ANY) ? Optional.empty()
                    : Optional.of(new Bound.Real(i, all.lo(), all.hi(), all.nan()));
            }
            case Enclosure.Integers n -> n.at(i).map(v -> new Bound.Whole(i, n.dtype(), v));
            case Enclosure.Carried _,Enclosure.Unknown _ -> Optional.empty();
        };
    }
}
