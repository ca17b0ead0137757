package org.plumbline.generator.check;

import java.util.regex.Pattern;

/// An error of ONNX 1.17's shape inference: which message it gives about which nodes, and why that is wrong. Every
/// other contradiction is taken for an error of ours.
record Gap(String name, String why, Pattern message, Misjudged misjudged) {
    /// Says whether a node is one of those that the inference gets wrong.
    @FunctionalInterface
    interface Misjudged {
        boolean test(Use use);
    }

    /// Whether `problem` is about this and the node one of its kind.
    boolean explains(String problem, Use use) {
        return misjudged.test(use) && message.matcher(problem).find();
    }
}
