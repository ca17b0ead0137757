package org.plumbline.targets.worker;

import org.plumbline.graph.bound.Accuracy;

/// What a campaign has to know of the device that a target computes on.
///
/// @param accuracy how exact it is: what results are to be held against
/// @param inputsPerModel how many inputs to try on a model before the next one; more than one where preparing a model
/// (compiling shaders, say) costs much more than running it, and what was prepared is kept
public record Device(Accuracy accuracy, int inputsPerModel) {
    /// The CPU.
    public static final Device CPU = new Device(Accuracy.CPU, 1);

    public Device {
        if (inputsPerModel < 1) {
            throw new IllegalArgumentException("inputsPerModel must be at least 1, not " + inputsPerModel);
        }
    }
}
