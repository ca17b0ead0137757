package org.plumbline.reports.render;

/// The form "General" of ONNX Runtime (`.github/ISSUE_TEMPLATE/08-general.yml`), with what its lists offer as answers.
record OnnxRuntimeIssue() implements IssueTemplate {
    @Override
    public String text(Report r) {
        Passages p = new Passages(r);
        boolean webGpu = r.stack() instanceof Stack.WebGpu;
        return p.title("") + Passages.section("Describe the issue", p.story() + p.findings())
            + Passages.section("To reproduce", p.steps() + p.model())
            + Passages.section("Urgency", p.urgency())
            + Passages.section("Platform", platform(r.machine().system()))
            + Passages.section("OS Version", Escape.code(r.machine().system() + " " + r.machine().release()))
            + Passages.section("ONNX Runtime Installation", "Released Package\n")
            + Passages.section("ONNX Runtime Version or Commit ID", Escape.code(r.stack().version()))
            + Passages.section("ONNX Runtime API", "Java, Python\n")
            + Passages.section("Architecture", r.machine().shortArchitecture())
            + Passages.section("Execution Provider", webGpu ? "Other / Unknown: WebGPU (native, Dawn over Vulkan)"
                : "Default CPU")
            + Passages.section("Execution Provider Library Version", webGpu ? "that of the ONNX Runtime release" : "–");
    }

    private static String platform(String system) {
        return system.startsWith("Linux") ? "Linux" : system.startsWith("Windows") ? "Windows"
            : system.startsWith("Mac") ? "Mac" : "Other / Unknown";
    }
}
