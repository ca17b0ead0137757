package org.plumbline.reports.gallery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.plumbline.reports.Finding;
import org.plumbline.reports.FindingFolder;
import org.plumbline.reports.Subject;
import org.plumbline.reports.Triage;
import org.plumbline.reports.bisect.History;
import org.plumbline.reports.known.KnownIssues;

/// A folder of findings that are kept: one folder for each target, with a README.md whose table says in a line what each
/// finding is, a specification.json that says what it is held against, and one folder in it for each finding.
public record Gallery(List<Entry> entries, List<String> problems) {
    /// The first cell links to the folder, perhaps with a mark behind it, the last one says what it is.
    private static final Pattern ROW = Pattern.compile("^\\| \\[([^\\]]+)\\]\\(\\1\\)([^|]*)\\|.*\\| ([^|]+) \\|$");

    public Gallery {
        entries = List.copyOf(entries);
        problems = List.copyOf(problems);
    }

    /// A finding, in `folder` below the gallery, with the line that people wrote of it (and the mark that they
    /// gave it, at its end), what it is held against, and the issues that it matches.
    public record Entry(String folder, Finding finding, String cause, Optional<Specified> specified,
        List<Triage.Known> known) {
        public Entry {
            known = List.copyOf(known);
        }

        /// What the releases made of it.
        public History history() {
            return new History(finding.triage().releases());
        }
    }

    /// Reads all, in order of folder; what cannot be read is a problem, a line each. Throws [IOException] where the
    /// folder cannot be listed.
    public static Gallery read(Path root, KnownIssues issues) throws IOException {
        List<Entry> entries = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Map<Path, Map<String, String>> causes = new LinkedHashMap<>();
        Map<Path, Map<String, Specified>> specified = new LinkedHashMap<>();
        for (Path folder : FindingFolder.below(root)) {
            switch (FindingFolder.read(folder)) {
                case FindingFolder.Unreadable(String why) -> problems.add(why);
                case FindingFolder.Found(Finding finding, Subject subject) -> {
                    Path home = folder.getParent();
                    if (!causes.containsKey(home)) {
                        causes.put(home, causes(home.resolve("README.md")));
                        specified.put(home, Specified.of(home));
                    }
                    String name = folder.getFileName().toString();
                    String cause = causes.get(home).getOrDefault(name, "");
                    Optional<Specified> against = Optional.ofNullable(specified.get(home).get(name));
                    if (cause.isEmpty()) {
                        problems.add(home.resolve("README.md") + ": no row for " + name
                            + "; add one that says what it is");
                    }
                    if (against.isEmpty()) {
                        problems.add(home.resolve(Specified.FILE) + ": nothing of " + name
                            + "; say which words of the specification it contradicts");
                    }
                    entries.add(new Entry(root.relativize(folder).toString().replace('\\', '/'), finding, cause,
                        against,
                        issues.matching(finding, subject)));
                }
            }
        }
        return new Gallery(entries, problems);
    }

    private static Map<String, String> causes(Path readme) throws IOException {
        Map<String, String> causes = new LinkedHashMap<>();
        if (Files.exists(readme)) {
            for (String line : Files.readAllLines(readme)) {
                Matcher row = ROW.matcher(line);
                if (row.matches()) {
                    causes.put(row.group(1), row.group(3) + row.group(2).stripTrailing());
                }
            }
        }
        return causes;
    }
}
