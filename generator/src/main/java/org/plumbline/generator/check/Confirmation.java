package org.plumbline.generator.check;

import java.util.List;

/// What the specification's own checker and inference say about a model whose values are known.
public sealed interface Confirmation {
    /// The model is valid and every type and dimension that could be inferred is the true one. `gaps` names the errors
    /// of the inference (see [Gaps]) that had to be left out of account, each with its nodes; usually none.
    record Confirmed(List<String> gaps) implements Confirmation {
        public Confirmed {
            gaps = List.copyOf(gaps);
        }
    }

    /// The checker or the inference contradicts the model or what is known of its values; `why` is its own message.
    record Contradicted(String why) implements Confirmation {
    }
}
