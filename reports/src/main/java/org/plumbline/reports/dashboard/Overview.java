package org.plumbline.reports.dashboard;

import java.nio.file.Path;
import java.util.List;

/// What campaigns did and what they found: the input of [Dashboard] and of the machine formats. All text in it may come
/// from models and targets; those who show it escape it.
///
/// @param version of Plumbline
/// @param campaigns in the order of their start
/// @param entries one per root cause and target, the most often met first
/// @param notShown a line for each thing that could not be read: its name, and why
public record Overview(String version, List<CampaignRow> campaigns, List<Entry> entries, List<String> notShown) {
    public Overview {
        campaigns = List.copyOf(campaigns);
        entries = List.copyOf(entries);
        notShown = List.copyOf(notShown);
    }

    /// Reads the folders of campaigns: `summary.json`, `progress.jsonl` and the findings. What is half-written, damaged or of
    /// an unknown layout stands in `notShown`; nothing is thrown. Entries link to their folders from `out`, which
    /// need not exist.
    public static Overview of(String version, List<Path> campaigns, Path out) {
        return new Reader(out).read(version, campaigns);
    }

    /// The same campaigns with other entries: those that a triage has put together, for instance.
    public Overview withEntries(List<Entry> clustered) {
        return new Overview(version, campaigns, clustered, notShown);
    }
}
