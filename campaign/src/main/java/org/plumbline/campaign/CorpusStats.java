package org.plumbline.campaign;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.plumbline.corpus.CorpusFolder;
import org.plumbline.corpus.Entry;
import org.plumbline.corpus.Features;
import org.plumbline.corpus.FunctionalHash;
import org.plumbline.corpus.Merge;
import org.plumbline.graph.edit.Case;
import org.plumbline.graph.operators.Evaluator.Evaluated;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `plumbline corpus stats`.
@Command(name = "stats", mixinStandardHelpOptions = true,
    description = {"Counts what a corpus holds: entries, nodes, operators, features and duplicates.",
        "Entries compute the same where their inputs have the same types and the reference gives the same outputs on fixed"
            + " inputs; entries whose outputs the specification leaves open are not compared."})
final class CorpusStats implements Callable<Integer> {
    private static final int MOST_OPERATORS = 12;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "the folder of a campaign")
    private Path campaign;

    @Override
    public Integer call() {
        CorpusFolder.Contents contents = CorpusCommand.contents(campaign);
        Map<Features.Family, Set<String>> features = new TreeMap<>();
        Map<String, Integer> operators = new TreeMap<>();
        Set<String> hashes = new HashSet<>();
        int same = 0;
        int open = 0;
        for (Entry.Good e : contents.entries()) {
            Case c = e.realize();
            c.model().graph().allNodes().forEach(n -> operators.merge(n.qualifiedOperator(), 1, Integer::sum));
            Evaluated reference = new Evaluated(c.values(), List.of(), Optional.empty());
            for (Features.Family f : Features.Family.values()) {
                features.computeIfAbsent(f, _ -> new HashSet<>()).addAll(Features.of(c.model(), reference, Set.of(f)));
            }
            Optional<String> hash = FunctionalHash.of(e.recipe());
            open += hash.isEmpty() ? 1 : 0;
            same += hash.isPresent() && !hashes.add(hash.get()) ? 1 : 0;
        }
        print(contents, operators, features, same, open);
        return Plumbline.NOTHING_FOUND;
    }

    private void print(CorpusFolder.Contents contents, Map<String, Integer> operators,
        Map<Features.Family, Set<String>> features, int same, int open) {
        PrintWriter out = spec.commandLine().getOut();
        int entries = contents.entries().size();
        out.printf("%-12s%,d%n", "entries", entries);
        contents.damaged().stream().limit(1).forEach(d -> out.printf("%-12s%,d, such as %s: %s%n", "damaged", contents
            .damaged().size(), d.place(), d.reason()));
        int nodes = contents.entries().stream().mapToInt(Entry.Good::nodes).sum();
        out.printf("%-12s%,d, %.1f per entry%n", "nodes", nodes, entries == 0 ? 0.0 : (double) nodes / entries);
        out.printf("%-12s%,d%s%n", "operators", operators.size(), most(operators));
        out.printf("%-12s%,d%s%n", "features", features.values().stream().mapToInt(Set::size).sum(), features.entrySet()
            .stream().map(f -> "%s %,d".formatted(f.getKey().name().toLowerCase(java.util.Locale.ROOT), f.getValue()
                .size())).collect(Collectors.joining(", ", ": ", "")));
        Merge.Merged merged = Merge.of(contents.entries());
        out.printf("%-12s%,d compute what another entry does, %,d of them look alike, too; %,d are not compared%n",
            "duplicates", same, merged.duplicates() + merged.equal(), open);
        out.flush();
    }

    private static String most(Map<String, Integer> operators) {
        return operators.isEmpty() ? "" : operators.entrySet().stream().sorted(Map.Entry
            .<String, Integer>comparingByValue(
                Comparator.reverseOrder()).thenComparing(Map.Entry.comparingByKey())).limit(MOST_OPERATORS).map(e -> e
                    .getKey()
                    + " " + e.getValue()).collect(Collectors.joining(", ", ": ", operators.size() > MOST_OPERATORS
                        ? ", …"
                        : ""));
    }
}
