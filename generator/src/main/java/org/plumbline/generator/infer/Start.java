package org.plumbline.generator.infer;

import java.util.List;
import org.plumbline.graph.operator.PartialOperator;

/// A template, and calls of it that are accepted.
record Start(PartialOperator template, List<long[]> calls) {
    Start {
        calls = List.copyOf(calls);
    }
}
