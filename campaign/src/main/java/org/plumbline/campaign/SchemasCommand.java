package org.plumbline.campaign;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.plumbline.campaign.infer.ContribSchemas;
import org.plumbline.campaign.infer.Inferred;
import org.plumbline.campaign.infer.Inferred.Kernel;
import org.plumbline.campaign.infer.Respondent;
import org.plumbline.campaign.infer.SchemaFile;
import org.plumbline.campaign.infer.Words;
import org.plumbline.generator.check.OnnxSchemas;
import org.plumbline.generator.check.OperatorSchema;
import org.plumbline.targets.registry.Targets;
import org.plumbline.targets.worker.Limits;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `plumbline schemas`.
@Command(name = "schemas", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Prints the operators that ONNX Runtime registers in a domain of its own: how many inputs and"
        + " outputs they take, whether the target has a kernel, and their attributes (a star marks required ones).",
        "It is found out by asking the target about every name in its library; this takes a minute or two."},
    footer = {"", "Exit code: 0, 2 bad input, 3 an error of Plumbline.", "", "Example:",
        "  plumbline schemas --target onnxruntime --out contrib.json"})
final class SchemasCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--target", defaultValue = "onnxruntime", paramLabel = "NAME[@VERSION]",
        completionCandidates = TargetNames.class, description = "what to ask (default: ${DEFAULT-VALUE})")
    private String target;

    @Option(names = "--domain", defaultValue = "com.microsoft", paramLabel = "DOMAIN",
        description = "whose operators (default: ${DEFAULT-VALUE})")
    private String domain;

    @Option(names = "--out", paramLabel = "FILE", description = "write the schemas there as JSON")
    private Optional<Path> out;

    @Option(names = "--operators", split = ",", paramLabel = "NAME,…",
        description = "ask about these names only, not about all names in the library")
    private Set<String> operators = Set.of();

    @Override
    public Integer call() {
        if (domain.isBlank() || domain.equals("ai.onnx")) {
            throw new BadInput("--domain '" + domain + "': the operators of ONNX itself need no asking; name another");
        }
        out.filter(f -> Files.isDirectory(f) || !Files.isDirectory(f.toAbsolutePath().getParent())).ifPresent(f -> {
            throw new BadInput(f + ": not a file in a folder that exists; name another with --out");
        });
        try (Opened opened = Opened.once(target, Limits.DEFAULT)) {
            List<Inferred> found = ContribSchemas.of(Respondent.of(opened.first()), domain, words());
            if (found.isEmpty()) {
                throw new BadInput("--domain '" + domain + "': " + target + " has no operator of these names there");
            }
            out.ifPresent(f -> write(f, found));
            print(found);
        }
        return Plumbline.NOTHING_FOUND;
    }

    private Words words() {
        Path library = Targets.installed().library(target).orElseThrow(() -> new BadInput("--target " + target
            + ": has no native library to read names from; name onnxruntime"));
        List<OperatorSchema> known = OnnxSchemas.load().all();
        Set<String> attributes = known.stream().flatMap(s -> s.attributes().keySet().stream())
            .collect(Collectors.toSet());
        try {
            Words words = Words.in(library).and(known.stream().map(OperatorSchema::name).collect(Collectors.toSet()),
                attributes);
            return operators.isEmpty() ? words : new Words(new TreeSet<>(operators), words.attributes());
        } catch (IOException e) {
            throw new BadInput(library + ": cannot be read (" + CampaignFolder.reason(e) + ")");
        }
    }

    private static void write(Path file, List<Inferred> found) {
        try {
            Files.writeString(file, SchemaFile.write(found));
        } catch (IOException e) {
            throw new BadInput(file + ": cannot be written (" + CampaignFolder.reason(e)
                + "); name another with --out");
        }
    }

    private void print(List<Inferred> found) {
        PrintWriter printer = spec.commandLine().getOut();
        printer.printf("%-34s %6s  %7s  %-8s  %s%n", "operator", "inputs", "outputs", "kernel", "attributes");
        found.forEach(f -> {
            OperatorSchema s = f.schema();
            printer.printf("%-34s %6s  %7s  %-8s  %s%n", s.name(), range(s.minInputs(), s.maxInputs()),
                range(s.minOutputs(), s.maxOutputs()), kernel(f.kernel()), s.attributes().values().stream()
                    .map(a -> a.name() + (a.required() ? "*" : "")).collect(Collectors.joining(" ")));
        });
        printer.printf("%s, %s: %d operators, %d with a kernel, %d without, %d not known%n", target, domain,
            found.size(), count(found, Kernel.PRESENT), count(found, Kernel.MISSING), count(found, Kernel.UNKNOWN));
        printer.flush();
    }

    private static long count(List<Inferred> found, Kernel kernel) {
        return found.stream().filter(f -> f.kernel() == kernel).count();
    }

    private static String range(int min, int max) {
        return min == max ? "" + min : min + "-" + (max == Integer.MAX_VALUE ? "…" : "" + max);
    }

    private static String kernel(Kernel kernel) {
        return switch (kernel) {
            case PRESENT -> "yes";
            case MISSING -> "no";
            case UNKNOWN -> "?";
        };
    }
}
