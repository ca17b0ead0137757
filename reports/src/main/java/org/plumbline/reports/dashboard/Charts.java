package org.plumbline.reports.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/// The charts of the page.
final class Charts {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 320;
    private static final int ROW = 26;
    private static final int FRAME = 70;
    private static final int MOST_BARS = 15;
    private static final int MOST_POINTS = 200;
    private static final int LONGEST_LABEL = 34;

    private Charts() {
    }

    /// Bars from top to bottom in the order of the map, the first few; `axis` says what is counted.
    static String bars(String id, String title, String axis, Map<String, ? extends Number> counts) {
        DefaultCategoryDataset data = new DefaultCategoryDataset();
        counts.entrySet().stream().limit(MOST_BARS)
            .forEach(e -> data.addValue(e.getValue(), axis, label(e.getKey(), data.getColumnKeys())));
        JFreeChart chart = ChartFactory.createBarChart(null, null, axis, data, PlotOrientation.HORIZONTAL, false, false,
            false);
        CategoryPlot plot = chart.getCategoryPlot();
        plot.setRangeGridlinePaint(Look.GRID);
        BarRenderer bars = new BarRenderer();
        bars.setBarPainter(new StandardBarPainter());
        bars.setShadowVisible(false);
        bars.setSeriesPaint(0, Look.colour(0));
        bars.setMaximumBarWidth(0.5);
        plot.setRenderer(bars);
        whole((NumberAxis) plot.getRangeAxis(), counts.values());
        Look.plain(chart, plot.getDomainAxis(), plot.getRangeAxis());
        return Svg.of(id, title, chart, WIDTH, FRAME + ROW * Math.max(2, data.getColumnCount()));
    }

    private static void whole(NumberAxis axis, Iterable<? extends Number> values) {
        for (Number n : values) {
            if (n instanceof Double) {
                return;
            }
        }
        axis.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
    }

    /// A short name that no other bar has.
    private static String label(String name, List<?> taken) {
        String text = Printable.of(name);
        String cut = text.length() <= LONGEST_LABEL ? text
            : Printable.of(text.substring(0, LONGEST_LABEL)) + "…";
        String label = cut;
        for (int i = 2; taken.contains(label); i++) {
            label = cut + " (" + i + ")";
        }
        return label;
    }

    /// Time in a unit in which the longest of some campaigns is a handy number.
    private record Unit(String name, double seconds) {
        static Unit of(List<CampaignRow> sampled) {
            double longest = sampled.stream().mapToDouble(c -> c.samples().getLast().elapsedSeconds()).max().orElse(0);
            return longest < 300 ? new Unit("seconds", 1) : longest < 18_000 ? new Unit("minutes", 60)
                : new Unit("hours", 3600);
        }
    }

    /// A curve over the time since its beginning for each of the last few campaigns; `sampled` are those that have one.
    static String curves(String id, String title, String axis, List<CampaignRow> sampled,
        ToDoubleFunction<Sample> value) {
        XYSeriesCollection data = new XYSeriesCollection();
        List<String> names = new ArrayList<>();
        Unit unit = Unit.of(sampled);
        for (CampaignRow c : sampled.subList(Math.max(0, sampled.size() - Look.most()), sampled.size())) {
            names.add(label(c.name(), names));
            data.addSeries(series(names.getLast(), c.samples(), unit, value));
        }
        JFreeChart chart = ChartFactory.createXYLineChart(null, unit.name() + " since the start", axis, data,
            PlotOrientation.VERTICAL, names.size() > 1, false, false);
        XYPlot plot = chart.getXYPlot();
        plot.setRangeGridlinePaint(Look.GRID);
        plot.setDomainGridlinePaint(Look.GRID);
        for (int i = 0; i < names.size(); i++) {
            plot.getRenderer().setSeriesPaint(i, Look.colour(i));
            plot.getRenderer().setSeriesStroke(i, Look.line(i));
        }
        Look.plain(chart, plot.getDomainAxis(), plot.getRangeAxis());
        return Svg.of(id, title, chart, WIDTH, HEIGHT);
    }

    private static XYSeries series(String name, List<Sample> samples, Unit unit, ToDoubleFunction<Sample> value) {
        XYSeries series = new XYSeries(name, false, true);
        int step = Math.ceilDiv(samples.size(), MOST_POINTS);
        for (int i = 0; i < samples.size(); i++) {
            if (i % step == 0 || i == samples.size() - 1) {
                series.add(samples.get(i).elapsedSeconds() / unit.seconds(), value.applyAsDouble(samples.get(i)));
            }
        }
        return series;
    }
}
