package org.plumbline.reports.render;

/// The form of TensorFlow (`.github/ISSUE_TEMPLATE/tensorflow_issue_template.yaml`).
record TensorFlowIssue() implements IssueTemplate {
    @Override
    public String text(Report r) {
        Passages p = new Passages(r);
        String none = "–";
        return p.title("") + Passages.section("Issue type", "Bug")
            + Passages.section("Have you reproduced the bug with TensorFlow Nightly?", "No")
            + Passages.section("Source", "binary")
            + Passages.section("TensorFlow version", Escape.code(r.stack().version()))
            + Passages.section("Custom code", "Yes")
            + Passages.section("OS platform and distribution", Escape.code(r.machine().oneLine()))
            + Passages.section("Mobile device", none) + Passages.section("Python version", none)
            + Passages.section("Bazel version", none) + Passages.section("GCC/compiler version", none)
            + Passages.section("CUDA/cuDNN version", none) + Passages.section("GPU model and memory", none)
            + Passages.section("Current behavior?", p.story() + p.findings())
            + Passages.section("Standalone code to reproduce the issue", p.steps() + p.model())
            + Passages.section("Relevant log output", Escape.block("shell", r.finding().seen()));
    }
}
