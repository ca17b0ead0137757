package org.plumbline.generator.infer;

import org.plumbline.graph.operator.PartialOperator;

/// A labeller that counts how often its target died or hung since it last answered. Mutable; lives for one operator.
final class Losses implements Labeller {
    private final Labeller labeller;
    private int inARow;
    private String last = "";

    Losses(Labeller labeller) {
        this.labeller = labeller;
    }

    int inARow() {
        return inARow;
    }

    String last() {
        return last;
    }

    @Override
    public Label label(PartialOperator partial, long[] call) {
        Label label = labeller.label(partial, call);
        switch (label) {
            case Label.Lost(String what) -> {
                inARow++;
                last = what;
            }
            case Label.Accepted _,Label.Refused _ -> inARow = 0;
            case Label.Unsupported _ -> {
            }
        }
        return label;
    }
}
