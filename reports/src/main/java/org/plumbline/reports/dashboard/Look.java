package org.plumbline.reports.dashboard;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.Axis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.Plot;

/// How charts look. The style sheet knows these colours by their numbers and has a dark and a light one for each.
final class Look {
    static final Color INK = new Color(26, 26, 27);
    static final Color GRID = new Color(204, 204, 205);
    static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    private static final List<Color> SERIES = List.of(new Color(11, 106, 168), new Color(194, 80, 10),
        new Color(0, 121, 90), new Color(154, 63, 143), new Color(138, 97, 0), new Color(74, 91, 208),
        new Color(179, 38, 63), new Color(77, 91, 102));
    private static final float[][] DASHES = {{1, 0}, {7, 4}, {2, 3}, {10, 3, 2, 3}};

    private Look() {
    }

    /// How many series can be told apart.
    static int most() {
        return SERIES.size();
    }

    static Color colour(int series) {
        return SERIES.get(series % SERIES.size());
    }

    /// A line that differs from its neighbours without its colour, too.
    static BasicStroke line(int series) {
        return new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, DASHES[series % DASHES.length], 0);
    }

    /// Takes from a chart what the page has already: background, border and title.
    static JFreeChart plain(JFreeChart chart, Axis x, Axis y) {
        chart.setBackgroundPaint(null);
        Plot plot = chart.getPlot();
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        if (chart.getLegend() != null) {
            chart.getLegend().setBackgroundPaint(null);
            chart.getLegend().setFrame(BlockBorder.NONE);
            chart.getLegend().setItemPaint(INK);
            chart.getLegend().setItemFont(SMALL);
        }
        for (Axis axis : List.of(x, y)) {
            axis.setTickLabelPaint(INK);
            axis.setLabelPaint(INK);
            axis.setAxisLinePaint(INK);
            axis.setTickMarkPaint(INK);
            axis.setTickLabelFont(SMALL);
            axis.setLabelFont(SMALL);
        }
        return chart;
    }
}
