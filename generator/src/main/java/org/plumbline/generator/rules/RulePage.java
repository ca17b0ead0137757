package org.plumbline.generator.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.plumbline.graph.rule.Sym;

/// What was learned of a partial operator as text for people: dtypes and ranks, attributes, symbols with their ranges,
/// conditions and output shapes in [Algebra], how far it is trusted and from how many calls it was learned.
public final class RulePage {
    private RulePage() {
    }

    /// The page; ends with a line break.
    public static String of(Learned rule) {
        StringBuilder page = new StringBuilder();
        Map<String, List<String>> parts = new LinkedHashMap<>(RuleText.parts(rule));
        List<String> conditions = parts.remove("valid if");
        List<String> outputs = parts.remove("outputs");
        parts.put("symbols", rule.partial().symbols().stream()
            .collect(Collectors.groupingBy(RulePage::range, LinkedHashMap::new,
                Collectors.mapping(Sym::name, Collectors.joining(", "))))
            .entrySet().stream().map(e -> e.getValue() + ": " + e.getKey()).toList());
        parts.put("valid if", conditions.isEmpty() ? List.of("always") : conditions);
        parts.put("outputs", outputs);
        List<String> calls = new ArrayList<>();
        calls.add((rule.accepted() + rule.refused()) + " calls: " + rule.accepted() + " accepted, " + rule.refused()
            + " refused; " + rule.calls().size() + " kept");
        parts.put("learned of", calls);
        parts.forEach((title, lines) -> section(page, title, lines));
        return page.toString();
    }

    private static String range(Sym s) {
        return s.role().name().toLowerCase(Locale.ROOT) + " from " + s.lo() + " to " + s.hi();
    }

    private static void section(StringBuilder page, String title, List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            page.append("  %-10s  %s\n".formatted(i == 0 ? title : "", lines.get(i)));
        }
    }
}
