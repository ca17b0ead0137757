package org.plumbline.graph.edit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.graph.Model;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.bound.Enclosure;

/// A realised recipe: the model, its inputs in the order of [org.plumbline.graph.Graph#fed], what the reference knows
/// of every value (by name; outputs included), and the edits that did not apply.
public record Case(Model model, List<Tensor> inputs, Map<String, Enclosure> values, List<SkippedEdit> skipped) {
    public Case {
        inputs = List.copyOf(inputs);
        skipped = List.copyOf(skipped);
    }

    /// The edit at `index` of the recipe was skipped.
    public record SkippedEdit(int index, String reason) {
    }

    /// The inputs by name, in order.
    public Map<String, Tensor> feeds() {
        Map<String, Tensor> feeds = new LinkedHashMap<>();
        List<ValueInfo> fed = model.graph().fed();
        for (int i = 0; i < fed.size(); i++) {
            feeds.put(fed.get(i).name(), inputs.get(i));
        }
        return feeds;
    }
}
