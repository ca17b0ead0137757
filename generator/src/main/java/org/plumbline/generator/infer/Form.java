package org.plumbline.generator.infer;

import org.plumbline.graph.DType;
import org.plumbline.graph.operator.Domain;
import org.plumbline.graph.rule.Expr;

/// How an input is fed: as data of a rank, as elements that matter (`rank` many), as a scalar that matters, not at all.
/// `constant` data is an initializer.
record Form(Kind kind, int rank, Fill fill, boolean constant) {
    static final Form ABSENT = new Form(Kind.ABSENT, 0, Fill.ANY, false);

    enum Kind {
        DATA, ELEMENTS, ELEMENT, ABSENT
    }

    /// What data holds: indices are 0, counts and divisors 1, scales positive.
    enum Fill {
        ANY, ZERO, ONE, POSITIVE;

        Domain domain() {
            return switch (this) {
                case ANY -> Domain.ANY;
                case ZERO -> new Domain.Integers(Expr.of(0), Expr.of(0));
                case ONE -> new Domain.Integers(Expr.of(1), Expr.of(1));
                case POSITIVE -> Domain.POSITIVE;
            };
        }
    }

    /// Data as it is mostly valid at this place: integers after the first input are indices, unless they are too small
    /// to be anything but quantised numbers.
    static Form data(DType t, int index, int rank) {
        return new Form(Kind.DATA, rank, index > 0 && t.isInteger() && !isQuantised(t) ? Fill.ZERO : Fill.ANY, false);
    }

    static boolean isQuantised(DType t) {
        return t == DType.INT8 || t == DType.UINT8;
    }

    /// How many numbers it takes.
    int size() {
        return switch (kind) {
            case DATA, ELEMENTS -> rank;
            case ELEMENT -> 1;
            case ABSENT -> 0;
        };
    }
}
