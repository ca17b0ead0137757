package org.plumbline.campaign.infer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.plumbline.campaign.infer.Inferred.Kernel;
import org.plumbline.generator.check.OperatorSchema;
import org.plumbline.generator.check.OperatorSchema.AttributeSchema;
import org.plumbline.generator.check.OperatorSchema.Option;
import org.plumbline.generator.check.OperatorSchema.Parameter;
import org.plumbline.graph.DType;

/// The operators that ONNX Runtime registers in a domain, found out by asking: one-node models that it refuses, each
/// with a sentence that tells one thing about the operator.
///
/// What no refusal tells stays open: the values that attributes have when they are left out (`fallback` is empty), the
/// names of inputs and outputs (`x0`, `y0`), types other than tensors (`types` holds tensors only), the name of a type
/// variable that no second input shares (the input's name stands for it), whether shapes are inferred and whether there
/// is a function body (both false). An operator or attribute whose name is not among the words is not found.
public final class ContribSchemas {
    private final Interview interview;
    private final Words words;

    private ContribSchemas(Interview interview, Words words) {
        this.interview = interview;
        this.words = words;
    }

    /// All operators of `domain`, by name.
    public static List<Inferred> of(Respondent respondent, String domain, Words words) {
        ContribSchemas asking = new ContribSchemas(new Interview(respondent, domain), words);
        return words.operators().stream().flatMap(o -> asking.operator(o).stream()).toList();
    }

    private Optional<Inferred> operator(String name) {
        return Arity.of(interview, name).map(arity -> {
            Question least = interview.about(name, arity.minInputs(), arity.minOutputs());
            Map<String, AttributeSchema> attributes = Attributes.of(interview, least, words.attributes());
            Question needed = least.withAttributes(Attributes.needed(attributes));
            InputTypes inputs = InputTypes.of(interview, needed, arity);
            OperatorSchema schema = new OperatorSchema(interview.domain(), name, arity.since(), false,
                arity.minInputs(), arity.maxInputs(), arity.minOutputs(), arity.maxOutputs(), inputs(arity, inputs),
                outputs(arity, needed, inputs), attributes, false, false);
            return new Inferred(schema, kernel(needed, arity, inputs));
        });
    }

    private static List<Parameter> inputs(Arity arity, InputTypes inputs) {
        return IntStream.range(0, arity.inputs().size()).mapToObj(i -> {
            Option option = arity.inputs().get(i);
            Set<DType> dtypes = inputs.allowed().get(i);
            return SchemaFile.parameter("x" + i, option, option != Option.VARIADIC || inputs.homogeneous(),
                minArity(option, i, arity.minInputs()), inputs.variables().get(i),
                new TreeSet<>(dtypes.stream().map(t -> "tensor(" + t + ")").toList()));
        }).toList();
    }

    private List<Parameter> outputs(Arity arity, Question needed, InputTypes inputs) {
        List<Parameter> outputs = new ArrayList<>();
        for (int i = 0; i < arity.outputs().size(); i++) {
            OutputTypes found = OutputTypes.of(interview, needed.withOutputs(Math.max(i + 1, arity.minOutputs())), i,
                inputs);
            String variable = found.variable().orElse(found.types().size() == 1 ? found.types().iterator().next()
                : "y" + i);
            outputs.add(SchemaFile.parameter("y" + i, arity.outputs().get(i), true,
                minArity(arity.outputs().get(i), i, arity.minOutputs()), variable, new TreeSet<>(found.types())));
        }
        return outputs;
    }

    private static int minArity(Option option, int index, int min) {
        return option == Option.OPTIONAL ? 0 : Math.clamp(min - index, 0, 1);
    }

    /// Asks with the inputs that are needed and with all of them.
    private Kernel kernel(Question needed, Arity arity, InputTypes inputs) {
        boolean missing = false;
        for (List<Optional<DType>> types : inputs.assignments()) {
            for (int count : new TreeSet<>(List.of(Math.min(arity.minInputs(), types.size()), types.size()))) {
                Answer answer = stated(needed.withInputs(types.subList(0, count)));
                if (answer instanceof Answer.Implemented) {
                    return Kernel.PRESENT;
                }
                missing |= answer instanceof Answer.NoKernel;
            }
        }
        return missing ? Kernel.MISSING : Kernel.UNKNOWN;
    }

    /// Asks, and states the types of the outputs where the target wants that.
    private Answer stated(Question question) {
        Question asked = question;
        Answer answer = interview.ask(asked);
        for (int i = 0; i < question.outputs().size()
            && answer instanceof Answer.OutputTypes(int output, var types); i++) {
            Optional<DType> type = Stream.of(DType.values()).filter(t -> types.contains("tensor(" + t + ")"))
                .findFirst();
            if (type.isPresent()) {
                asked = asked.stating(output, type.get());
                answer = interview.ask(asked);
            }
        }
        return answer;
    }
}
