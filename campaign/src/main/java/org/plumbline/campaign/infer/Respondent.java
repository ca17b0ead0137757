package org.plumbline.campaign.infer;

import java.util.List;
import org.plumbline.graph.Model;
import org.plumbline.targets.Outcome;
import org.plumbline.targets.Source;
import org.plumbline.targets.worker.Execution;
import org.plumbline.targets.worker.Executor;

/// Whoever can be asked what it makes of a model.
@FunctionalInterface
public interface Respondent {
    /// What comes of compiling the model and running it without inputs.
    Outcome ask(Model model);

    /// The target behind an executor, at its plain variant.
    static Respondent of(Executor executor) {
        return model -> executor.execute(new Execution(Source.of(model), List.of(), executor.variants().subList(0, 1),
            1, new byte[0])).getFirst().getFirst();
    }
}
