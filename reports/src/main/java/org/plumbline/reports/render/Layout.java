package org.plumbline.reports.render;

import java.util.ArrayList;
import java.util.List;
import org.plumbline.reports.render.Boxes.Box;
import org.plumbline.reports.render.Boxes.Drawing;

/// Where everything is drawn, in pixels.
record Layout(List<Area> boxes, List<List<Point>> lines, double width, double height) {
    static final double LINE = 17;
    static final double PADDING = 8;
    private static final double LETTER = 7.4;
    private static final double NARROWEST = 56;
    private static final double LANE = 14;
    private static final double GAP = 22;
    private static final double BETWEEN = 34;
    private static final double MARGIN = 16;

    /// A rectangle by its upper left corner.
    record Area(double x, double y, double width, double height) {
        boolean overlaps(Area o) {
            return x < o.x + o.width && o.x < x + width && y < o.y + o.height && o.y < y + height;
        }
    }

    record Point(double x, double y) {
    }

    static Layout of(Drawing drawing) {
        Layers layers = Layers.of(drawing.boxes().size(), drawing.arrows());
        int places = layers.rows().stream().mapToInt(List::size).sum();
        Area[] areas = new Area[places];
        Area[] cells = new Area[places];
        double width = layers.rows().stream().mapToDouble(r -> width(r, drawing)).max().orElse(0);
        double y = MARGIN;
        for (List<Integer> row : layers.rows()) {
            double x = MARGIN + (width - width(row, drawing)) / 2;
            double height = row.stream().mapToDouble(p -> height(p, drawing)).max().orElse(0);
            for (int p : row) {
                double own = height(p, drawing);
                areas[p] = new Area(x, y + (height - own) / 2, width(p, drawing), own);
                cells[p] = new Area(x, y, width(p, drawing), height);
                x += width(p, drawing) + GAP;
            }
            y += height + BETWEEN;
        }
        List<List<Point>> lines = layers.paths().stream().map(p -> line(p, areas, cells)).toList();
        return new Layout(List.of(areas).subList(0, drawing.boxes().size()), lines, width + 2 * MARGIN,
            Math.max(y - BETWEEN, MARGIN) + MARGIN);
    }

    /// From the lower side of the first box through the lanes between to the upper side of the last: upright beside
    /// boxes, slanting between rows.
    private static List<Point> line(List<Integer> path, Area[] areas, Area[] cells) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < path.size(); i++) {
            Area a = areas[path.get(i)];
            Area cell = cells[path.get(i)];
            double middle = a.x + a.width / 2;
            if (i > 0) {
                points.add(new Point(middle, cell.y));
            }
            if (i == path.size() - 1) {
                points.add(new Point(middle, a.y));
            } else {
                if (i == 0) {
                    points.add(new Point(middle, a.y + a.height));
                }
                points.add(new Point(middle, cell.y + cell.height));
            }
        }
        return points;
    }

    private static double width(List<Integer> row, Drawing d) {
        return row.stream().mapToDouble(p -> width(p, d)).sum() + GAP * Math.max(0, row.size() - 1);
    }

    private static double width(int place, Drawing d) {
        return place >= d.boxes().size() ? LANE : Math.max(NARROWEST, d.boxes().get(place).lines().stream()
            .mapToDouble(Layout::width).max().orElse(0) + 2 * PADDING);
    }

    /// Wide letters, such as those of East Asia, take two places.
    private static double width(String text) {
        return text.codePoints().mapToDouble(c -> c < 0x1100 || c == '…' ? LETTER : 2 * LETTER).sum();
    }

    private static double height(int place, Drawing d) {
        return place >= d.boxes().size() ? 0 : height(d.boxes().get(place));
    }

    private static double height(Box b) {
        return b.lines().size() * LINE + 2 * PADDING;
    }
}
