package org.plumbline.reports.bisect;

import java.util.Arrays;
import java.util.Comparator;

/// The order of release numbers: by their parts as numbers, so that 1.9 comes before 1.10; what is missing counts as 0,
/// and what is no number as −1, so that 1.16.0-rc1 comes before 1.16.0.
public final class Versions {
    public static final Comparator<String> ORDER = Versions::compare;

    private Versions() {
    }

    private static int compare(String a, String b) {
        String[] left = a.split("[.+_-]");
        String[] right = b.split("[.+_-]");
        int difference = 0;
        for (int i = 0; difference == 0 && i < Math.max(left.length, right.length); i++) {
            difference = Long.compare(part(left, i), part(right, i));
        }
        return difference;
    }

    private static long part(String[] parts, int i) {
        return i >= parts.length ? 0 : parts[i].matches("\\d{1,18}") ? Long.parseLong(parts[i]) : -1;
    }

    /// Whether a release lies between two others. Either may name fewer parts, and then means all that begin so:
    /// 1.17.3 lies between 1.8 and 1.17.
    public static boolean isBetween(String version, String from, String to) {
        return ORDER.compare(version, from) >= 0 && ORDER.compare(cut(version, to), to) <= 0;
    }

    private static String cut(String version, String like) {
        String[] parts = version.split("\\.");
        int kept = Math.min(parts.length, like.split("\\.").length);
        return String.join(".", Arrays.copyOf(parts, kept));
    }
}
