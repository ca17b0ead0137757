package org.plumbline.campaign;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.plumbline.corpus.CorpusFolder;
import org.plumbline.corpus.Entry;
import org.plumbline.corpus.Merge;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `plumbline corpus merge`.
@Command(name = "merge", mixinStandardHelpOptions = true,
    description = {"Makes one corpus of several, or adds some to one that is there.",
        "Entries that are equal, and those that compute the same as an earlier one and show no feature beyond it, are"
            + " dropped and counted. Those that compute the same in another way stay: optimisers may treat them"
            + " differently."})
final class CorpusMerge implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(paramLabel = "DIR", arity = "1..*", description = "folders of campaigns")
    private List<Path> campaigns;

    @Option(names = "--out", required = true, paramLabel = "DIR",
        description = "the campaign that gets the corpus; what"
            + " it holds already stays")
    private Path out;

    @Override
    public Integer call() {
        List<Entry.Good> all = new ArrayList<>();
        int damaged = 0;
        for (Path campaign : campaigns) {
            CorpusFolder.Contents contents = CorpusCommand.contents(campaign);
            all.addAll(contents.entries());
            damaged += contents.damaged().size();
        }
        int left = damaged;
        CorpusCommand.write(out, present -> {
            List<Entry.Good> entries = new ArrayList<>(present);
            entries.addAll(all);
            Merge.Merged merged = Merge.of(entries);
            List<Entry.Good> kept = new ArrayList<>(merged.kept());
            kept.removeAll(present);
            spec.commandLine().getOut().printf(
                "%,d entries of %,d corpora: %,d are new in %s, %,d equal and %,d duplicates"
                    + " dropped%s%n", all.size(), campaigns.size(), kept.size(), out, merged.equal(), merged
                        .duplicates(),
                CorpusCommand.damaged(left));
            return kept;
        });
        return Plumbline.NOTHING_FOUND;
    }
}
