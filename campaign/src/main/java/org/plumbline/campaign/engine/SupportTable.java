package org.plumbline.campaign.engine;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.plumbline.generator.Generator;
import org.plumbline.generator.Options;
import org.plumbline.generator.Support;
import org.plumbline.generator.check.OnnxSchemas;
import org.plumbline.generator.check.OperatorSchema;
import org.plumbline.graph.DType;
import org.plumbline.graph.Node;
import org.plumbline.graph.edit.Case;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operators.Operators;
import org.plumbline.oracles.Verdict;
import org.plumbline.reports.Subject;

/// What a target implements, found out by asking it: one-operator models over all operators, their versions and dtypes, run
/// with the plain variant. A combination counts as missing when the target said "not implemented", and as there when it
/// was never asked. Kept per target and version, so that the asking is done once.
public final class SupportTable implements Support {
    private static final int PROBES_PER_OPERATOR = 800;
    private static final int FRUITLESS_PROBES = 150;
    private static final int RUNS_PER_KEY = 2;
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private final OnnxSchemas versions;
    private final Map<String, Boolean> implemented;

    private SupportTable(OnnxSchemas versions, Map<String, Boolean> implemented) {
        this.versions = versions;
        this.implemented = Map.copyOf(implemented);
    }

    /// Reads the table from `cache`, or asks the target and writes it there. A cache that cannot be read or written is
    /// asked anew or left unwritten.
    public static SupportTable of(Bench bench, Path cache) {
        Path file = file(bench, cache);
        try {
            if (Files.exists(file)) {
                Map<String, Boolean> known = JSON.readValue(file.toFile(), new TypeReference<>() {
                });
                if (known != null && !known.containsValue(null)) {
                    return new SupportTable(OnnxSchemas.load(), known);
                }
            }
        } catch (IOException _) {
            // a damaged cache is made anew
        }
        SupportTable table = probe(bench);
        try {
            Files.createDirectories(cache);
            Path draft = Files.createTempFile(cache, "support", ".new");
            JSON.writeValue(draft.toFile(), new TreeMap<>(table.implemented));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException _) {
            // without a cache the next campaign asks again
        }
        return table;
    }

    static Path file(Bench bench, Path cache) {
        return cache.resolve(family(bench) + "-" + bench.executor().version() + "-" + Operators.all().size() + "-"
            + adapters() + ".json");
    }

    /// A mark of our own adapters' code: what they make of a model may change without a new version of the target.
    private static String adapters() {
        CRC32 mark = new CRC32();
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of)
            .filter(p -> p.getFileName() != null && p.getFileName().toString().startsWith("plumbline-targets-"))
            .sorted().forEach(jar -> {
                try {
                    mark.update(Files.readAllBytes(jar));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        return Long.toHexString(mark.getValue());
    }

    /// Targets of one family (`planted:…`) implement the same.
    private static String family(Bench bench) {
        return bench.executor().target().replaceFirst(":.*", "").replaceAll("[^A-Za-z0-9._-]", "_");
    }

    private static SupportTable probe(Bench bench) {
        OnnxSchemas versions = OnnxSchemas.load();
        Map<String, Boolean> found = new HashMap<>();
        Map<String, Integer> runs = new HashMap<>();
        Map<String, Double> none = Operators.all().stream().collect(Collectors.toMap(Operator::name, _ -> 0.0));
        for (Operator op : Operators.all()) {
            Map<String, Double> only = new HashMap<>(none);
            only.put(op.name(), 1.0);
            Generator generator = new Generator(Options.DEFAULT.withNodes(1, 1).withWeights(only)
                .withShares(0, 0, 0).solvingWhole(0).withBudgets(256, 1 << 12));
            for (int i = 0, last = 0; i < PROBES_PER_OPERATOR && i - last < FRUITLESS_PROBES; i++) {
                Case c = generator.generate(i).realized();
                if (c.model().graph().nodes().size() == 1) {
                    String key = key(versions, c.model().graph().nodes().getFirst(), c);
                    last = runs.containsKey(key) ? last : i;
                    if (runs.merge(key, 1, Integer::sum) <= RUNS_PER_KEY) {
                        boolean yes = implemented(bench, c);
                        found.merge(key, yes, Boolean::logicalOr);
                    }
                }
            }
        }
        return new SupportTable(versions, found);
    }

    private static boolean implemented(Bench bench, Case c) {
        var verdict = bench.run(new Subject(c.model(), c.inputs()), bench.executor().variants().subList(0, 1))
            .verdict();
        return !(verdict instanceof Verdict.Undecided(String why) && why.startsWith("not supported"));
    }

    private static String key(OnnxSchemas versions, Node node, Case c) {
        return key(versions, node.operator(), c.model().opset(), dtypes(node.inputs(), c), dtypes(node.outputs(), c));
    }

    private static List<DType> dtypes(List<String> names, Case c) {
        return names.stream().filter(c.values()::containsKey).map(n -> c.values().get(n).dtype()).toList();
    }

    private static String key(OnnxSchemas versions, String operator, int opset, List<DType> inputs,
        List<DType> outputs) {
        int since = versions.schema(operator, opset).map(OperatorSchema::since).orElse(opset);
        return operator + "@" + since + inputs.stream().distinct().toList() + outputs.stream().distinct().toList();
    }

    @Override
    public boolean implemented(String operator, int opset, List<DType> inputs, List<DType> outputs) {
        return implemented.getOrDefault(key(versions, operator, opset, inputs, outputs), true);
    }

    /// What is known of one operator: of how many combinations of opset and dtypes it was `asked`, how many of them are
    /// `there`, and the dtypes that occur in those.
    public record Line(String operator, int asked, int there, Set<String> dtypes) {
        private Line plus(Line o) {
            Set<String> all = new TreeSet<>(dtypes);
            all.addAll(o.dtypes);
            return new Line(operator, asked + o.asked, there + o.there, all);
        }
    }

    /// All operators that were asked for, by name.
    public List<Line> lines() {
        Map<String, Line> lines = new TreeMap<>();
        implemented.forEach((key, yes) -> {
            String[] parts = key.split("[@\\[\\]]+");
            Set<String> dtypes = new TreeSet<>();
            for (int i = 2; yes && i < parts.length; i++) {
                dtypes.addAll(List.of(parts[i].toLowerCase(Locale.ROOT).split(", ")));
            }
            lines.merge(parts[0], new Line(parts[0], 1, yes ? 1 : 0, dtypes), Line::plus);
        });
        return List.copyOf(lines.values());
    }

    /// How many combinations were asked for, and how many of them are there.
    @Override
    public String toString() {
        long yes = implemented.values().stream().filter(b -> b).count();
        return yes + " of " + implemented.size() + " combinations of operator, opset and dtypes implemented";
    }
}
