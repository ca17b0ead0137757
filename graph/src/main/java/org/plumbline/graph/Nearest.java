package org.plumbline.graph;

import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Collectors;

/// Which of the names there are somebody may have meant by one that there is not.
public final class Nearest {
    private static final int SHOWN = 3;

    private Nearest() {
    }

    /// The three nearest, nearest first, as `a, b, c`.
    public static String to(String name, Collection<String> names) {
        return names.stream().distinct().sorted(Comparator.<String>comparingInt(n -> distance(n, name))
            .thenComparing(Comparator.naturalOrder())).limit(SHOWN).collect(Collectors.joining(", "));
    }

    /// Levenshtein's, without regard to case.
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
                int cost = diagonal + (same ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(cost, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
