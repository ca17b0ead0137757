package org.plumbline.generator.check;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.plumbline.graph.ValueInfo;

/// What the specification's own shape inference says about a model.
public sealed interface Inference {
    /// By value name: the main graph's inputs, the values inside it, and its outputs, as far as they could be inferred.
    record Types(Map<String, ValueInfo> values) implements Inference {
        public Types {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /// The model's operators, types and shapes do not fit each other; `why` is the inference's own message.
    record Refused(String why) implements Inference {
    }
}
