package org.plumbline.campaign;

import java.util.Map;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.plumbline.campaign.engine.Budget;
import org.plumbline.campaign.engine.Campaign;

/// The live line of a campaign: elapsed and left, cases, cases per second, corpus, findings by kind, decided share.
final class Progress implements AutoCloseable {
    private final Budget budget;
    private final ProgressBar bar;
    private Campaign.Status first;

    Progress(Budget budget) {
        this.budget = budget;
        long max = switch (budget) {
            case Budget.Time(var d) -> d.toSeconds();
            case Budget.Cases(long n) -> n;
        };
        this.bar = new ProgressBarBuilder().setTaskName("fuzz").setInitialMax(max)
            .setStyle(ProgressBarStyle.UNICODE_BLOCK).setUpdateIntervalMillis(250).setMaxRenderedLength(160)
            .hideEta().build();
    }

    /// Shows the state of the moment.
    void show(Campaign.Status s) {
        first = first == null ? s : first;
        double seconds = s.elapsedSeconds() - first.elapsedSeconds();
        long cases = s.tally().cases() - first.tally().cases();
        bar.stepTo(switch (budget) {
            case Budget.Time _ -> Math.min(bar.getMax(), (long) seconds);
            case Budget.Cases _ -> Math.min(bar.getMax(), cases);
        });
        bar.setExtraMessage(" %s left · %,d cases · %.0f/s · corpus %,d · %s · %.1f %% decided".formatted(
            left(seconds, cases), s.tally().cases(), cases / Math.max(1e-9, seconds), s.corpus(),
            findings(s.tally().findingsByKind()), 100 * s.tally().decidedShare()));
    }

    private String left(double seconds, long cases) {
        double left = switch (budget) {
            case Budget.Time(var d) -> d.toSeconds() - seconds;
            case Budget.Cases(long n) -> cases == 0 ? 0 : seconds / cases * (n - cases);
        };
        long l = Math.max(0, Math.round(left));
        return l >= 3600 ? "%d:%02d:%02d".formatted(l / 3600, l / 60 % 60, l % 60)
            : "%d:%02d".formatted(l / 60, l % 60);
    }

    private static String findings(Map<String, Long> kinds) {
        return kinds.isEmpty() ? "no findings"
            : kinds.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).collect(Collectors.joining(", "));
    }

    @Override
    public void close() {
        bar.close();
    }
}
