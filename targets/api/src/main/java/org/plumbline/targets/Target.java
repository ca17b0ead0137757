package org.plumbline.targets;

import java.util.List;
import java.util.Set;
import org.plumbline.graph.DType;

/// A deep-learning stack under test, as it lives inside a worker process. Implementations are found by
/// [java.util.ServiceLoader] in the worker's class path.
public interface Target {
    /// The name used on the command line, without a version.
    String name();

    /// The version of the stack itself, as it reports it.
    String version();

    /// The variants to compare. The first is the plain one: least optimisation, one thread.
    List<Variant> variants();

    /// The element types that the inputs of a model may have. Tensors of other types can only be initializers, or
    /// casts inside the model; fed all the same, they are refused as unsupported.
    Set<DType> feeds();

    /// Prepares a model. `source` offers it serialised and decoded; targets use whichever form they need.
    Compilation compile(Source source, Variant variant);

    /// Either a program or an orderly refusal.
    sealed interface Compilation {
    }

    record Compiled(Program program) implements Compilation {
    }

    record Declined(Outcome.Refused refusal) implements Compilation {
    }
}
