package org.plumbline.reports.render;

/// The form for bug reports of Apache TVM (`.github/ISSUE_TEMPLATE/bug-report.md`).
record TvmIssue() implements IssueTemplate {
    @Override
    public String text(Report r) {
        Passages p = new Passages(r);
        return p.title("[Bug] ") + Passages.section("Expected behavior", p.expected())
            + Passages.section("Actual behavior", p.story() + p.findings())
            + Passages.section("Environment", "- TVM: " + Escape.code(r.stack().version()) + "\n- OS: "
                + Escape.code(r.machine().oneLine()) + "\n")
            + Passages.section("Steps to reproduce", p.steps() + p.model())
            + Passages.section("Triage", "* needs-triage\n* type: bug\n");
    }
}
