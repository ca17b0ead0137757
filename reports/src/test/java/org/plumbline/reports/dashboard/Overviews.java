package org.plumbline.reports.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.plumbline.reports.Triage;

/// Overviews made by hand.
public final class Overviews {
    /// Text that breaks out of whatever does not escape it.
    public static final String HOSTILE =
        "</script><script>document.title='owned'</script><img src=x onerror=\"alert(1)\">"
            + "`|*_[x](javascript:alert(1)) ]]> &lt; & ' \" \u2028 \u202e \0 \ud800 {{x}} @everyone #1 $x$ https://evil.example/";

    private static final String[] KINDS = {"wrong-result", "refused", "crash", "hang"};
    private static final String[] OPERATORS = {"Conv", "MatMul", "Add", "Softmax", "Pad", "com.microsoft:Gelu"};
    private static final String[] DTYPES = {"float", "float16", "int8", "int64"};

    private Overviews() {
    }

    public static Overview nothing() {
        return new Overview("0.1.0", List.of(), List.of(), List.of());
    }

    /// Three campaigns that found nothing.
    public static Overview clean() {
        return new Overview("0.1.0", IntStream.range(0, 3).mapToObj(Overviews::campaign).toList(), List.of(), List
            .of());
    }

    /// Campaigns with that many entries, every one different, and things that could not be read.
    public static Overview of(int entries) {
        return new Overview("0.1.0", clean().campaigns(), IntStream.range(0, entries).mapToObj(Overviews::entry)
            .toList(), List.of("night-3/summary.json: missing"));
    }

    /// Every text is hostile.
    public static Overview hostile() {
        Numbers n = numbers(HOSTILE, 7);
        Entry e = new Entry(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, List.of(HOSTILE), List.of(HOSTILE), HOSTILE,
            HOSTILE, List.of(new Triage.Known(HOSTILE, "javascript:alert(1)"), new Triage.Known("1",
                "https://issues.example.org/1")),
            3, "../" + HOSTILE + "/javascript:alert(1)", HOSTILE);
        return new Overview(HOSTILE, List.of(new CampaignRow(HOSTILE, Optional.empty(), HOSTILE, n, List.of())),
            Stream.concat(Stream.of(e), of(3).entries().stream()).toList(), List.of(HOSTILE));
    }

    private static CampaignRow campaign(int i) {
        List<Sample> samples = IntStream.rangeClosed(0, 40)
            .mapToObj(s -> new Sample(90 * s, 170 * s, 3000L * s, (long) (500 * Math.sqrt(s) * (i + 1)), 2L * s))
            .toList();
        return new CampaignRow("night-" + i, Optional.of(Instant.parse("2026-03-0" + (i + 1) + "T22:00:00Z")),
            i == 2 ? "torch-djl" : "onnxruntime", numbers(i == 2 ? "torch-djl" : "onnxruntime", i), samples);
    }

    private static Numbers numbers(String target, int i) {
        return new Numbers(1, Map.of("plumbline", "0.1.0", "java", "25", target, "1.29." + i), 120_000 + i, 3600, 7000,
            15 + i, 900, 0.93, Map.of("wrong-result", 70L + i, "crash", 3L), Map.of(), Map.of("Conv", 4000L, "Add",
                700L),
            Map.of("float", 9000L, "int8", 100L),
            Map.of("Conv float", 950L, "Conv float16", 40L, "Add float", 30L, "Pad int8", 10L, "Pad int64", 1L),
            Map.of("Conv float", 50L, "Conv float16", 60L, "Softmax float", 9L, "Pad int64", 1L));
    }

    private static Entry entry(int i) {
        String operator = OPERATORS[i % OPERATORS.length];
        return new Entry("%s pass-%d %s".formatted(KINDS[i % 4], i, operator), KINDS[i % 4],
            i % 3 == 0 ? "torch-djl" : "onnxruntime", "1.29.0", i % 5 == 0 ? "unknown" : "pass Fusion" + i % 7,
            List.of(operator), List.of(DTYPES[i % 4]), "1.8.0", i % 10 == 0 ? "1.30.0" : "",
            i % 10 == 1 ? List.of(new Triage.Known("issue " + i, "https://issues.example.org/" + i)) : List.of(), 1 + i
                % 50,
            "night-0/findings/f-" + i + "/case-" + i, "element " + i + " is 1.0, admissible [2.0, 3.0]");
    }
}
