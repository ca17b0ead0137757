package org.plumbline.reports;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What a campaign found, as `finding.json` holds it. `seed` and `index` say which case of which campaign it was (−1
/// where no campaign was); `margin` is in units of the last place; `occurrences` is filled in by the store.
public record Finding(int schema, String signature, String kind, String target, String version, List<String> guilty,
    List<String> innocent, String output, String seen, String admissible, double margin, long seed, long index) {
    /// The version of this layout.
    public static final int SCHEMA = 1;

    public Finding {
        guilty = List.copyOf(guilty);
        innocent = List.copyOf(innocent);
    }

    /// The target as the command line names it, with the release it was found on; the deliberately wrong targets of
    /// our own have no releases. Several stacks are separated by commas, in both fields.
    public String spec() {
        String[] names = target.split(",");
        String[] versions = version.split(",");
        return IntStream.range(0, names.length).mapToObj(i -> names[i].startsWith("planted") ? names[i]
            : names[i] + "@" + versions[i]).collect(Collectors.joining(","));
    }
}
