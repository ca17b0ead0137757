package org.plumbline.campaign;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.plumbline.corpus.CorpusFolder;
import org.plumbline.corpus.Entry;
import org.plumbline.corpus.Merge;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `plumbline corpus minimize`.
@Command(name = "minimize", mixinStandardHelpOptions = true,
    description = {"Makes a small corpus of a large one: entries that together show every structural feature, chosen"
        + " greedily. The large one stays as it is.",
        "What other feedback an entry was kept for (native blocks, rewrites) does not count here."})
final class CorpusMinimize implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "the folder of a campaign")
    private Path campaign;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "where to; no corpus may be there yet")
    private Path out;

    @Override
    public Integer call() {
        CorpusFolder.Contents contents = CorpusCommand.contents(campaign);
        if (new CorpusFolder(out).exists()) {
            throw new BadInput("--out " + out + ": holds a corpus already; name another folder");
        }
        List<Entry.Good> kept = Merge.smallest(contents.entries());
        Set<String> features = new HashSet<>();
        kept.forEach(e -> features.addAll(e.features()));
        CorpusCommand.write(out, _ -> kept);
        spec.commandLine().getOut().printf("%,d of %,d entries in %s show all %,d features%s%n", kept.size(), contents
            .entries().size(), out, features.size(), CorpusCommand.damaged(contents.damaged().size()));
        return Plumbline.NOTHING_FOUND;
    }
}
