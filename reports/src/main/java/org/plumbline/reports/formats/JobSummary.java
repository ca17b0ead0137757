package org.plumbline.reports.formats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.plumbline.reports.Triage;
import org.plumbline.reports.dashboard.CampaignRow;
import org.plumbline.reports.dashboard.Entry;
import org.plumbline.reports.dashboard.Overview;
import org.plumbline.reports.dashboard.Printable;

/// GitHub-flavoured Markdown for the page of a CI job: counts, and a short table of what was found.
public final class JobSummary {
    private static final int ROWS = 20;

    private JobSummary() {
    }

    /// Writes the summary. The file's folder must exist; throws [IOException] when the disk refuses.
    public static void write(Path file, Overview overview) throws IOException {
        Files.writeString(file, text(overview));
    }

    private static String text(Overview o) {
        StringBuilder out = new StringBuilder("## Plumbline\n\n");
        out.append(headline(o)).append("\n\n");
        if (!o.campaigns().isEmpty()) {
            out.append("| campaign | target | cases | per CPU second | decided |\n|---|---|--:|--:|--:|\n");
            o.campaigns().stream().skip(Math.max(0, o.campaigns().size() - ROWS)).map(JobSummary::row)
                .forEach(out::append);
            out.append('\n');
        }
        if (!o.entries().isEmpty()) {
            out.append("| kind | target | root cause | culprit | known | met |\n|---|---|---|---|---|--:|\n");
            o.entries().stream().limit(ROWS).map(JobSummary::row).forEach(out::append);
            out.append(rest(o.entries().size() - ROWS, "root causes"));
        }
        if (!o.notShown().isEmpty()) {
            out.append("Not shown:\n\n");
            o.notShown().stream().limit(ROWS).forEach(why -> out.append("- ").append(escaped(why)).append('\n'));
            out.append(rest(o.notShown().size() - ROWS, "folders"));
        }
        return out.toString();
    }

    private static String rest(int more, String what) {
        return more > 0 ? "\nand " + more + " more " + what + "\n\n" : "\n";
    }

    private static String headline(Overview o) {
        long cases = o.campaigns().stream().mapToLong(c -> c.numbers().cases()).sum();
        String ran = String.format(Locale.ROOT, "%,d cases in %d campaigns: ", cases, o.campaigns().size());
        if (o.entries().isEmpty()) {
            return ran + "nothing found.";
        }
        Map<String, Long> kinds = o.entries().stream()
            .collect(Collectors.groupingBy(Entry::kind, TreeMap::new, Collectors.counting()));
        return ran + "**" + o.entries().size() + " root causes** (" + kinds.entrySet().stream()
            .map(e -> e.getValue() + " " + escaped(e.getKey())).collect(Collectors.joining(", ")) + ").";
    }

    private static String row(CampaignRow c) {
        return line(List.of(escaped(c.name()), escaped(c.target()), String.format(Locale.ROOT, "%,d", c.numbers()
            .cases()),
            String.format(Locale.ROOT, "%.1f", c.numbers().casesPerCpuSecond()),
            String.format(Locale.ROOT, "%.1f %%", 100 * c.numbers().decidedShare())));
    }

    private static String row(Entry e) {
        String known = e.known().stream().map(JobSummary::link).collect(Collectors.joining(", "));
        return line(List.of(escaped(e.kind()), escaped(e.target() + " " + e.version()), escaped(e.rootCause()),
            escaped(e.culprit()), known, String.format(Locale.ROOT, "%,d", e.met())));
    }

    private static String link(Triage.Known k) {
        return Printable.isWeb(k.url()) ? "[" + escaped(k.id()) + "](<" + k.url() + ">)" : escaped(k.id());
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    /// Every character that Markdown or HTML could read anything into is escaped.
    static String escaped(String text) {
        return Printable.of(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            .replaceAll("[!#$()*+\\-.:@\\[\\\\\\]^_`{|}~]", "\\\\$0");
    }
}
