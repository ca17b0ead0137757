package org.plumbline.reports.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// For a target, the share of elements that could be decided by operator and type, over all its campaigns.
record HeatMap(String id, String target, List<String> dtypes, List<Row> rows) {
    private static final int STEPS = 10;

    /// An operator with a cell per type.
    record Row(String operator, List<Cell> cells) {
    }

    /// `text` is a share in percent, empty where nothing was judged; `step` is 0 to 10.
    record Cell(String text, String step, String title) {
        private static final Cell EMPTY = new Cell("", "none", "nothing judged");

        static Cell of(long decided, long undecided) {
            long all = decided + undecided;
            if (all <= 0) {
                return EMPTY;
            }
            double share = (double) decided / all;
            return new Cell(Long.toString((long) (100 * share)), Long.toString((long) (STEPS * share)),
                String.format(Locale.ROOT, "%,d of %,d elements decided", decided, all));
        }
    }

    private record Counts(Map<String, Long> decided, Map<String, Long> undecided) {
    }

    /// One for each target of which something was recorded.
    static List<HeatMap> of(List<CampaignRow> campaigns) {
        Map<String, Counts> byTarget = new TreeMap<>();
        for (CampaignRow c : campaigns) {
            Counts counts = byTarget.computeIfAbsent(c.target(), _ -> new Counts(new TreeMap<>(), new TreeMap<>()));
            c.numbers().decidedBy().forEach((key, n) -> counts.decided.merge(key, n, Long::sum));
            c.numbers().undecidedBy().forEach((key, n) -> counts.undecided.merge(key, n, Long::sum));
        }
        List<HeatMap> maps = new ArrayList<>();
        byTarget.forEach((target, counts) -> {
            Set<String> keys = new TreeSet<>(counts.decided.keySet());
            keys.addAll(counts.undecided.keySet());
            if (!keys.isEmpty()) {
                maps.add(of("heat-" + maps.size(), target, keys, counts));
            }
        });
        return maps;
    }

    private static HeatMap of(String id, String target, Set<String> keys, Counts counts) {
        TreeSet<String> operators = new TreeSet<>();
        TreeSet<String> dtypes = new TreeSet<>();
        for (String key : keys) {
            int space = key.lastIndexOf(' ');
            operators.add(key.substring(0, Math.max(0, space)));
            dtypes.add(key.substring(space + 1));
        }
        List<Row> rows = operators.stream().map(o -> new Row(Printable.of(o), dtypes.stream().map(d -> {
            String key = o.isEmpty() ? d : o + " " + d;
            return Cell.of(counts.decided.getOrDefault(key, 0L), counts.undecided.getOrDefault(key, 0L));
        }).toList())).toList();
        return new HeatMap(id, Printable.of(target), dtypes.stream().map(Printable::of).toList(), rows);
    }
}
