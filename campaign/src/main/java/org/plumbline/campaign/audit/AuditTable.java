package org.plumbline.campaign.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.plumbline.campaign.audit.Contradiction.Kind;

/// What an audit came to: contradictions by operator, kind and message, each with its smallest call; and how many models
/// made of the rules alone are accepted.
public record AuditTable(Audit.Result result, int rules, List<String> left, ModelTrial.Result models) {
    private static final int WIDEST = 200;

    /// `rules` were audited; `left` are operators of which the specification says nothing, or for which there was no time.
    public AuditTable {
        left = List.copyOf(left);
    }

    /// Contradictions that most likely share their cause. `known` names errors of the specification's inference that
    /// explain all of them.
    public record Group(String operator, Kind kind, String message, long calls, List<String> known,
        Contradiction smallest) {
        public Group {
            known = List.copyOf(known);
        }
    }

    /// Sorted by kind, operator and message.
    public List<Group> groups() {
        Map<String, List<Contradiction>> groups = new TreeMap<>();
        result.contradictions().forEach(c -> groups.computeIfAbsent(c.kind().ordinal() + " " + c.operator() + " " + c
            .message(), _ -> new ArrayList<>()).add(c));
        return groups.values().stream().map(AuditTable::group).toList();
    }

    private static Group group(List<Contradiction> same) {
        Contradiction smallest = same.stream().min(Comparator.comparingLong(Contradiction::size).thenComparing(
            Contradiction::call)).orElseThrow();
        boolean isKnown = same.stream().noneMatch(c -> c.known().isEmpty());
        return new Group(smallest.operator(), smallest.kind(), smallest.message(), same.size(), isKnown ? same.stream()
            .flatMap(c -> c.known().stream()).distinct().toList() : List.of(), smallest);
    }

    /// The sums, then a paragraph for each group below the line of its kind.
    public String render() {
        StringBuilder text = new StringBuilder();
        List<Group> groups = groups();
        text.append(String.format(Locale.ROOT, "%d rules, %d calls asked: %d not implemented, of %d the specification"
            + " leaves the shape open%n", rules, result.asked(), result.unsupported(), result.silent()));
        for (Kind kind : Kind.values()) {
            List<Group> some = groups.stream().filter(g -> g.kind() == kind).toList();
            text.append(String.format(Locale.ROOT, "%n%s: %d calls of %d operators%n", kind.words(), some.stream()
                .mapToLong(Group::calls).sum(), some.stream().map(Group::operator).distinct().count()));
            some.forEach(g -> paragraph(text, g));
        }
        if (!left.isEmpty()) {
            text.append(String.format(Locale.ROOT, "%nnot audited, %d operators: %s%n", left.size(), left.stream()
                .limit(
                    12).collect(Collectors.joining(", ")) + (left.size() > 12 ? ", …" : "")));
        }
        models(text);
        return text.toString();
    }

    private void models(StringBuilder text) {
        if (models.models() == 0) {
            return;
        }
        text.append(String.format(Locale.ROOT,
            "%nmodels from these rules alone: %.2f %% of %d accepted, %.1f nodes each"
                + "%n", 100 * models.accepted(), models.models(), models.nodes() / (double) models.models()));
        models.refusals().forEach(r -> text.append(String.format(Locale.ROOT, "  %s, %d models%n      %s%n", r
            .operator(), r.models(), cut(r.whole()))));
    }

    private static void paragraph(StringBuilder text, Group g) {
        text.append(String.format(Locale.ROOT, "  %s, %d calls%s%n      %s%n      specification %s%n      runtime %s%n"
            + "      reference %s%n",
            g.operator(), g.calls(), g.known().isEmpty() ? "" : ", known: " + String.join(", ", g.known()), cut(g
                .smallest().call()), cut(g.smallest().specification()), cut(g.smallest().runtime()), cut(g
                    .smallest().reference())));
        if (g.kind() == Kind.RULE_DIFFERS) {
            text.append(String.format(Locale.ROOT, "      rule %s%n", cut(g.smallest().rule())));
        }
    }

    private static String cut(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= WIDEST ? line : line.substring(0, WIDEST) + "…";
    }
}
