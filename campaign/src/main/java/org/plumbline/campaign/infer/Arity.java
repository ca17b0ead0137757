package org.plumbline.campaign.infer;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.plumbline.generator.check.OperatorSchema.Option;
import org.plumbline.graph.Attribute;

/// How many inputs and outputs an operator takes, and which of them may be left out.
record Arity(int since, int minInputs, int maxInputs, int minOutputs, int maxOutputs, List<Option> inputs,
    List<Option> outputs) {
    /// More than any operator takes that does not take any number.
    private static final int TOO_MANY = 200;

    /// An attribute that no operator has.
    static final String NOBODYS = "no_operator_has_this";

    Arity {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /// Empty where there is no such operator. An operator that complains neither of no input nor of two hundred takes
    /// any number, and is there since version 1, as far as can be told.
    static Optional<Arity> of(Interview interview, String operator) {
        Answer none = interview.ask(interview.about(operator, 0, 1));
        if (none instanceof Answer.Unregistered) {
            return Optional.empty();
        }
        Answer in = none instanceof Answer.InputCount ? none
            : interview.ask(interview.about(operator, TOO_MANY, 1));
        boolean known = in instanceof Answer.InputCount || interview.ask(interview.about(operator, 0, 1).with(
            NOBODYS, new Attribute.Int(0))) instanceof Answer.UnknownAttribute;
        if (!known) {
            return Optional.empty();
        }
        Answer.InputCount inputs = in instanceof Answer.InputCount c ? c
            : new Answer.InputCount(1, 0, Integer.MAX_VALUE);
        Answer many = interview.ask(interview.about(operator, inputs.min(), TOO_MANY));
        Answer out = many instanceof Answer.OutputCount ? many
            : interview.ask(interview.about(operator, inputs.min(), 0));
        Answer.OutputCount outputs = out instanceof Answer.OutputCount c ? c
            : new Answer.OutputCount(inputs.since(), 0, Integer.MAX_VALUE);
        Question least = interview.about(operator, inputs.min(), outputs.min());
        return Optional.of(new Arity(inputs.since(), inputs.min(), inputs.max(), outputs.min(), outputs.max(),
            options(inputs.min(), inputs.max(), i -> interview.ask(least.withInput(i, Optional.empty()))),
            options(outputs.min(), outputs.max(), i -> interview.ask(least.withGap(i)))));
    }

    /// The last of any number is variadic; what stands before it, and what is needed, may be left out where the target
    /// does not mind.
    private static List<Option> options(int min, int max, IntFunction<Answer> without) {
        boolean variadic = max == Integer.MAX_VALUE;
        int count = variadic ? Math.max(min, 1) : max;
        return IntStream.range(0, count).mapToObj(i -> variadic && i == count - 1 ? Option.VARIADIC
            : i >= min || !(without.apply(i) instanceof Answer.NotOptional) ? Option.OPTIONAL : Option.SINGLE).toList();
    }
}
