package org.plumbline.reports.dashboard;

/// A moment of a campaign, counted from its beginning: `corpus` are the recipes kept for a new structural feature,
/// `findings` everything met, known or not.
public record Sample(double elapsedSeconds, double cpuSeconds, long cases, long corpus, long findings) {
}
