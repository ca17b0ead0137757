package org.plumbline.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.plumbline.campaign.engine.WholeFile;
import org.plumbline.corpus.CorpusFolder;
import org.plumbline.corpus.Entry;
import org.plumbline.graph.onnx.OnnxCodec;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `plumbline corpus export`.
@Command(name = "export", mixinStandardHelpOptions = true,
    description = "Writes the models of a corpus as .onnx files, each named after its entry.")
final class CorpusExport implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "the folder of a campaign")
    private Path campaign;

    @Option(names = "--out", required = true, paramLabel = "FOLDER", description = "where the files go")
    private Path out;

    @Override
    public Integer call() {
        CorpusFolder.Contents contents = CorpusCommand.contents(campaign);
        try {
            Files.createDirectories(out);
            for (Entry.Good e : contents.entries()) {
                WholeFile.write(out.resolve(e.name() + ".onnx"), OnnxCodec.write(e.realize().model()));
            }
        } catch (IOException e) {
            throw new BadInput(out + ": cannot be written (" + CampaignFolder.reason(e)
                + "); free space or name another folder with --out");
        }
        spec.commandLine().getOut().printf("%,d models in %s%s%n", contents.entries().size(), out, CorpusCommand
            .damaged(
                contents.damaged().size()));
        return Plumbline.NOTHING_FOUND;
    }
}
