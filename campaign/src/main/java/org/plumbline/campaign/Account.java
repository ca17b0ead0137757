package org.plumbline.campaign;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.plumbline.campaign.engine.Summary;
import org.plumbline.generator.rules.Way;

/// The few lines at the end of a campaign.
final class Account {
    private static final int SHOWN = 20;
    private static final int LONGEST = 90;

    private Account() {
    }

    static void print(Summary s, Path folder, PrintWriter out) {
        out.printf("%n%,d cases in %.0f s (%.0f CPU s: %.0f cases, %.0f generated models per CPU second)%n", s.cases(),
            s.wallSeconds(), s.cpuSeconds(), s.casesPerCpuSecond(), s.generatedPerCpuSecond());
        out.printf("agree %,d · undecided %,d · not supported %,d · decided elements %.2f %%%n", s.agrees(),
            s.undecidedCases(), s.unsupported(), 100 * s.decidedShare());
        if (s.nodes().size() > 1 || !s.nodes().containsKey(Way.HAND_WRITTEN.label())) {
            out.println("nodes " + Stream.of(Way.values()).filter(w -> s.nodes().containsKey(w.label()))
                .map(w -> "%s %,d".formatted(w.label(), s.nodes().get(w.label()))).collect(Collectors.joining(" · ")));
        }
        if (s.findingsBySignature().isEmpty()) {
            out.println("no findings");
        } else {
            out.printf("%d distinct findings:%n", s.findingsBySignature().size());
            s.findingsBySignature().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())).limit(SHOWN)
                .forEach(e -> out.printf("  %6d × %s%n", e.getValue(), cut(e.getKey())));
        }
        if (s.findingsBySignature().size() > SHOWN) {
            out.printf("  … and %d more%n", s.findingsBySignature().size() - SHOWN);
        }
        out.println("report: " + folder.toAbsolutePath());
    }

    private static String cut(String signature) {
        return signature.length() <= LONGEST ? signature : signature.substring(0, LONGEST - 1) + "…";
    }
}
