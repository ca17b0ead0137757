package org.plumbline.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.plumbline.corpus.CorpusFolder;
import org.plumbline.corpus.Entry;
import org.plumbline.generator.Generated;
import org.plumbline.generator.Generator;
import org.plumbline.generator.infer.Recordings;
import org.plumbline.generator.rules.Rulebook;
import org.plumbline.graph.Model;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.edit.Case;
import org.plumbline.graph.edit.InputPlan;
import org.plumbline.graph.onnx.BackendTestCase;
import org.plumbline.graph.onnx.CaseRead;
import org.plumbline.reports.Subject;
import org.plumbline.seeds.Pattern;
import org.plumbline.seeds.Patterns;
import org.plumbline.seeds.records.NodeCalls;
import org.plumbline.seeds.records.OperatorCall;

/// Where calls of operators come from, as calls of one opset. What is drawn is drawn from `seed`; `left` is told what cannot
/// be used, and why.
record CallSources(int opset, long seed, Consumer<String> left) {
    /// The nodes of every seed pattern, each drawn `count` times.
    Stream<OperatorCall> patterns(int count) {
        return IntStream.range(0, count).boxed().flatMap(i -> Patterns.all().stream().flatMap(p -> of(p, i)));
    }

    private Stream<OperatorCall> of(Pattern pattern, int draw) {
        return pattern.draw(Rng.of(seed, draw), opset, InputPlan.ordinary(seed)).stream().flatMap(d -> nodes(d.draft()
            .toModel(), d.draft().values()));
    }

    /// The nodes of `count` generated models.
    Stream<OperatorCall> generated(Generator generator, int count) {
        return IntStream.range(0, count).mapToObj(i -> generator.generate(Rng.of(seed, i).nextLong())).map(
            Generated::realized).flatMap(this::nodes);
    }

    /// The recorded calls of a rulebook.
    Stream<OperatorCall> rulebook(Rulebook book) {
        return book.operators().values().stream().flatMap(List::stream).flatMap(l -> Recordings.of(l, opset).stream());
    }

    /// The nodes of the models in a folder and below: of .onnx files with the inputs beside them, drawn where there are
    /// none, and of a campaign's corpus. Each file comes alone; what cannot be used has no calls.
    Stream<Stream<OperatorCall>> folder(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> f.toString().endsWith(".onnx") || CorpusFolder.isEntry(f)).sorted().toList()
                .stream().map(f -> CorpusFolder.isEntry(f) ? entry(f) : model(f));
        } catch (IOException e) {
            throw unreadable(folder, e);
        } catch (UncheckedIOException e) {
            throw unreadable(folder, e.getCause());
        }
    }

    private static BadInput unreadable(Path path, IOException e) {
        return new BadInput("--from " + path + ": cannot be read (" + CampaignFolder.reason(e)
            + "); name a folder with models");
    }

    private Stream<OperatorCall> model(Path file) {
        return switch (BackendTestCase.read(file)) {
            case CaseRead.Malformed(String why) -> none(file, why);
            case CaseRead.Ok(BackendTestCase test) -> feeds(test, file).stream().flatMap(feeds -> nodes(test.model(),
                BoundedReference.of(test.model(), feeds, Accuracy.CPU).evaluated().values()));
        };
    }

    private Stream<OperatorCall> none(Path file, String why) {
        left.accept(file + ": " + why);
        return Stream.of();
    }

    private Optional<Map<String, Tensor>> feeds(BackendTestCase test, Path file) {
        if (!test.dataSets().isEmpty()) {
            return Optional.of(test.dataSets().getFirst().inputs());
        }
        return switch (RandomInputs.draw(test.model(), seed)) {
            case RandomInputs.Drawn(List<Tensor> tensors) -> Optional.of(new Subject(test.model(),
                tensors).feeds());
            case RandomInputs.Impossible(String why) -> {
                left.accept(file + ": " + why);
                yield Optional.empty();
            }
        };
    }

    private Stream<OperatorCall> entry(Path file) {
        return switch (Entry.read(file)) {
            case Entry.Good good -> nodes(good.realize());
            case Entry.Bad(String reason) -> none(file, reason);
        };
    }

    private Stream<OperatorCall> nodes(Case c) {
        return nodes(c.model(), c.values());
    }

    private Stream<OperatorCall> nodes(Model model, Map<String, Enclosure> values) {
        return NodeCalls.of(model, values, opset).stream();
    }
}
