package org.plumbline.targets;

import org.plumbline.graph.Model;

/// Decodes a serialised model inside a worker, for targets that work on the decoded form. Found by
/// [java.util.ServiceLoader] in the worker's class path; workers of targets that read bytes need none.
public interface ModelReader {
    /// Decodes `onnx`, which this project wrote and which is therefore well-formed.
    Model read(byte[] onnx);
}
