package org.plumbline.campaign.engine;

import java.util.ArrayList;
import java.util.List;
import org.plumbline.generator.Generator;
import org.plumbline.generator.Options;
import org.plumbline.targets.Source;
import org.plumbline.targets.worker.CpuTime;
import org.plumbline.targets.worker.Execution;
import org.plumbline.targets.worker.Executor;

/// How fast a target is fuzzed: `cases` generated, run and judged per CPU second of the whole process tree, and the
/// `floor`, the same cases run once per variant and nothing else. Both count the way through the worker.
public record Speed(double cases, double floor) {
    /// Measures `count` cases after a tenth as many for warming up. Findings count as cases and are not looked into.
    public static Speed of(Executor executor, Options options, long seed, int count) {
        Generator generator = new Generator(options);
        Bench bench = new Bench(executor, Assay.REPEATS);
        VariantPlan plan = new VariantPlan(executor.variants());
        int warm = count / 10;
        List<Drawn> drawn = new ArrayList<>();
        double start = CpuTime.seconds();
        for (int i = 0; i < warm + count; i++) {
            if (i == warm) {
                start = CpuTime.seconds();
            }
            Drawn d = Drawn.of(seed, i, generator, plan, executor.feeds());
            bench.run(d);
            if (i >= warm) {
                drawn.add(d);
            }
        }
        double middle = CpuTime.seconds();
        for (Drawn d : drawn) {
            executor.execute(new Execution(Source.of(d.subject().model(), d.onnx()), d.subject().inputs(), d.variants(),
                1, new byte[0]));
        }
        double end = CpuTime.seconds();
        return new Speed(count / Math.max(0.01, middle - start), count / Math.max(0.01, end - middle));
    }
}
