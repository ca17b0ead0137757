package org.plumbline.reports.render;

/// For targets of our own, and for those whose project has no form here.
record PlainIssue() implements IssueTemplate {
    @Override
    public String text(Report r) {
        Passages p = new Passages(r);
        return p.title("") + Passages.section("What was seen", p.story() + p.findings())
            + Passages.section("To reproduce", p.steps() + p.model())
            + Passages.section("Versions", "- " + Escape.code(r.stack().project()) + " " + Escape.code(r.stack()
                .version())
                + "\n- " + Escape.code(r.machine().oneLine()) + "\n");
    }
}
