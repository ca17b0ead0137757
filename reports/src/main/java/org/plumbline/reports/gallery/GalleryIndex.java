package org.plumbline.reports.gallery;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.plumbline.reports.Culprit;
import org.plumbline.reports.Triage;

/// The table of a gallery, as Markdown: a line for each finding. Text from findings is data: what Markdown or HTML would
/// read as its own is escaped; the causes are the gallery's own text.
public final class GalleryIndex {
    private GalleryIndex() {
    }

    /// The whole page; the same for the same gallery.
    public static String of(Gallery gallery) {
        StringBuilder page = new StringBuilder("# Findings\n\n");
        page.append(
            "True bugs found in releases of today, one folder each; `plumbline replay reports/found --all` tries")
            .append(" them again.\nThis page is made from the folders, the `finding.json` in each, and of each target")
            .append(
                " the rows of its table and its\n`specification.json`, which quotes what each finding is held against:")
            .append(" change those. First seen and fixed come from `plumbline bisect`: ≤ where")
            .append(" no older release was asked or applicable, so that it may\nbe older, ~ where the release before")
            .append(
                " shows another symptom, which may hide it.\nMarks such as † are explained on the target's page.\n\n");
        Map<String, Long> counts = gallery.entries().stream().collect(Collectors.groupingBy(e -> e.finding().target(),
            TreeMap::new, Collectors.counting()));
        page.append("| target | findings | fixed | with a known issue |\n|---|---|---|---|\n");
        counts.forEach((target, count) -> page.append("| ").append(cell(target)).append(" | ").append(count)
            .append(" | ").append(of(gallery, target).stream().filter(e -> e.history().fixedIn().isPresent()).count())
            .append(" | ").append(of(gallery, target).stream().filter(e -> !e.known().isEmpty()).count())
            .append(" |\n"));
        page.append("\n| folder | kind | culprit | cause | held against | first seen | fixed in | known issue |\n")
            .append("|---|---|---|---|---|---|---|---|\n");
        gallery.entries().forEach(e -> page.append(row(e)));
        return page.toString();
    }

    private static List<Gallery.Entry> of(Gallery gallery, String target) {
        return gallery.entries().stream().filter(e -> e.finding().target().equals(target)).toList();
    }

    private static String row(Gallery.Entry e) {
        Culprit culprit = e.finding().triage().culprit();
        return "| [" + cell(e.folder()) + "](" + e.folder() + ") | " + cell(e.finding().kind()) + " | "
            + (culprit.part() == Culprit.Part.UNKNOWN ? "" : cell(culprit.oneLine())) + " | "
            + fromHere(e.cause(), e.folder().replaceFirst("[^/]+$", "")) + " | " + e.specified().map(
                GalleryIndex::link).orElse("") + " | " + cell(e.history().sinceWhen()) + " | "
            + cell(e.history().fixedIn().orElse("")) + " | " + e.known().stream().map(GalleryIndex::link)
                .collect(Collectors.joining(", ")) + " |\n";
    }

    /// Links in a row of the page in `home`, as this page has to write them.
    private static String fromHere(String cause, String home) {
        return cause.replaceAll("\\]\\((?!https?:)", "](" + home);
    }

    private static String link(Specified specified) {
        return "[" + cell(specified.reference()) + "](" + specified.url() + ")";
    }

    private static String link(Triage.Known known) {
        return "[" + cell(known.id()) + "](" + known.url() + ")";
    }

    private static String cell(String text) {
        return text.replaceAll("\\s+", " ").replace("&", "&amp;").replace("<", "&lt;").replace("|", "\\|")
            .replace("[", "\\[").replace("`", "\\`");
    }
}
