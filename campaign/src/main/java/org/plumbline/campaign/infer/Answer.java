package org.plumbline.campaign.infer;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.plumbline.targets.Outcome;

/// What ONNX Runtime has against a node: it names the first problem that it meets, in the order in which
/// they stand here.
sealed interface Answer {
    /// The domain has no such operator.
    record Unregistered() implements Answer {
    }

    /// The node has too many inputs or too few for an operator that is there since version `since`.
    record InputCount(int since, int min, int max) implements Answer {
    }

    record OutputCount(int since, int min, int max) implements Answer {
    }

    /// An input or an output may not be left out.
    record NotOptional() implements Answer {
    }

    record UnknownAttribute(String name) implements Answer {
    }

    record WrongAttributeType() implements Answer {
    }

    record MissingAttribute(String name) implements Answer {
    }

    /// Input `index` cannot have its type.
    record WrongInputType(int index) implements Answer {
    }

    /// An input and one before it have different types, and share a type variable.
    record Conflict(String variable) implements Answer {
    }

    /// An output was stated to be of another type than it has.
    record OutputType(int index, String type) implements Answer {
    }

    /// Nothing tells the type of the output, which may be any of these.
    record OutputTypes(int index, List<String> types) implements Answer {
    }

    /// The operator's own shape and type inference does not like the node.
    record NotInferred() implements Answer {
    }

    /// The node is fine, but there is no implementation for its types.
    record NoKernel() implements Answer {
    }

    /// The node is fine, and its implementation was found.
    record Implemented() implements Answer {
    }

    /// Anything else.
    record Other(String message) implements Answer {
    }

    /// A sentence of ONNX Runtime and what it means.
    record Sentence(Pattern pattern, Function<MatchResult, Answer> meaning) {
        Optional<Answer> in(String message) {
            Matcher m = pattern.matcher(message);
            return m.find() ? Optional.of(meaning.apply(m.toMatchResult())) : Optional.empty();
        }
    }

    private static Sentence sentence(String pattern, Function<MatchResult, Answer> meaning) {
        return new Sentence(Pattern.compile(pattern), meaning);
    }

    /// Sentences of `onnx/defs/schema.cc` and `onnxruntime/core/graph/graph.cc`, the general ones last.
    List<Sentence> SENTENCES = List.of(
        sentence("is not a registered function/op|No Op registered for", _ -> new Unregistered()),
        sentence(":(\\d+)\\) has input size \\d+ not in range \\[min=(\\d+), max=(\\d+)\\]",
            m -> new InputCount(number(m, 1), number(m, 2), number(m, 3))),
        sentence(":(\\d+)\\) has output size \\d+ not in range \\[min=(\\d+), max=(\\d+)\\]",
            m -> new OutputCount(number(m, 1), number(m, 2), number(m, 3))),
        sentence("is marked single but has an empty string", _ -> new NotOptional()),
        sentence("Unrecognized attribute: (\\w+) for operator", m -> new UnknownAttribute(m.group(1))),
        sentence("Mismatched attribute type in '", _ -> new WrongAttributeType()),
        sentence("Required attribute '(\\w+)' is missing", m -> new MissingAttribute(m.group(1))),
        sentence("Type '[^']*' of input parameter \\(x(\\d+)\\) of operator", m -> new WrongInputType(number(m, 1))),
        sentence("Type parameter \\(([^)]*)\\) of Optype \\(.*\\) bound to different types",
            m -> new Conflict(m.group(1))),
        sentence("Type \\([^ ]*\\) of output arg \\(y(\\d+)\\) of node .* does not match expected type \\((.*)\\)\\.?$",
            m -> new OutputType(number(m, 1), m.group(2))),
        sentence("output arg \\(y(\\d+)\\) type inference failed, inferred types: (?:index=\\d+,)?(.*)$",
            m -> new OutputTypes(number(m, 1), List.of(m.group(2).split(",\\s*")))),
        sentence("\\[(?:Shape|Type)InferenceError\\]|type inference failed", _ -> new NotInferred()),
        sentence(
            "Could not find an implementation|Failed to find kernel for|input parameter \\(InsertedPrecisionFreeCast_",
            _ -> new NoKernel()),
        sentence("Exception during initialization", _ -> new Implemented()));

    private static int number(MatchResult m, int group) {
        return Integer.parseInt(m.group(group));
    }

    /// Reads an outcome. A model that compiles is one whose node is implemented, whatever becomes of its run; what is thrown
    /// while a session is initialized comes from the kernel's constructor.
    static Answer of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Values _ -> new Implemented();
            case Outcome.Refused(Outcome.Stage stage, boolean _, String message) -> stage == Outcome.Stage.RUN
                ? new Implemented()
                : SENTENCES.stream().flatMap(s -> s.in(message).stream()).findFirst().orElse(new Other(message));
            case Outcome.Crashed(String symptom, List<String> _) -> new Other(symptom);
            case Outcome.Hung(long millis) -> new Other("no answer in " + millis + " ms");
        };
    }
}
