package org.plumbline.campaign;

import org.plumbline.targets.worker.Limits;
import picocli.CommandLine.Option;

/// The option `--target` of commands that ask each of several stacks.
final class Stacks {
    @Option(names = "--target", defaultValue = "onnxruntime", paramLabel = "NAME[@VERSION]…",
        completionCandidates = TargetNames.class,
        description = "what to ask; several are separated by commas (default: ${DEFAULT-VALUE})")
    private String target;

    String names() {
        return target;
    }

    /// One executor, whose members are the stacks. Throws [BadInput] where one is not to be had.
    Opened open() {
        return Opened.once(target, Limits.DEFAULT);
    }
}
