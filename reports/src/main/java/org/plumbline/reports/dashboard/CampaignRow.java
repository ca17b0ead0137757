package org.plumbline.reports.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A campaign as the dashboard shows it: `started` where its folder says so, `target` as one name (several stacks are
/// separated by commas), `samples` in the order of time, empty where none were recorded.
public record CampaignRow(String name, Optional<Instant> started, String target, Numbers numbers,
    List<Sample> samples) {
    public CampaignRow {
        samples = List.copyOf(samples);
    }
}
