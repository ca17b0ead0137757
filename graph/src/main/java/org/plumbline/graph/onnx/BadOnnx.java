package org.plumbline.graph.onnx;

/// Carries the reason out of the depth of a file that cannot be read; never leaves this package.
final class BadOnnx extends Exception {
    BadOnnx(String why) {
        super(why, null, false, false);
    }
}
