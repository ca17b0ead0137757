package org.plumbline.reports.dashboard;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/// What is drawn of an overview, each with the numbers behind it.
final class Figures {
    private final List<Figure> figures = new ArrayList<>();
    private final boolean drawn = Svg.isPossible();

    /// `svg` is empty where the machine cannot draw; `rows` are the same in words.
    record Figure(String id, String title, String caption, String svg, String nameHeading, String valueHeading,
        List<Row> rows) {
    }

    record Row(String name, String value) {
    }

    static Figures of(Overview o) {
        Figures f = new Figures();
        f.counts("kind", "Root causes by kind", o.entries(), Entry::kind);
        f.counts("target", "Root causes by target", o.entries(), Entry::target);
        f.counts("culprit", "Root causes by culprit", o.entries(), Entry::culprit);
        f.campaigns("found", "Findings by campaign", "findings, known ones too", o, c -> c.numbers().findings());
        f.throughput(o);
        f.curve("corpus", "Corpus growth", "corpus entries",
            "Recipes kept because their model had a new structural feature;"
                + " native code coverage is not recorded yet.", o, Sample::corpus);
        f.curve("findings-time", "Findings over time", "findings", "Everything met, known or not.", o,
            Sample::findings);
        return f;
    }

    List<Figure> all() {
        return List.copyOf(figures);
    }

    /// Whether the charts are missing, since this machine cannot draw.
    boolean isUndrawn() {
        return !drawn;
    }

    private void counts(String id, String title, List<Entry> entries, Function<Entry, String> by) {
        Map<String, Long> counts = new LinkedHashMap<>();
        entries.stream().collect(Collectors.groupingBy(by, Collectors.counting())).entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
            .forEach(e -> counts.put(e.getKey(), e.getValue()));
        bars(id, title, "", id, "root causes", counts, "%,d");
    }

    private void campaigns(String id, String title, String axis, Overview o, ToLongFunction<CampaignRow> value) {
        Map<String, Long> counts = new LinkedHashMap<>();
        o.campaigns().forEach(c -> counts.merge(c.name(), value.applyAsLong(c), Long::sum));
        bars(id, title, "The last campaigns, in the order of their start.", "campaign", axis, last(counts), "%,d");
    }

    private void throughput(Overview o) {
        Map<String, Double> speeds = new LinkedHashMap<>();
        o.campaigns().forEach(c -> speeds.put(c.name(), c.numbers().casesPerCpuSecond()));
        bars("throughput", "Throughput", "Cases generated, run and judged per CPU second of all processes.", "campaign",
            "cases per CPU second", last(speeds), "%,.1f");
    }

    private static <V> Map<String, V> last(Map<String, V> all) {
        Map<String, V> last = new LinkedHashMap<>();
        all.entrySet().stream().skip(Math.max(0, all.size() - 15)).forEach(e -> last.put(e.getKey(), e.getValue()));
        return last;
    }

    private void bars(String id, String title, String caption, String name, String axis,
        Map<String, ? extends Number> counts, String format) {
        if (!counts.isEmpty()) {
            List<Row> rows = counts.entrySet().stream().map(e -> new Row(Printable.of(e.getKey()),
                String.format(Locale.ROOT, format, e.getValue()))).toList();
            add(new Figure("by-" + id, title, caption, "", name, axis, rows), () -> Charts.bars("by-" + id, title, axis,
                counts));
        }
    }

    private void curve(String id, String title, String axis, String caption, Overview o, ToLongFunction<Sample> value) {
        List<CampaignRow> sampled = o.campaigns().stream().filter(c -> c.samples().size() > 1).toList();
        if (!sampled.isEmpty()) {
            List<Row> rows = sampled.stream().map(c -> new Row(Printable.of(c.name()),
                String.format(Locale.ROOT, "%,d", value.applyAsLong(c.samples().getLast())))).toList();
            add(new Figure("over-" + id, title, caption, "", "campaign", axis + " at the end", rows),
                () -> Charts.curves("over-" + id, title, axis, sampled, value::applyAsLong));
        }
    }

    private void add(Figure f, Supplier<String> svg) {
        figures.add(new Figure(f.id, f.title, f.caption, drawn ? svg.get() : "", f.nameHeading, f.valueHeading,
            f.rows));
    }
}
