package org.plumbline.reports.bisect;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.plumbline.reports.Triage.Release;
import org.plumbline.reports.Triage.Shown;

/// Searches the releases that show a finding, on the assumption that they follow each other without a gap. From a
/// release that shows it, the ends of the list are asked, then the middle between one that shows it and one that does
/// not, until they are neighbours; then the next on either side, which would betray a gap. A gap that is met is kept in
/// the answer, and the search goes on beyond it. Releases that cannot be had are passed over; those to which the finding
/// does not apply count as not showing it.
public final class Bisection {
    private final List<String> releases;
    private final Asked asked;
    private final TreeMap<Integer, Release> answers = new TreeMap<>();

    private Bisection(List<String> releases, Asked asked) {
        this.releases = releases;
        this.asked = asked;
    }

    /// Asks some of the `releases`, which ascend, beginning with `found` (the newest, where it is not one of them).
    /// Where that does not show it, a few others are tried in the hope of one that does. With n releases and no gap
    /// these are at most 2·log₂n + 8 questions if `found` shows it, beside those for releases that cannot be had.
    public static History over(List<String> releases, String found, Asked asked) {
        Bisection search = new Bisection(List.copyOf(releases), asked);
        if (!releases.isEmpty()) {
            int index = releases.indexOf(found);
            search.from(index < 0 ? releases.size() - 1 : index);
        }
        return new History(List.copyOf(search.answers.values()));
    }

    private void from(int found) {
        OptionalInt anchor = isShown(found) ? OptionalInt.of(found) : anywhere();
        if (anchor.isPresent()) {
            edge(anchor.getAsInt(), 0);
            edge(anchor.getAsInt(), releases.size() - 1);
        }
    }

    private Release answer(int i) {
        Release known = answers.get(i);
        if (known == null) {
            known = asked.ask(releases.get(i));
            answers.put(i, known);
        }
        return known;
    }

    private boolean isShown(int i) {
        return answer(i).shown() == Shown.SHOWS;
    }

    private boolean isThere(int i) {
        return answer(i).shown() != Shown.UNAVAILABLE;
    }

    /// A release that shows it: the ends, then the middle, the quarters and so on, as long as a search would take.
    private OptionalInt anywhere() {
        record Part(int from, int to) {
        }
        int last = releases.size() - 1;
        int questions = 2 * (Integer.SIZE - Integer.numberOfLeadingZeros(last));
        for (int end : new int[] {last, 0}) {
            if (isShown(end)) {
                return OptionalInt.of(end);
            }
        }
        Deque<Part> parts = new ArrayDeque<>(List.of(new Part(0, last)));
        for (int i = 0; i < questions && !parts.isEmpty(); i++) {
            Part part = parts.poll();
            int middle = (part.from + part.to) >>> 1;
            if (isShown(middle)) {
                return OptionalInt.of(middle);
            }
            if (part.to - part.from > 2) {
                parts.add(new Part(part.from, middle));
                parts.add(new Part(middle, part.to));
            }
        }
        return OptionalInt.empty();
    }

    /// Looks for the last release towards `end` that shows it; `shown` does.
    private void edge(int shown, int end) {
        int step = Integer.signum(end - shown);
        OptionalInt far = step == 0 ? OptionalInt.empty() : nearest(end, shown + step, end);
        if (far.isEmpty()) {
            return;
        }
        int with = shown;
        int without = far.getAsInt();
        if (isShown(without)) {
            between(shown, without);
            nearest(without - step, without - step, shown);
            return;
        }
        OptionalInt middle = between(with, without);
        while (middle.isPresent()) {
            if (isShown(middle.getAsInt())) {
                with = middle.getAsInt();
            } else {
                without = middle.getAsInt();
            }
            middle = between(with, without);
        }
        nearest(with - step, with - step, shown);
        OptionalInt beyond = without == end ? OptionalInt.empty() : nearest(without + step, without + step, end);
        if (beyond.isPresent() && isShown(beyond.getAsInt())) {
            edge(beyond.getAsInt(), end);
        }
    }

    /// The release nearest to the middle between two others that can be had; empty where there is none.
    private OptionalInt between(int a, int b) {
        return Math.abs(a - b) < 2 ? OptionalInt.empty()
            : nearest((a + b) / 2, Math.min(a, b) + 1, Math.max(a, b) - 1);
    }

    /// The release nearest to `wish` that can be had, among those from `a` to `b`, either of which may be the larger;
    /// empty where there is none. It has been asked then.
    private OptionalInt nearest(int wish, int a, int b) {
        int low = Math.max(0, Math.min(a, b));
        int high = Math.min(releases.size() - 1, Math.max(a, b));
        return IntStream.rangeClosed(0, releases.size()).flatMap(d -> IntStream.of(wish - d, wish + d))
            .filter(i -> i >= low && i <= high).filter(this::isThere).findFirst();
    }
}
