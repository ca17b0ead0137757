package org.plumbline.campaign.infer;

import java.util.List;
import org.plumbline.generator.Instances;
import org.plumbline.generator.infer.Label;
import org.plumbline.generator.rules.Learned;
import org.plumbline.generator.rules.Rulebook;
import org.plumbline.graph.Rng;
import org.plumbline.graph.operators.Operators;
import org.plumbline.targets.worker.Executor;

/// Stacks that learned operators are offered to. The one that a book was learned from takes all of them; another release
/// of it is asked; other stacks get those alone that have a reference, which is what they are known to be asked for.
public record Takers(List<Executor> stacks) {
    private static final int TRIED = 3;
    private static final int ELEMENTS = 1024;

    public Takers {
        stacks = List.copyOf(stacks);
    }

    /// Whether all of them take an operator of the book.
    public boolean take(Rulebook book, String operator) {
        return stacks.stream().allMatch(e -> family(e).equals(book.target()) ? e.version().equals(book.release())
            || accepts(e, book, operator) : Operators.named(operator).filter(o -> o.reference().isPresent())
                .isPresent());
    }

    /// `planted:…` is of the family `planted`.
    private static String family(Executor e) {
        return e.target().replaceFirst("[:@].*", "");
    }

    private static boolean accepts(Executor executor, Rulebook book, String operator) {
        TargetLabeller labeller = new TargetLabeller(executor, book.opset(), Keeper.NOBODY, Rng.of(1));
        Instances instances = new Instances();
        return book.operators().get(operator).stream().filter(l -> l.status() != Learned.Status.NOT).limit(TRIED)
            .anyMatch(l -> instances.solve(l.partial(), List.of(), ELEMENTS, Rng.of(1)).filter(call -> labeller.label(l
                .partial(), call) instanceof Label.Accepted).isPresent());
    }
}
