package org.plumbline.graph.operator;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.plumbline.graph.Rng;

/// An operator, declared once: everything that generator, mutators and oracles have to know of it.
///
/// `since` is the first opset (13 or later) whose meaning is implemented here; a reference asks [Call#opset] where
/// later opsets differ. `partial` draws a partial operator valid at the wish's opset, or nothing where it has none.
/// `weight` is how often the generator picks it, 1 being ordinary. `silent` says in one line what the specification
/// leaves open and the reference therefore calls undetermined ("" when nothing).
public record Operator(String name, int since, double weight, Optional<Reference> reference,
    BiFunction<Rng, Wish, Optional<PartialOperator>> partial, String silent) {

    /// An operator of ordinary weight about which the specification says everything.
    public static Operator of(String name, int since, Reference reference,
        BiFunction<Rng, Wish, PartialOperator> partial) {
        return new Operator(name, since, 1, Optional.of(reference), partial.andThen(Optional::of), "");
    }

    public Operator weighing(double newWeight) {
        return new Operator(name, since, newWeight, reference, partial, silent);
    }

    public Operator silentOn(String what) {
        return new Operator(name, since, weight, reference, partial, what);
    }

    /// Runs the reference; whatever it says comes back as a value.
    public Evaluation evaluate(Call call) {
        if (reference.isEmpty()) {
            return new Evaluation.Undetermined(name + " has no reference");
        }
        try {
            return new Evaluation.Enclosed(reference.get().apply(call));
        } catch (Call.Broken e) {
            return new Evaluation.Invalid(name + ": " + e.getMessage());
        } catch (Call.Undetermined e) {
            return new Evaluation.Undetermined(name + ": " + e.getMessage());
        }
    }
}
