package org.plumbline.campaign.infer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.plumbline.generator.check.OperatorSchema.Option;
import org.plumbline.graph.DType;

/// The element types that each input may have, and which inputs have the same. `base` are types that go together;
/// an optional input that takes no tensor is left out there. `variables` are the target's own names where an input
/// shares its type with another one, else the type itself, or the input's name where it has a choice.
record InputTypes(List<Set<DType>> allowed, List<String> variables, List<Optional<DType>> base, boolean homogeneous) {
    InputTypes {
        allowed = List.copyOf(allowed);
        variables = List.copyOf(variables);
        base = List.copyOf(base);
    }

    /// `least` is a node with all that it needs; its inputs count, their types do not. An input that takes no tensor and
    /// cannot be left out hides those after it: nothing is known of their types.
    static InputTypes of(Interview interview, Question least, Arity arity) {
        Search search = new Search(interview, least);
        for (int i = 0; i < arity.inputs().size(); i++) {
            search.next(Math.max(0, arity.minInputs() - i - 1), arity.inputs().get(i));
        }
        boolean variadic = !arity.inputs().isEmpty() && arity.inputs().getLast() == Option.VARIADIC;
        return new InputTypes(search.allowed, search.names(), search.base, !variadic || search.homogeneous());
    }

    /// Goes through the inputs in order: an input's type is looked at only where those before it are fine.
    private static final class Search {
        private final Interview interview;
        private final Question least;
        private final List<Set<DType>> allowed = new ArrayList<>();
        private final List<Optional<String>> variables = new ArrayList<>();
        private final List<Optional<DType>> base = new ArrayList<>();

        Search(Interview interview, Question least) {
            this.interview = interview;
            this.least = least;
        }

        void next(int following, Option option) {
            int i = base.size();
            Set<DType> types = EnumSet.noneOf(DType.class);
            Optional<DType> fit = Optional.empty();
            Optional<DType> unlike = Optional.empty();
            Optional<String> variable = Optional.empty();
            for (DType type : DType.values()) {
                Answer answer = interview.ask(asked(type).withUnfit(following));
                if (answer instanceof Answer.WrongInputType(int wrong) && wrong <= i) {
                    continue;
                }
                types.add(type);
                if (answer instanceof Answer.Conflict(String name)) {
                    variable = Optional.of(name);
                    unlike = Optional.of(type);
                } else {
                    fit = fit.or(() -> Optional.of(type));
                }
            }
            if (variable.isPresent()) {
                nameTheOther(variable.get(), unlike.get(), following);
            }
            allowed.add(Collections.unmodifiableSet(types));
            variables.add(variable);
            base.add(fit.or(() -> option == Option.OPTIONAL ? Optional.empty() : types.stream().findFirst().or(
                () -> Optional.of(DType.FLOAT))));
        }

        private Question asked(DType type) {
            List<Optional<DType>> types = new ArrayList<>(base);
            types.add(Optional.of(type));
            return least.withInputs(types);
        }

        /// An input that has a type variable in common with the next one has its name too: of those without one it is
        /// the one whose type makes the conflict go away.
        private void nameTheOther(String variable, DType type, int following) {
            for (int j = 0; j < base.size() && !variables.contains(Optional.of(variable)); j++) {
                if (variables.get(j).isEmpty() && allowed.get(j).contains(type) && !(interview.ask(asked(type)
                    .withInput(
                        j, Optional.of(type)).withUnfit(following)) instanceof Answer.Conflict)) {
                    variables.set(j, Optional.of(variable));
                }
            }
        }

        List<String> names() {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < allowed.size(); i++) {
                names.add(variables.get(i).orElse(allowed.get(i).size() == 1
                    ? "tensor(" + allowed.get(i).iterator().next() + ")" : "x" + i));
            }
            return names;
        }

        /// Whether the last input, which may come any number of times, is of one type.
        boolean homogeneous() {
            Optional<DType> like = base.getLast();
            Optional<DType> unlike = allowed.getLast().stream().filter(t -> !Optional.of(t).equals(like)).findFirst();
            List<Optional<DType>> types = new ArrayList<>(base);
            types.add(unlike);
            return unlike.isEmpty() || interview.ask(least.withInputs(types)) instanceof Answer.Conflict;
        }
    }

    /// The base, and all that differs from it in the type of one variable.
    List<List<Optional<DType>>> assignments() {
        List<List<Optional<DType>>> all = new ArrayList<>(List.of(base));
        for (String variable : Set.copyOf(variables).stream().sorted().toList()) {
            int first = variables.indexOf(variable);
            for (DType type : allowed.get(first)) {
                if (!base.get(first).equals(Optional.of(type))) {
                    all.add(with(variable, type));
                }
            }
        }
        return all;
    }

    private List<Optional<DType>> with(String variable, DType type) {
        List<Optional<DType>> types = new ArrayList<>();
        for (int i = 0; i < base.size(); i++) {
            types.add(variables.get(i).equals(variable) ? Optional.of(type) : base.get(i));
        }
        return types;
    }
}
