package org.plumbline.generator;

import java.lang.management.ManagementFactory;
import java.util.Comparator;
import java.util.Map;
import org.plumbline.graph.ValueInfo;

/// Measures the generator: models per CPU second, what they are made of. Arguments: nodes, cases.
public final class GenerationProbe {
    private GenerationProbe() {
    }

    public static void main(String[] args) {
        int nodes = Integer.parseInt(args[0]);
        int cases = Integer.parseInt(args[1]);
        Generator generator = new Generator(Options.DEFAULT.withNodes(nodes, nodes));
        var threads = ManagementFactory.getThreadMXBean();
        for (int round = 0; round < 3; round++) {
            Statistics all = Statistics.NONE;
            int wild = 0;
            int ordinary = 0;
            int fromPatterns = 0;
            long made = 0;
            long cpu = 0;
            for (int i = 0; i < cases; i++) {
                long start = threads.getCurrentThreadCpuTime();
                Generated g = generator.generate(round * 1_000_000L + i);
                cpu += threads.getCurrentThreadCpuTime() - start;
                all = i < 3000 ? all.plus(Statistics.of(g.realized())) : all;
                made += g.realized().model().graph().nodes().size();
                fromPatterns += g.recipe().origin().equals("random") ? 0 : 1;
                if (!g.recipe().inputs().specials()) {
                    ordinary++;
                    for (ValueInfo out : g.realized().model().graph().outputs()) {
                        if (!Ranges.tame(g.values().get(out.name()))) {
                            wild++;
                            break;
                        }
                    }
                }
            }
            System.out.printf("%.0f models per CPU second at %.2f nodes; dims 1: %.1f%%, 0: %.1f%%; wild %.2f%%; "
                + "patterns %.1f%%%n", cases / (cpu * 1e-9), (double) made / cases, 100 * all.dimShare(1),
                100 * all.dimShare(0), 100.0 * wild / Math.max(1, ordinary), 100.0 * fromPatterns / cases);
            System.out.println(generator.effort());
            if (round == 2) {
                System.out.println(all.dtypes() + "\n" + all.dims());
                all.operators().entrySet().stream().sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                    .forEach(e -> System.out.print(e.getKey() + " " + e.getValue() + ", "));
                System.out.println();
            }
        }
    }
}
