package org.plumbline.generator.rules;

import java.util.List;
import org.plumbline.graph.operator.PartialOperator;

/// What is known of one partial operator: its rule, how far that is trusted, and calls that a target answered.
///
/// `partial` has the predicates and output shapes that were learned; `why` says in one line what is missing, "" where
/// nothing is. `calls` are a few of the calls that it was learned from, by which it can be used without its rule.
public record Learned(PartialOperator partial, Status status, String why, long accepted, long refused,
    List<Call> calls) {
    public Learned {
        calls = List.copyOf(calls);
    }

    /// How far a rule is trusted.
    public enum Status {
        /// No call that was tried contradicts it, and no other candidate is left that a call could tell from it.
        SOLVED,
        /// Every output shape follows from it, but calls that it allows are refused or the other way round.
        PARTLY,
        /// No rule gives the output shapes: only recorded calls can be repeated.
        NOT
    }

    /// Integers for the symbols of a partial operator, by index, and whether the target took them.
    public record Call(List<Long> assignment, boolean accepted) {
        public Call {
            assignment = List.copyOf(assignment);
        }
    }
}
