package org.plumbline.generator.infer;

import java.util.function.BooleanSupplier;
import org.plumbline.graph.operator.PartialOperator;

/// A labeller that counts how often its target died or hung. Mutable; lives for one operator.
final class Losses implements Labeller {
    private final Labeller labeller;
    private int count;
    private String last = "";

    Losses(Labeller labeller) {
        this.labeller = labeller;
    }

    /// Whether there is `more` time, as long as the target is not lost `most` more times: each time costs a new process.
    BooleanSupplier allowing(int most, BooleanSupplier more) {
        int end = count + most;
        return () -> count < end && more.getAsBoolean();
    }

    int count() {
        return count;
    }

    String last() {
        return last;
    }

    @Override
    public Label label(PartialOperator partial, long[] call) {
        Label label = labeller.label(partial, call);
        if (label instanceof Label.Lost(String what)) {
            count++;
            last = what;
        }
        return label;
    }
}
