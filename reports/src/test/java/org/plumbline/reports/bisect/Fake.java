package org.plumbline.reports.bisect;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.plumbline.reports.Triage.Release;
import org.plumbline.reports.Triage.Shown;

/// Releases 1.0, 1.1, … that say what a script holds for them, and count how often they are asked.
final class Fake implements Asked {
    private final List<Shown> script;
    private final List<String> questions = new ArrayList<>();

    Fake(List<Shown> script) {
        this.script = List.copyOf(script);
    }

    /// `S` shows, `.` gone, `n` not applicable, `u` unavailable: a letter for each release.
    static Fake of(String script) {
        return new Fake(script.chars().mapToObj(c -> switch (c) {
            case 'S' -> Shown.SHOWS;
            case '.' -> Shown.GONE;
            case 'n' -> Shown.NOT_APPLICABLE;
            case 'u' -> Shown.UNAVAILABLE;
            default -> throw new IllegalArgumentException(script);
        }).toList());
    }

    static Fake of(int size, IntFunction<Shown> each) {
        return new Fake(IntStream.range(0, size).mapToObj(each).toList());
    }

    static String version(int i) {
        return "1." + i;
    }

    List<String> releases() {
        return IntStream.range(0, script.size()).mapToObj(Fake::version).toList();
    }

    List<String> questions() {
        return questions;
    }

    /// Searches, from release `found` on.
    History bisected(int found) {
        return Bisection.over(releases(), version(found), this);
    }

    @Override
    public Release ask(String version) {
        questions.add(version);
        return new Release(version, script.get(Integer.parseInt(version.substring(2))), "as scripted");
    }
}
