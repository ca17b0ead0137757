package org.plumbline.campaign.guided;

import java.util.Map;
import java.util.stream.Collectors;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operators.Operators;

/// Generation from one operator alone.
final class SoleOperator {
    private SoleOperator() {
    }

    static Map<String, Double> weights(String name) {
        return Operators.all().stream().map(Operator::name).distinct().collect(Collectors.toMap(n -> n,
            n -> n.equals(name) ? 1.0 : 0.0));
    }
}
