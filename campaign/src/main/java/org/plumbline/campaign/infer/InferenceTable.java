package org.plumbline.campaign.infer;

import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.plumbline.generator.infer.Heldout;
import org.plumbline.generator.infer.Inference;
import org.plumbline.generator.infer.Learner;
import org.plumbline.generator.rules.Learned;
import org.plumbline.generator.rules.Learned.Status;

/// What came of learning, operator by operator, and of the calls that were asked.
public record InferenceTable(List<Row> rows, TargetLabeller.Account calls) {
    private static final int WIDEST = 110;

    public InferenceTable {
        rows = List.copyOf(rows);
    }

    /// An operator's qualified name, and what came of it.
    public record Row(String operator, Inference.Result result) {
        private long count(Status status) {
            return result.rules().stream().filter(o -> o.learned().status() == status).count();
        }

        private Heldout heldout() {
            return result.rules().stream().map(Learner.Outcome::heldout).reduce(Heldout.NONE, Heldout::plus);
        }

        /// Whether a call was accepted.
        boolean isKnown() {
            return result.rules().stream().anyMatch(o -> o.learned().accepted() > 0);
        }

        /// Usable in generation: by a rule that is solved, or by a call that is kept.
        boolean isUsable() {
            return result.rules().stream().map(Learner.Outcome::learned).anyMatch(l -> l.status() == Status.SOLVED || l
                .calls().stream().anyMatch(Learned.Call::accepted));
        }

        List<Learned> rules() {
            return result.rules().stream().map(Learner.Outcome::learned).toList();
        }

        private String why() {
            return Stream.concat(Stream.of(result.why()), result.rules().stream().map(o -> o.learned().why())).filter(
                w -> !w.isEmpty()).findFirst().orElse("");
        }
    }

    /// A line per operator, and the sums.
    public String render() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "%-36s %6s %6s %4s %9s %7s  %s%n", "operator", "solved", "partly", "not",
            "precision", "recall", "why"));
        for (Row r : rows) {
            Heldout h = r.heldout();
            text.append(String.format(Locale.ROOT, "%-36s %6d %6d %4d %8.1f%% %6.1f%%  %s%n", r.operator(), r.count(
                Status.SOLVED), r.count(Status.PARTLY), r.count(Status.NOT), 100 * h.precision(), 100 * h.recall(), cut(
                    r
                        .why())));
        }
        long solved = rows.stream().mapToLong(r -> r.count(Status.SOLVED)).sum();
        long partly = rows.stream().mapToLong(r -> r.count(Status.PARTLY)).sum();
        long not = rows.stream().mapToLong(r -> r.count(Status.NOT)).sum();
        Heldout h = rows.stream().map(Row::heldout).reduce(Heldout.NONE, Heldout::plus);
        text.append(String.format(Locale.ROOT,
            "%d of %d operators usable; %d partial operators: %d solved (%.1f %%), %d"
                + " partly, %d not; %d calls asked, %d without an answer%n", rows.stream().filter(Row::isUsable)
                    .count(), rows.size(), solved + partly + not, solved, 100.0 * solved / Math.max(1, solved + partly
                        + not),
            partly, not,
            calls.asked(), calls.lost().size()));
        text.append(String.format(Locale.ROOT,
            "held out: precision %.2f %% of %d calls that the rules allow, recall %.2f"
                + " %% of %d that the target takes%n", 100 * h.precision(), h.allowed(), 100 * h.recall(), h
                    .accepted()));
        text.append(String.format(Locale.ROOT, "%d calls asked twice, %d answered in two ways%n", calls.twice(), calls
            .contradictory().size()));
        line(text, "no answer", calls.lost());
        line(text, "two answers", calls.contradictory());
        return text.toString();
    }

    /// A line for each thing that was seen of an operator, with its first call.
    private static void line(StringBuilder text, String title, List<TargetLabeller.Lost> all) {
        all.stream().collect(Collectors.groupingBy(l -> l.partial().operator() + ": " + cut(l.what()), TreeMap::new,
            Collectors.toList())).forEach((what, calls) -> text.append(title).append(": ").append(calls.size()).append(
                " calls, such as ").append(calls.getFirst().call()).append(" of ").append(what).append(System
                    .lineSeparator()));
    }

    private static String cut(String text) {
        return text.length() <= WIDEST ? text : text.substring(0, WIDEST) + "…";
    }
}
