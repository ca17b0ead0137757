package org.plumbline.campaign;

import java.nio.file.Files;
import java.nio.file.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.plumbline.graph.DType;
import org.plumbline.campaign.engine.Drawn;
import org.plumbline.campaign.engine.PlantedTrial;
import org.plumbline.campaign.engine.PlantedTrial.Found;
import org.plumbline.campaign.engine.VariantPlan;
import org.plumbline.generator.Generator;
import org.plumbline.generator.Options;
import org.plumbline.graph.onnx.ModelPrinter;
import org.plumbline.targets.planted.PlantedTarget;
import org.plumbline.targets.planted.faults.Fault;
import org.plumbline.targets.planted.faults.Faults;
import org.plumbline.targets.worker.Limits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `plumbline planted`.
@Command(name = "planted", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Checks Plumbline itself: every planted fault has to be found, and nothing may be found in the"
        + " honest implementation.",
        "Prints after how many cases each fault was found. All targets see the same cases, those of"
            + " plumbline fuzz with the same seed.",
        "Exit code 0: all faults found and the honest target clean, 1: not so."})
final class PlantedCommand implements Callable<Integer> {
    private static final String CLEAN = "clean";

    @Option(names = "--cases", defaultValue = "20000", paramLabel = "N",
        description = "give a fault up after N cases (default: ${DEFAULT-VALUE})")
    private long cases;

    @Option(names = "--clean-cases", paramLabel = "N",
        description = "cases for the honest target (default: as many as --cases; 0 leaves it out)")
    private Long cleanCases;

    @Option(names = "--only", split = ",", paramLabel = "NAME", description = "these faults only")
    private List<String> only = List.of();

    @Option(names = "--seed", defaultValue = "1", paramLabel = "S",
        description = "same seed, same cases (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--first", paramLabel = "N",
        description = "with --triage, the first case (default: 0)")
    private long first;

    @Option(names = "--triage", paramLabel = "N",
        description = "instead, triage N findings of each fault, of a stack that has all of them at once but for those that"
            + " end the process or spoil every result: each fault should come down to one root cause")
    private int triage;

    @Override
    public Integer call() {
        List<Fault> faults = chosen();
        if (triage > 0) {
            return new PlantedTriage(faults.stream().filter(f -> !f.isDeadly() && !f.isEverywhere()).toList(), triage,
                first, cases, seed).run();
        }
        long most = cleanCases == null ? cases : cleanCases;
        if (cases < 1 || most < 0) {
            throw new BadInput("--cases and --clean-cases: give positive numbers");
        }
        List<Opened> opened = new ArrayList<>();
        try {
            List<PlantedTrial> trials = new ArrayList<>();
            Path journals = Files.createTempDirectory("plumbline-planted");
            for (Fault fault : faults) {
                trials.add(open(fault.name(), journals, opened));
            }
            PlantedTrial clean = open(CLEAN, journals, opened);
            int code = run(trials, clean, most);
            print(faults, trials, clean);
            return code;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            opened.forEach(Opened::close);
        }
    }

    private List<Fault> chosen() {
        for (String name : only) {
            if (Faults.named(name).isEmpty()) {
                throw new BadInput("--only " + name + ": no such fault; known are "
                    + String.join(", ", Faults.all().stream().map(Fault::name).toList()));
            }
        }
        return Faults.all().stream().filter(f -> only.isEmpty() || only.contains(f.name())).toList();
    }

    private static PlantedTrial open(String name, Path journals, List<Opened> opened) {
        Opened target = Opened.target(PlantedTarget.FAMILY + ":" + name, 1, Limits.DEFAULT, journals);
        opened.add(target);
        return new PlantedTrial(name, target.first());
    }

    private int run(List<PlantedTrial> trials, PlantedTrial clean, long most) {
        Generator generator = new Generator(Options.DEFAULT);
        VariantPlan plan = new VariantPlan(clean.variants());
        List<PlantedTrial> open = new ArrayList<>(trials);
        for (long i = 0; i < Math.max(most, open.isEmpty() ? 0 : cases); i++) {
            Drawn drawn = Drawn.of(seed, i, generator, plan, EnumSet.allOf(DType.class));
            if (i < cases) {
                open.forEach(t -> t.run(drawn));
                open.removeIf(t -> t.found().isPresent());
            }
            if (i < most) {
                clean.run(drawn);
            }
        }
        return open.isEmpty() && clean.found().isEmpty() ? Plumbline.NOTHING_FOUND : Plumbline.FOUND;
    }

    private void print(List<Fault> faults, List<PlantedTrial> trials, PlantedTrial clean) {
        System.out.printf("%-30s %7s  %-16s %s%n", "fault", "cases", "kind", "signature");
        for (PlantedTrial t : trials) {
            System.out.printf("%-30s %s%n", t.name(), t.found().map(PlantedCommand::line)
                .orElse("NOT FOUND in " + t.cases() + " cases"));
        }
        long found = trials.stream().filter(t -> t.found().isPresent()).count();
        System.out.printf("%d of %d faults found; clean: %s%n", found, faults.size(), clean.found().map(f -> "FINDING"
            + " after " + f.cases() + " cases").orElse("0 findings in " + clean.cases() + " cases, "
                + clean.unsupported() + " of them not implemented"));
        clean.found().ifPresent(f -> System.out.println(f.evidence().oneLine() + "\n"
            + ModelPrinter.print(f.reduced().model()) + "\n" + f.reduced().inputs()));
    }

    private static String line(Found f) {
        return "%7d  %-16s %s".formatted(f.cases(), f.evidence().kind().label(), f.signature());
    }
}
