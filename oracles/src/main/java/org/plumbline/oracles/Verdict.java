package org.plumbline.oracles;

/// What an oracle says of a trial.
public sealed interface Verdict {
    /// Nothing wrong; `decided` and `undecided` count the elements that were held against a bound.
    record Agrees(long decided, long undecided) implements Verdict {
    }

    /// Something is wrong with the stack.
    record Disagrees(Evidence evidence) implements Verdict {
    }

    /// The oracle cannot tell.
    record Undecided(String why) implements Verdict {
    }

    /// The case itself breaks the specification: no fault of the stack, and none of the stack's business.
    record Invalid(String why) implements Verdict {
    }
}
