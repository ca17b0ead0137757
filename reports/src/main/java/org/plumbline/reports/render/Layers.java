package org.plumbline.reports.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.plumbline.reports.render.Boxes.Arrow;

/// Which box stands in which row, and in which order: rows by the longest path from above, sources just above their
/// first reader. An arrow over several rows is given a place of its own in each row between, so that it runs through no
/// box. Places are numbered: first the boxes, then those of the arrows.
record Layers(List<List<Integer>> rows, List<List<Integer>> paths) {
    private static final int SWEEPS = 4;

    /// For `count` boxes; an arrow goes from a box to another that does not lead back to it. A path lists the places of
    /// one arrow, from box to box.
    static Layers of(int count, List<Arrow> arrows) {
        int[] row = rows(count, arrows);
        List<List<Integer>> rows = new ArrayList<>();
        for (int r = 0; r <= Arrays.stream(row).max().orElse(0); r++) {
            rows.add(new ArrayList<>());
        }
        for (int b = 0; b < count; b++) {
            rows.get(row[b]).add(b);
        }
        List<List<Integer>> paths = new ArrayList<>();
        int places = count;
        for (Arrow a : arrows) {
            List<Integer> path = new ArrayList<>(List.of(a.from()));
            for (int r = row[a.from()] + 1; r < row[a.to()]; r++) {
                rows.get(r).add(places);
                path.add(places++);
            }
            path.add(a.to());
            paths.add(path);
        }
        sort(rows, paths, places);
        return new Layers(rows, paths);
    }

    private static int[] rows(int count, List<Arrow> arrows) {
        int[] row = new int[count];
        boolean moved = true;
        for (int round = 0; moved && round <= count; round++) {
            moved = false;
            for (Arrow a : arrows) {
                if (row[a.to()] <= row[a.from()]) {
                    row[a.to()] = row[a.from()] + 1;
                    moved = true;
                }
            }
        }
        for (int b = 0; b < count; b++) {
            int box = b;
            if (arrows.stream().noneMatch(a -> a.to() == box)) {
                row[b] = Math.max(0, arrows.stream().filter(a -> a.from() == box).mapToInt(a -> row[a.to()]).min()
                    .orElse(1) - 1);
            }
        }
        return row;
    }

    /// Puts every place near the middle of its neighbours, row by row, down and up again.
    private static void sort(List<List<Integer>> rows, List<List<Integer>> paths, int places) {
        List<List<Integer>> above = neighbours(paths, places, 1);
        List<List<Integer>> below = neighbours(paths, places, -1);
        double[] at = new double[places];
        rows.forEach(r -> number(r, at));
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            List<List<Integer>> side = sweep % 2 == 0 ? above : below;
            for (List<Integer> r : sweep % 2 == 0 ? rows : rows.reversed()) {
                double[] middle = IntStream.range(0, places).mapToDouble(p -> side.get(p).stream().mapToDouble(
                    n -> at[n]).average().orElse(at[p])).toArray();
                r.sort(Comparator.comparingDouble(p -> middle[p]));
                number(r, at);
            }
        }
    }

    /// Places within a row, from −½ to ½.
    private static void number(List<Integer> row, double[] at) {
        for (int i = 0; i < row.size(); i++) {
            at[row.get(i)] = (i + 0.5) / row.size() - 0.5;
        }
    }

    private static List<List<Integer>> neighbours(List<List<Integer>> paths, int places, int back) {
        List<List<Integer>> all = new ArrayList<>();
        for (int p = 0; p < places; p++) {
            all.add(new ArrayList<>());
        }
        for (List<Integer> path : paths) {
            for (int i = 1; i < path.size(); i++) {
                int upper = path.get(i - 1);
                int lower = path.get(i);
                all.get(back > 0 ? lower : upper).add(back > 0 ? upper : lower);
            }
        }
        return all;
    }
}
