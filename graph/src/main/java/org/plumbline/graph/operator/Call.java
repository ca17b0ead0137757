package org.plumbline.graph.operator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.bound.Arithmetic;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Enclosure.Integers;
import org.plumbline.graph.bound.Enclosure.Reals;
import org.plumbline.graph.bound.Interval;

/// One application of an operator to enclosures: what a reference computes from. `inputs` has an empty entry for each
/// optional input left out; `outputs` is how many outputs the node names.
public record Call(int opset, Map<String, Attribute> attributes, List<Optional<Enclosure>> inputs, int outputs,
    Accuracy accuracy) {
    public Call {
        attributes = Map.copyOf(attributes);
        inputs = List.copyOf(inputs);
    }

    /// Says that the call breaks the operator's specification (an index out of range, shapes that do not fit). Caught
    /// in [Operator#evaluate], where it becomes a value.
    static final class Broken extends RuntimeException {
        Broken(String why) {
            super(why, null, false, false);
        }
    }

    /// Says that the output's shape rests on values that are not determined. Caught in [Operator#evaluate].
    static final class Undetermined extends RuntimeException {
        Undetermined(String why) {
            super(why, null, false, false);
        }
    }

    /// For references: leave, because the call breaks the specification.
    public static RuntimeException broken(String why) {
        return new Broken(why);
    }

    /// For references: leave, because the output's shape cannot be known, or whether the call is valid at all.
    public static RuntimeException undetermined(String why) {
        return new Undetermined(why);
    }

    /// Leaves with [#broken] unless the condition holds.
    public static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new Broken(otherwise);
        }
    }

    public boolean has(int input) {
        return input < inputs.size() && inputs.get(input).isPresent();
    }

    public Enclosure in(int input) {
        if (!has(input)) {
            throw new Broken("input " + input + " is missing");
        }
        Enclosure e = inputs.get(input).get();
        if (e instanceof Enclosure.Unknown) {
            throw new Undetermined("input " + input + " has no known shape");
        }
        return e;
    }

    public DType dtype(int input) {
        return in(input).dtype();
    }

    public Shape shape(int input) {
        return in(input).knownShape().orElseThrow(() -> new Undetermined("input " + input));
    }

    public Reals reals(int input) {
        return in(input) instanceof Reals r ? r : fail(input, "real");
    }

    public Integers integers(int input) {
        return in(input) instanceof Integers n ? n : fail(input, "integer or bool");
    }

    private <T> T fail(int input, String wanted) {
        throw new Broken("input " + input + " is " + in(input).dtype() + ", not " + wanted);
    }

    /// The values of an integer input that fixes a shape; leaves with [#undetermined] when one is not known.
    public long[] exact(int input) {
        Integers n = integers(input);
        if (!n.isExact()) {
            throw new Undetermined("input " + input + " is not determined");
        }
        return n.value().clone();
    }

    /// Interval arithmetic in the precision of a real input; leaves as broken where the type is none.
    public Arithmetic arithmetic(DType dtype) {
        if (!Arithmetic.has(dtype)) {
            throw new Broken(dtype + " has no rounding");
        }
        return Arithmetic.of(dtype, accuracy);
    }

    /// Element 0 of a real input, or `otherwise` when the input is left out.
    public Interval scalar(int input, Interval otherwise) {
        return has(input) ? reals(input).at(0) : otherwise;
    }

    public long integer(String name, long otherwise) {
        return attributes.get(name) instanceof Attribute.Int(long v) ? v : otherwise;
    }

    public float real(String name, float otherwise) {
        return attributes.get(name) instanceof Attribute.Real(float v) ? v : otherwise;
    }

    public String text(String name, String otherwise) {
        return attributes.get(name) instanceof Attribute.Text(String v) ? v : otherwise;
    }

    public Optional<long[]> integers(String name) {
        return attributes.get(name) instanceof Attribute.Ints n ? Optional.of(n.toArray()) : Optional.empty();
    }

    /// Whether a flag attribute (an int, 0 or 1) is set; leaves as broken where it is neither.
    public boolean flag(String name, boolean otherwise) {
        long flag = integer(name, otherwise ? 1 : 0);
        require(flag == 0 || flag == 1, name + " is " + flag + ", not 0 or 1");
        return flag == 1;
    }

    /// `axis` made non-negative for `rank`; leaves with [#broken] when out of range.
    public static int axis(long axis, int rank) {
        require(axis >= -rank && axis < rank, "axis " + axis + " is outside [-" + rank + ", " + (rank - 1) + "]");
        return (int) (axis < 0 ? axis + rank : axis);
    }
}
