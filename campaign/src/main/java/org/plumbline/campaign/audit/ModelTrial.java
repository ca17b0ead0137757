package org.plumbline.campaign.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.plumbline.generator.Generated;
import org.plumbline.generator.Generator;
import org.plumbline.generator.Options;
import org.plumbline.graph.Rng;
import org.plumbline.reports.Signature;
import org.plumbline.reports.Subject;
import org.plumbline.targets.Outcome;
import org.plumbline.targets.Source;
import org.plumbline.targets.worker.Execution;
import org.plumbline.targets.worker.Executor;

/// Whether whole models are accepted that are made of learned rules: each runs once at a target's plain variant.
public record ModelTrial(Options options, Executor executor) {
    private static final Pattern BLAMED =
        Pattern.compile("(?:running |implementation for |kernel for |Op \\()([\\w.]+)");

    /// How many models and nodes there were, and who did not take which.
    public record Result(long models, long nodes, List<Refusal> refusals) {
        public Result {
            refusals = List.copyOf(refusals);
        }

        /// The share of models that were accepted; 1 where there were none.
        public double accepted() {
            return models == 0 ? 1 : 1 - refusals.stream().mapToLong(Refusal::models).sum() / (double) models;
        }
    }

    /// Models that were not accepted for what is most likely one reason: the operator that is blamed, the message
    /// without numbers, and the smallest of them, with the whole message.
    public record Refusal(String operator, String message, long models, Subject smallest, String whole) {
    }

    private record Refused(Subject model, String message) {
    }

    /// Tries `count` models, unless `more` says no before.
    public Result run(int count, long seed, BooleanSupplier more) {
        Generator generator = new Generator(options);
        Map<String, List<Refused>> refused = new TreeMap<>();
        long models = 0;
        long nodes = 0;
        for (int i = 0; i < count && more.getAsBoolean(); i++) {
            Generated generated = generator.generate(Rng.of(seed, i).nextLong());
            Subject subject = new Subject(generated.realized().model(), generated.realized().inputs()).feedable(executor
                .feeds());
            models++;
            nodes += generated.ways().total();
            refusal(subject).ifPresent(message -> refused.computeIfAbsent(blamed(message, subject) + "\n" + Signature
                .skeleton(message), _ -> new ArrayList<>()).add(new Refused(subject, message)));
        }
        return new Result(models, nodes, refused.entrySet().stream().map(e -> refusal(e.getKey(), e.getValue())).sorted(
            Comparator.comparingLong(Refusal::models).reversed()).toList());
    }

    private Optional<String> refusal(Subject subject) {
        return switch (executor.execute(new Execution(Source.of(subject.model()), subject.inputs(), executor.variants()
            .subList(0, 1), 1, new byte[0])).getFirst().getFirst()) {
            case Outcome.Values _ -> Optional.empty();
            case Outcome.Refused(var _, boolean _, String message) -> Optional.of(message);
            case Outcome.Crashed(String symptom, var frames) -> Optional.of(symptom + (frames.isEmpty() ? "" : " in "
                + frames.getFirst()));
            case Outcome.Hung(long millis) -> Optional.of("killed after " + millis + " ms");
        };
    }

    private static String blamed(String message, Subject subject) {
        Matcher named = BLAMED.matcher(message);
        return named.find() ? named.group(1) : subject.model().graph().nodes().size() == 1 ? subject.model().graph()
            .nodes().getFirst().qualifiedOperator() : "";
    }

    private static Refusal refusal(String key, List<Refused> same) {
        Refused smallest = same.stream().min(Comparator.comparingInt(r -> r.model.model().graph().nodes().size()))
            .orElseThrow();
        String[] parts = key.split("\n", 2);
        return new Refusal(parts[0].isEmpty() ? "a model" : parts[0], parts[1], same.size(), smallest.model,
            smallest.message);
    }
}
