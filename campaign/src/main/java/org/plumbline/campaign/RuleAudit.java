package org.plumbline.campaign;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.plumbline.campaign.audit.Audit;
import org.plumbline.campaign.audit.AuditFolder;
import org.plumbline.campaign.audit.AuditTable;
import org.plumbline.campaign.audit.Judge;
import org.plumbline.campaign.audit.ModelTrial;
import org.plumbline.campaign.infer.Keeper;
import org.plumbline.campaign.infer.TargetLabeller;
import org.plumbline.generator.Options;
import org.plumbline.generator.rules.Learned;
import org.plumbline.generator.rules.Mix;
import org.plumbline.generator.rules.Rulebook;
import org.plumbline.generator.rules.Rules;
import org.plumbline.graph.Rng;
import org.plumbline.targets.worker.Executor;
import org.plumbline.targets.worker.WorkerFault;

/// `plumbline infer --audit`: a rulebook against ONNX's checker and shape inference and against the target.
record RuleAudit(Rulebook book, Set<String> operators, long seed, int models, BooleanSupplier more) {
    private static final int TWICE = 2;
    private static final int NODES = 10;

    /// Asks both, and says what came of it.
    AuditTable run(Executor runtime) {
        Path journals = Opened.journals();
        try (Executor specification = Judge.worker(journals)) {
            Audit audit = new Audit(Judge.of(specification), new TargetLabeller(runtime, book.opset(), Keeper.NOBODY,
                Rng.of(seed, TWICE)), book.opset());
            return run(audit, runtime);
        } catch (WorkerFault e) {
            throw new BadInput("ONNX's checker does not start: " + e.getMessage().lines().findFirst().orElse("")
                + "; see plumbline doctor");
        }
    }

    private AuditTable run(Audit audit, Executor runtime) {
        Map<String, List<Learned>> all = book.operators();
        List<String> left = new ArrayList<>();
        Audit.Result sum = Audit.Result.NOTHING;
        int rules = 0;
        int done = 0;
        try (Counted progress = Counted.of(all.size())) {
            for (Map.Entry<String, List<Learned>> operator : all.entrySet()) {
                progress.show(done++, operator.getKey());
                if (!operators.isEmpty() && !operators.contains(operator.getKey())) {
                    continue;
                }
                if (operator.getKey().contains("::") || !more.getAsBoolean()) {
                    left.add(operator.getKey());
                    continue;
                }
                for (Learned learned : operator.getValue()) {
                    sum = sum.plus(audit.of(learned, Rng.of(seed, rules++), more));
                }
            }
        }
        return new AuditTable(sum, rules, left, new ModelTrial(options(runtime), runtime).run(models, seed, more));
    }

    /// Models of ten nodes, each of them by an inferred rule.
    private Options options(Executor runtime) {
        Options base = Options.DEFAULT.withNodes(NODES, NODES).supporting(Opened.support(runtime.members())).withRules(
            new Rules(book, Mix.INFERRED));
        return OperatorChoice.restricted(base, OperatorChoice.parse(List.copyOf(operators), book));
    }

    /// Writes what came of it. Throws [BadInput] when the disk refuses.
    void write(Path folder, AuditTable table) {
        try {
            AuditFolder.write(folder, book, table);
        } catch (IOException e) {
            throw new BadInput(folder + ": cannot be written (" + CampaignFolder.reason(e)
                + "); name another with --out");
        }
    }
}
