package org.plumbline.targets.worker;

import java.util.List;
import java.util.Set;
import org.plumbline.graph.DType;
import org.plumbline.targets.Outcome;
import org.plumbline.targets.Variant;
import org.plumbline.targets.watch.Coverage;

/// Runs cases on one target. Not thread-safe: each thread opens its own.
public interface Executor extends AutoCloseable {
    /// The target's name, without a version.
    String target();

    /// The version that the target reports.
    String version();

    /// The target's variants, the plain one first.
    List<Variant> variants();

    /// The stacks behind it: itself, unless it is a [Panel].
    default List<Executor> members() {
        return List.of(this);
    }

    /// The element types that inputs may have; see [org.plumbline.targets.Target#feeds()].
    Set<DType> feeds();

    /// The device that the variant computes on.
    Device device(Variant variant);

    /// How many inputs to try on a model before the next one: as many as the neediest of its devices wants.
    default int inputsPerModel() {
        return variants().stream().mapToInt(v -> device(v).inputsPerModel()).max().orElse(1);
    }

    /// Runs the case. The outer list follows the execution's variants. An inner list holds one outcome per repeat; it
    /// ends early with the first outcome that is not `Values`, and a refusal to compile is its only entry. Crashes and
    /// hangs are outcomes; a worker that dies while it closes a program adds one to the repeats. Throws [WorkerFault]
    /// where our own code failed, [java.io.UncheckedIOException] where the journal cannot be written.
    List<List<Outcome>> execute(Execution execution);

    /// What is seen of the native code that executions reach.
    Coverage coverage();

    @Override
    void close();
}
