package org.plumbline.campaign;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.plumbline.corpus.CorpusFolder;
import org.plumbline.corpus.Entry;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `plumbline corpus`.
@Command(name = "corpus", mixinStandardHelpOptions = true,
    subcommands = {CorpusStats.class, CorpusMerge.class, CorpusMinimize.class, CorpusImport.class, CorpusExport.class},
    description = {
        "Looks after corpora: the recipes that campaigns keep since they showed something new, one file each in"
            + " the folder corpus of a campaign.",
        "A corpus is good for tomorrow's campaign, for other machines' and for the next release."},
    footer = {"", "Exit code: 0 done, 2 bad input, 3 an error of Plumbline.", "", "Examples:",
        "  plumbline corpus stats nightly", "  plumbline corpus merge monday tuesday --out week",
        "  plumbline corpus minimize week --out small", "  plumbline corpus import models --out nightly",
        "  plumbline corpus export small --out models"})
final class CorpusCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /// Without a command of its own: the help text.
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /// What the corpus of a campaign holds; damaged entries stay where they are.
    static CorpusFolder.Contents contents(Path campaign) {
        CorpusFolder folder = new CorpusFolder(campaign);
        if (!folder.exists()) {
            throw new BadInput(campaign + ": holds no corpus; name the folder of a campaign, as plumbline fuzz --out"
                + " makes it");
        }
        try {
            return folder.contents();
        } catch (IOException e) {
            throw new BadInput(campaign + ": the corpus cannot be read (" + CampaignFolder.reason(e)
                + "); name another folder");
        }
    }

    /// A corpus to be written, with what it holds already; nobody else writes it meanwhile.
    @FunctionalInterface
    interface Writing {
        /// The new entries, given those that are there.
        List<Entry.Good> entries(List<Entry.Good> present);
    }

    /// Adds entries to the corpus in `out`, which is made where it is missing.
    static void write(Path out, Writing writing) {
        try (CampaignFolder held = CampaignFolder.open(out)) {
            CorpusFolder folder = new CorpusFolder(held.path());
            List<Entry.Good> present = folder.exists() ? contents(out).entries() : new ArrayList<>();
            for (Entry.Good e : writing.entries(present)) {
                folder.add(e.text());
            }
        } catch (IOException e) {
            throw new BadInput(out + ": cannot be written (" + CampaignFolder.reason(e)
                + "); free space or name another folder with --out");
        }
    }

    /// `, N damaged entries left out`, or nothing.
    static String damaged(int count) {
        return count == 0 ? "" : ", %d damaged left out".formatted(count);
    }
}
