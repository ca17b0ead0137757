package org.plumbline.reports.render;

/// The form for bug reports of PyTorch (`.github/ISSUE_TEMPLATE/bug-report.yml`).
record PyTorchIssue() implements IssueTemplate {
    @Override
    public String text(Report r) {
        Passages p = new Passages(r);
        return p.title("") + Passages.section("🐛 Describe the bug", p.story() + "The model was lowered from ONNX to"
            + " TorchScript: `model.pt` is what PyTorch runs, `model.onnx` is what it stands for.\n\n" + p.findings()
            + p.steps() + p.model())
            + Passages.section("Versions", "- PyTorch: " + Escape.code(r.stack().version()) + " (CPU)\n- OS: "
                + Escape.code(r.machine().oneLine()) + "\n");
    }
}
