package org.plumbline.campaign.infer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.plumbline.graph.DType;

/// The types that an output may have, as ONNX writes them, and the input's variable that it shares, if any. Empty types
/// where the target does not get as far as the output.
record OutputTypes(Set<String> types, Optional<String> variable) {
    OutputTypes {
        types = Set.copyOf(types);
    }

    /// Output `index` of a node with as many outputs as reach it, found out by stating a type that it does not have.
    static OutputTypes of(Interview interview, Question node, int index, InputTypes inputs) {
        Map<Integer, String> found = new TreeMap<>();
        Set<String> types = new TreeSet<>();
        List<List<Optional<DType>>> assignments = inputs.assignments();
        for (int a = 0; a < assignments.size(); a++) {
            Question asked = node.withInputs(assignments.get(a));
            List<String> told = told(interview, asked, Math.min(node.inputs().size(), asked.inputs().size()), index);
            types.addAll(told);
            if (told.size() == 1) {
                found.put(a, told.getFirst());
            }
        }
        return new OutputTypes(types, types.size() < 2 ? Optional.empty() : shared(inputs, assignments, found));
    }

    /// Asks with all inputs and with those alone that are needed, since an operator may want shapes of the others.
    private static List<String> told(Interview interview, Question asked, int needed, int index) {
        List<String> all = told(interview, asked, index);
        return all.isEmpty() ? told(interview, asked.withInputs(asked.inputs().subList(0, needed)), index) : all;
    }

    private static List<String> told(Interview interview, Question asked, int index) {
        for (DType stated : List.of(DType.COMPLEX128, DType.COMPLEX64)) {
            if (interview.ask(asked.stating(index, stated)) instanceof Answer.OutputType(int i, String type)
                && i == index) {
                return List.of(type);
            }
        }
        return interview.ask(asked) instanceof Answer.OutputTypes(int i, List<String> all) && i == index ? all
            : List.of();
    }

    /// The variable of an input that always has the output's type.
    private static Optional<String> shared(InputTypes inputs, List<List<Optional<DType>>> assignments,
        Map<Integer, String> found) {
        List<String> candidates = new ArrayList<>(new TreeSet<>(inputs.variables()));
        candidates.removeIf(v -> {
            int i = inputs.variables().indexOf(v);
            return found.entrySet().stream().anyMatch(e -> !assignments.get(e.getKey()).get(i)
                .map(t -> "tensor(" + t + ")").equals(Optional.of(e.getValue())));
        });
        return found.isEmpty() ? Optional.empty() : candidates.stream().findFirst();
    }
}
