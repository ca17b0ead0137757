package org.plumbline.reports;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/// What was learned of a finding after it was met. `rootCause` is equal for findings that share their cause (the symptom, the culprit
/// and what is left of the graph); `releases` stand in ascending order; `known` are the issues that it matches; `met` says how many
/// findings share the root cause; `gone` says what is seen instead where it does not show any more, and where.
public record Triage(String rootCause, Culprit culprit, List<Release> releases, List<Known> known, long met,
    String gone) {
    /// Nothing learned yet.
    public static final Triage NONE = new Triage("", Culprit.UNKNOWN, List.of(), List.of(), 1);

    /// Of a finding that shows.
    public Triage(String rootCause, Culprit culprit, List<Release> releases, List<Known> known, long met) {
        this(rootCause, culprit, releases, known, met, "");
    }

    public Triage {
        rootCause = rootCause == null ? "" : rootCause;
        culprit = culprit == null ? Culprit.UNKNOWN : culprit;
        releases = releases == null ? List.of() : List.copyOf(releases);
        known = known == null ? List.of() : List.copyOf(known);
        gone = gone == null ? "" : gone;
    }

    /// What a release of the target made of the finding; `said` is one line of evidence.
    public record Release(String version, Shown shown, String said) {
    }

    /// How a release stands to a finding.
    public enum Shown {
        /// The same symptom.
        SHOWS,
        /// The case agrees, or cannot be told from one that does.
        GONE,
        /// The release does not know the opset, the operator or the type.
        NOT_APPLICABLE,
        /// The release cannot be had or does not start.
        UNAVAILABLE
    }

    /// An issue of the target's project that matches.
    public record Known(String id, String url) {
    }

    @JsonIgnore
    public boolean isDone() {
        return !rootCause.isEmpty();
    }

    /// The same with what a triage has found out.
    public Triage with(String key, Culprit blamed) {
        return new Triage(key, blamed, releases, known, met, "");
    }

    /// The same of a finding that does not show any more.
    public Triage gone(String said) {
        return new Triage(rootCause, culprit, releases, known, met, said);
    }

    public Triage withReleases(List<Release> tried) {
        return new Triage(rootCause, culprit, tried, known, met, gone);
    }

    public Triage withKnown(List<Known> matching) {
        return new Triage(rootCause, culprit, releases, matching, met, gone);
    }

    public Triage withMet(long findings) {
        return new Triage(rootCause, culprit, releases, known, findings, gone);
    }
}
