package org.plumbline.campaign;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.plumbline.corpus.CorpusFolder;
import org.plumbline.corpus.Entry;
import org.plumbline.corpus.ModelImport;
import org.plumbline.graph.edit.Recipe;
import org.plumbline.graph.edit.RecipeJson;
import org.plumbline.graph.onnx.BackendTestCase;
import org.plumbline.graph.onnx.CaseRead;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `plumbline corpus import`.
@Command(name = "import", mixinStandardHelpOptions = true,
    description = {"Turns .onnx files into entries: campaigns then start from models that people use.",
        "Inputs are those of the first test_data_set beside a model, else drawn. A model is left out, with the reason in"
            + " not-imported.txt of the campaign's folder, where it is damaged, large, or uses what has no reference."})
final class CorpusImport implements Callable<Integer> {
    private static final String LIST = "not-imported.txt";
    private static final int MOST_REASONS = 8;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", description = "holds .onnx files, at any depth")
    private Path folder;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "the campaign whose corpus gets them")
    private Path out;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "S",
        description = "draws inputs and symbolic sizes (default: ${DEFAULT-VALUE})")
    private long seed;

    @Override
    public Integer call() {
        List<Path> files = files();
        List<Entry.Good> entries = new ArrayList<>();
        Map<Path, String> left = new TreeMap<>();
        for (Path file : files) {
            switch (entry(file)) {
                case Entry.Good good -> entries.add(good);
                case Entry.Bad(String reason) -> left.put(file, reason);
            }
        }
        int[] added = {0};
        CorpusCommand.write(out, present -> {
            List<Entry.Good> fresh = entries.stream().distinct().filter(e -> !present.contains(e)).toList();
            added[0] = fresh.size();
            return fresh;
        });
        report(files.size(), entries.size(), added[0], left);
        return Plumbline.NOTHING_FOUND;
    }

    private List<Path> files() {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> files = all.filter(f -> f.toString().endsWith(".onnx") && Files.isRegularFile(f)).sorted()
                .toList();
            if (files.isEmpty()) {
                throw new BadInput(folder + ": holds no .onnx file; name a folder with models");
            }
            return files;
        } catch (IOException e) {
            throw unreadable(e);
        } catch (UncheckedIOException e) {
            throw unreadable(e.getCause());
        }
    }

    private BadInput unreadable(IOException e) {
        return new BadInput(folder + ": cannot be read (" + CampaignFolder.reason(e) + "); name a folder with models");
    }

    private Entry entry(Path file) {
        return switch (BackendTestCase.read(file)) {
            case CaseRead.Malformed(String why) -> new Entry.Bad(why);
            case CaseRead.Ok(BackendTestCase test) -> switch (new ModelImport(test.model(), seed).recipe(test.dataSets()
                .isEmpty() ? Map.of() : test.dataSets().getFirst().inputs())) {
                case ModelImport.Result.Unsupported(String reason) -> new Entry.Bad(reason);
                case ModelImport.Result.Imported(Recipe recipe) -> Entry.of(RecipeJson.write(recipe).getBytes(
                    StandardCharsets.UTF_8));
            };
        };
    }

    private void report(int files, int imported, int added, Map<Path, String> left) {
        PrintWriter printer = spec.commandLine().getOut();
        printer.printf("%,d of %,d models imported, %,d of them new in %s%n", imported, files, added,
            new CorpusFolder(out).entries());
        if (left.isEmpty()) {
            return;
        }
        Map<String, Integer> reasons = new TreeMap<>();
        left.forEach((file, reason) -> reasons.merge(reason.replace(file.toString(), "model"), 1, Integer::sum));
        reasons.entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
            .thenComparing(Map.Entry.comparingByKey())).limit(MOST_REASONS)
            .forEach(r -> printer.printf("%,6d left out: %s%n", r.getValue(), r.getKey()));
        Path list = out.resolve(LIST);
        try {
            Files.write(list, left.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()).toList());
        } catch (IOException e) {
            throw new BadInput(list + ": cannot be written (" + CampaignFolder.reason(e) + "); free space");
        }
        printer.printf("all %,d that were left out: %s%n", left.size(), list);
        printer.flush();
    }
}
