package org.plumbline.reports;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.plumbline.oracles.Evidence;
import org.plumbline.oracles.Kind;

/// What a campaign found, as `finding.json` holds it. `seed` and `index` say which case of which campaign it was (−1
/// where no campaign was); `margin` is in units of the last place; `triage` is what was learned later.
public record Finding(int schema, String signature, String kind, String target, String version, List<String> guilty,
    List<String> innocent, String output, String seen, String admissible, double margin, long seed, long index,
    Triage triage) {
    /// The version of this layout. Version 1 had no triage, and can still be read.
    public static final int SCHEMA = 2;
    static final int OLDEST = 1;

    public Finding {
        guilty = List.copyOf(guilty);
        innocent = List.copyOf(innocent);
        triage = triage == null ? Triage.NONE : triage;
    }

    /// A finding of which nothing more is known yet.
    public static Finding of(String signature, Evidence e, String target, String version, long seed, long index) {
        return new Finding(SCHEMA, signature, e.kind().label(), target, version, e.guilty(), e.innocent(), e.output(),
            e.seen(), e.admissible(), e.margin(), seed, index, Triage.NONE);
    }

    /// What was seen, for those who judge it anew.
    public Evidence evidence() {
        return new Evidence(Kind.labelled(kind).orElseThrow(), guilty, innocent, output, seen, admissible, margin);
    }

    /// The same finding, in today's layout.
    public Finding with(Triage learned) {
        return new Finding(SCHEMA, signature, kind, target, version, guilty, innocent, output, seen, admissible, margin,
            seed, index, learned);
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
