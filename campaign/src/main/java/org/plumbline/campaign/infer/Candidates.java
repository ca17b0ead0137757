package org.plumbline.campaign.infer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.plumbline.generator.check.OnnxSchemas;
import org.plumbline.generator.check.OperatorSchema;
import org.plumbline.graph.Nearest;
import org.plumbline.targets.registry.Targets;
import org.plumbline.targets.worker.Executor;

/// The schemas of which rules are to be learned, or why there are none.
public sealed interface Candidates {
    /// By domain and name. `words` are the texts that attributes may be, by the attribute's name.
    record Found(List<OperatorSchema> schemas, Map<String, List<String>> words) implements Candidates {
        public Found {
            schemas = List.copyOf(schemas);
            words = Map.copyOf(words);
        }
    }

    /// What is wrong, and the remedy.
    record None(String why) implements Candidates {
    }

    /// The schemas, or what `failure` makes of the reason.
    default Found orElseThrow(Function<String, ? extends RuntimeException> failure) {
        return switch (this) {
            case Found found -> found;
            case None(String why) -> throw failure.apply(why);
        };
    }

    /// Those of ONNX at an opset from its registry, those of another domain by asking the target; of `names` only, if any
    /// are given, which may have their domain in front, as in `com.microsoft::Gelu`.
    static Candidates of(Executor executor, String target, List<String> domains, Set<String> names, int opset) {
        OnnxSchemas onnx = OnnxSchemas.load();
        List<OperatorSchema> all = new ArrayList<>();
        Map<String, List<String>> texts = new TreeMap<>(OnnxSchemas.words());
        for (String domain : domains) {
            Set<String> wanted = in(domain, names);
            if (wanted.isEmpty() && !names.isEmpty()) {
                continue;
            }
            if (domain.equals("ai.onnx")) {
                onnx.operators().stream().filter(n -> names.isEmpty() || wanted.contains(n)).flatMap(n -> onnx.schema(n,
                    opset).stream()).forEach(all::add);
                continue;
            }
            Optional<Path> library = Targets.installed().library(target);
            if (library.isEmpty()) {
                return new None("--domain " + domain + ": " + target
                    + " has no native library to read names from; name ai.onnx");
            }
            try {
                Set<String> attributes = onnx.all().stream().flatMap(s -> s.attributes().keySet().stream()).collect(
                    Collectors.toSet());
                Words words = Words.in(library.get()).and(Set.of(), attributes);
                ContribSchemas.of(Respondent.of(executor), domain, names.isEmpty() ? words : new Words(new TreeSet<>(
                    wanted),
                    words.attributes())).stream().filter(i -> i.kernel() == Inferred.Kernel.PRESENT).map(
                        Inferred::schema).forEach(s -> {
                            all.add(s);
                            texts(s).forEach(a -> texts.putIfAbsent(a, List.copyOf(words.attributes())));
                        });
            } catch (IOException e) {
                return new None(library.get() + ": cannot be read (" + e.getMessage() + ")");
            }
        }
        return all.isEmpty() ? new None("--operators " + String.join(",", names) + ": none of them is in " + domains
            + (names.isEmpty() ? "" : "; near are " + Nearest.to(names.iterator().next(), onnx.operators())))
            : new Found(all, texts);
    }

    /// The names that may be of a domain, without it.
    private static Set<String> in(String domain, Set<String> names) {
        String prefix = domain + "::";
        return names.stream().filter(n -> !n.contains("::") || n.startsWith(prefix)).map(n -> n.startsWith(prefix) ? n
            .substring(prefix.length()) : n).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> texts(OperatorSchema s) {
        return s.attributes().values().stream().filter(a -> a.type().equals("STRING")).map(
            OperatorSchema.AttributeSchema::name).toList();
    }
}
