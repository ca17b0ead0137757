package org.plumbline.graph.onnx;

/// Text from files inside messages of ours: control characters would break the line or the terminal.
final class OneLine {
    private static final int LONGEST = 600;

    private OneLine() {
    }

    /// `text` without control characters and no longer than 600 characters.
    static String of(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }
}
