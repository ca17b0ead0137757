package org.plumbline.reports.render;

/// Where a finding is rendered, as far as issue templates ask.
record Machine(String system, String release, String architecture) {
    /// This one.
    static Machine here() {
        return new Machine(System.getProperty("os.name"), System.getProperty("os.version"),
            System.getProperty("os.arch"));
    }

    /// The architecture as ONNX Runtime's form names it.
    String shortArchitecture() {
        return switch (architecture) {
            case "amd64", "x86_64" -> "X64";
            case "aarch64" -> "ARM64";
            default -> "Other / Unknown";
        };
    }

    String oneLine() {
        return system + " " + release + ", " + architecture;
    }
}
