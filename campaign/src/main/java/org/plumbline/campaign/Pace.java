package org.plumbline.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.plumbline.campaign.engine.Budget;
import org.plumbline.campaign.engine.Running;
import org.plumbline.campaign.engine.Tally;

/// How far a campaign is, in words: elapsed and left, cases, cases per second, corpus, findings by kind, decided share.
final class Pace {
    private static final int SHORTEST_BAR = 8;
    private static final int LONGEST_BAR = 30;
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";
    private static final int SHORT_WORD = 6;
    private static final int SECONDS_PER_HOUR = 3600;

    private final Budget budget;
    private Running.Status first;
    private Running.Status last;

    Pace(Budget budget) {
        this.budget = budget;
    }

    /// Takes note of the state; the first one is where this run began.
    synchronized void at(Running.Status status) {
        first = first == null ? status : first;
        last = status;
    }

    /// Seconds since the first state.
    synchronized double seconds() {
        return last == null ? 0 : last.elapsedSeconds() - first.elapsedSeconds();
    }

    /// The part of the budget that is used, in `[0, 1]`.
    synchronized double share() {
        return Math.clamp(switch (budget) {
            case Budget.Time(var d) -> seconds() / d.toSeconds();
            case Budget.Cases(long n) -> (double) cases() / n;
        }, 0, 1);
    }

    /// Everything, in a line of its own.
    synchronized String words() {
        if (last == null) {
            return "";
        }
        List<String> words = new ArrayList<>(List.of(clock(seconds()) + " elapsed", clock(left()) + " left",
            "%,d cases".formatted(cases()), "%.0f/s".formatted(rate()), "corpus %,d".formatted(last.corpus())));
        words.addAll(last.guidance());
        words.addAll(List.of(findings(k -> k), decided() + " decided"));
        return String.join(" · ", words);
    }

    /// As much as fits into `width` columns, behind a bar where there is room for one; always `width` long, so that
    /// nothing of the line before is left.
    synchronized String line(int width) {
        if (last == null) {
            return " ".repeat(width);
        }
        String times = clock(seconds()) + " +" + clock(left());
        String shorter = String.join("  ", times, "%,d cases".formatted(cases()), "%.0f/s".formatted(rate()),
            "corpus %,d".formatted(last.corpus()), findings(Pace::abbreviated), decided());
        String dense = String.join(" ", clock(seconds()) + "+" + clock(left()), "%,d cases".formatted(cases()),
            "%.0f/s".formatted(rate()), "corpus %,d".formatted(last.corpus()), findings(Pace::abbreviated), decided());
        String shortest = String.join("  ", times, "%,d cases".formatted(cases()), "%.0f/s".formatted(rate()),
            tally().findings().values().stream().mapToLong(Long::longValue).sum() + " found", decided());
        String line = List.of(words(), shorter, dense).stream().filter(t -> t.length() <= width).findFirst().orElse(
            shortest);
        int room = width - line.length() - 3;
        String all = room >= SHORTEST_BAR ? bar(Math.min(LONGEST_BAR, room)) + " " + line : line;
        return all.length() <= width ? all + " ".repeat(width - all.length()) : all.substring(0, width);
    }

    private String bar(int columns) {
        int eighths = (int) Math.round(share() * columns * 8);
        String full = "█".repeat(eighths / 8);
        String part = full.length() < columns ? String.valueOf(EIGHTHS.charAt(eighths % 8)) : "";
        return "▕" + full + part + " ".repeat(columns - full.length() - part.length()) + "▏";
    }

    private Tally tally() {
        return last.tally();
    }

    private long cases() {
        return tally().cases();
    }

    private double rate() {
        return (cases() - first.tally().cases()) / Math.max(1e-9, seconds());
    }

    private double left() {
        return switch (budget) {
            case Budget.Time(var d) -> d.toSeconds() - seconds();
            case Budget.Cases(long n) -> rate() == 0 ? 0 : (n - cases()) / rate();
        };
    }

    private String decided() {
        return "%.1f %%".formatted(100 * tally().decidedShare());
    }

    private static String abbreviated(String kind) {
        String word = kind.split("-", 2)[0];
        return word.substring(0, Math.min(SHORT_WORD, word.length()));
    }

    private String findings(UnaryOperator<String> name) {
        Map<String, Long> kinds = tally().findingsByKind();
        return kinds.isEmpty() ? "no findings"
            : kinds.entrySet().stream().map(e -> e.getValue() + " " + name.apply(e.getKey())).collect(Collectors
                .joining(", "));
    }

    private static String clock(double seconds) {
        long s = Math.max(0, Math.round(seconds));
        return s >= SECONDS_PER_HOUR
            ? "%d:%02d:%02d".formatted(s / SECONDS_PER_HOUR, s / 60 % 60, s % 60) : "%d:%02d".formatted(s / 60, s % 60);
    }
}
