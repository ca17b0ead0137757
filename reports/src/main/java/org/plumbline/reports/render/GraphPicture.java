package org.plumbline.reports.render;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.plumbline.reports.render.Boxes.Box;
import org.plumbline.reports.render.Boxes.Drawing;
import org.plumbline.reports.render.Layout.Area;
import org.plumbline.reports.render.Layout.Point;

/// `graph.svg`: the reduced graph from top to bottom, every value with its type, the guilty one marked by colour and in
/// words. No scripts, no fonts, nothing from elsewhere; light or dark as the reader has it.
final class GraphPicture {
    private static final String STYLE = """
        text { font: 12px ui-monospace, "DejaVu Sans Mono", monospace; fill: #1b1f24; text-anchor: middle }
        .head { font-weight: bold }
        .paper { fill: #ffffff }
        rect { stroke-width: 1.5 }
        .operator rect { fill: #dbe9ff; stroke: #2f5da8 }
        .input rect { fill: #e3f4e1; stroke: #3b7d34 }
        .initializer rect { fill: #f1f1f1; stroke: #767676; stroke-dasharray: 4 3 }
        .value rect { fill: #ffffff; stroke: #9aa4b1 }
        .output rect { fill: #fff6d6; stroke: #8a6d00 }
        .guilty rect { fill: #ffd9d6; stroke: #c01c28; stroke-width: 3.5; stroke-dasharray: none }
        path { fill: none; stroke: #5c6773; stroke-width: 1.3 }
        #tip path { fill: #5c6773; stroke: none }
        @media (prefers-color-scheme: dark) {
          text { fill: #e8ebef }
          .paper { fill: #14181d }
          .operator rect { fill: #1d3557; stroke: #7fb0ff }
          .input rect { fill: #1c3a1a; stroke: #86d07c }
          .initializer rect { fill: #2a2d31; stroke: #a0a6ad }
          .value rect { fill: #1b2027; stroke: #6c7683 }
          .output rect { fill: #3d3410; stroke: #e3c252 }
          .guilty rect { fill: #5a1a1d; stroke: #ff8a84 }
          path { stroke: #a3adb8 }
          #tip path { fill: #a3adb8 }
        }
        """;

    private GraphPicture() {
    }

    /// A whole SVG document.
    static String of(Report report) {
        Drawing drawing = Boxes.of(report);
        Layout layout = Layout.of(drawing);
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        String size = number(layout.width()) + " " + number(layout.height());
        out.append(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"title desc\" viewBox=\"0 0 ")
            .append(size).append("\" width=\"").append(number(layout.width())).append("\" height=\"")
            .append(number(layout.height())).append("\">\n<title id=\"title\">").append(Escape.xml(title(report)))
            .append("</title>\n<desc id=\"desc\">").append(Escape.xml(description(report, drawing)))
            .append("</desc>\n<style>\n").append(STYLE).append("</style>\n<defs><marker id=\"tip\" viewBox=\"0 0 8 8\" "
                + "refX=\"7\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\" orient=\"auto\">"
                + "<path d=\"M0 0L8 4L0 8z\"/></marker></defs>\n")
            .append("<rect class=\"paper\" width=\"100%\" height=\"100%\"/>\n");
        layout.lines().forEach(l -> out.append(line(l)));
        for (int i = 0; i < drawing.boxes().size(); i++) {
            out.append(box(drawing.boxes().get(i), layout.boxes().get(i)));
        }
        return out.append("</svg>\n").toString();
    }

    private static String title(Report r) {
        return r.operators() + ": " + r.symptom();
    }

    private static String description(Report r, Drawing d) {
        String guilty = d.boxes().stream().filter(Box::guilty).map(b -> b.lines().getFirst() + " (" + b.lines().get(1)
            + ")").collect(Collectors.joining(", "));
        return "A graph of " + r.subject().model().graph().nodes().size() + " nodes, from its inputs at the top to its"
            + " outputs at the bottom. " + (guilty.isEmpty() ? "No single value is at fault." : "The value at fault is "
                + guilty + ".");
    }

    private static String box(Box b, Area a) {
        StringBuilder out = new StringBuilder("<g class=\"").append(b.role().name().toLowerCase(Locale.ROOT))
            .append(b.guilty() ? " guilty" : "").append("\"><rect x=\"").append(number(a.x())).append("\" y=\"")
            .append(number(a.y())).append("\" width=\"").append(number(a.width())).append("\" height=\"")
            .append(number(a.height())).append("\" rx=\"").append(b.role() == Boxes.Role.OPERATOR ? 4 : 14)
            .append("\"/>");
        for (int i = 0; i < b.lines().size(); i++) {
            out.append("<text").append(i == 0 ? " class=\"head\"" : "").append(" x=\"")
                .append(number(a.x() + a.width() / 2)).append("\" y=\"")
                .append(number(a.y() + Layout.PADDING + Layout.LINE * (i + 0.75))).append("\">")
                .append(Escape.xml(b.lines().get(i))).append("</text>");
        }
        return out.append("</g>\n").toString();
    }

    private static String line(List<Point> points) {
        return points.stream().map(p -> number(p.x()) + " " + number(p.y()))
            .collect(Collectors.joining("L", "<path d=\"M", "\" marker-end=\"url(#tip)\"/>\n"));
    }

    private static String number(double v) {
        return String.format(Locale.ROOT, "%.1f", v);
    }
}
