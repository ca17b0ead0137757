package org.plumbline.campaign.audit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.plumbline.generator.Instances;
import org.plumbline.generator.check.Specification;
import org.plumbline.generator.infer.Label;
import org.plumbline.generator.infer.Labeller;
import org.plumbline.generator.infer.Learner;
import org.plumbline.generator.infer.Question;
import org.plumbline.generator.rules.Learned;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operators.Evaluator;
import org.plumbline.graph.operators.Evaluator.Evaluated;
import org.plumbline.graph.rule.Pred;
import org.plumbline.reports.Subject;

/// Puts calls of one learned rule to the specification and to the runtime: some that the rule allows, some that break one
/// of its predicates alone, and those that it was learned from.
public final class Audit {
    private static final int ALLOWED = 8;
    private static final int AGAINST_EACH = 2;
    private static final int ELEMENTS = 4096;

    private final Judge specification;
    private final Labeller runtime;
    private final int opset;
    private final Instances instances = new Instances();

    public Audit(Judge specification, Labeller runtime, int opset) {
        this.specification = specification;
        this.runtime = runtime;
        this.opset = opset;
    }

    /// What came of a rule: calls asked, those that the runtime does not implement, those of which the specification says
    /// nothing in particular, and the contradictions.
    public record Result(long asked, long unsupported, long silent, List<Contradiction> contradictions) {
        public static final Result NOTHING = new Result(0, 0, 0, List.of());

        public Result {
            contradictions = List.copyOf(contradictions);
        }

        public Result plus(Result o) {
            List<Contradiction> all = new ArrayList<>(contradictions);
            all.addAll(o.contradictions);
            return new Result(asked + o.asked, unsupported + o.unsupported, silent + o.silent, all);
        }
    }

    /// Audits a rule until `more` says no.
    public Result of(Learned learned, Rng rng, BooleanSupplier more) {
        Result sum = Result.NOTHING;
        Set<List<Long>> asked = new HashSet<>();
        for (long[] call : calls(learned, rng)) {
            if (more.getAsBoolean() && asked.add(LongStream.of(call).boxed().toList())) {
                sum = sum.plus(of(learned, call));
            }
        }
        return sum;
    }

    private List<long[]> calls(Learned learned, Rng rng) {
        PartialOperator rule = learned.partial();
        List<long[]> calls = new ArrayList<>();
        if (learned.status() != Learned.Status.NOT) {
            for (int i = 0; i < ALLOWED; i++) {
                instances.solve(rule, List.of(), ELEMENTS, rng).ifPresent(calls::add);
            }
            for (Pred p : rule.predicates()) {
                PartialOperator weaker = Learner.without(rule, p);
                for (int i = 0; i < AGAINST_EACH; i++) {
                    instances.solve(weaker, List.of(p.negated()), ELEMENTS, rng).ifPresent(calls::add);
                }
            }
        }
        learned.calls().forEach(c -> calls.add(c.assignment().stream().mapToLong(Long::longValue).toArray()));
        return calls;
    }

    private Result of(Learned learned, long[] call) {
        Optional<Question> question = Question.of(learned.partial(), call, opset, ELEMENTS);
        if (question.isEmpty()) {
            return Result.NOTHING;
        }
        Subject subject = new Subject(question.get().model(), question.get().inputs());
        Statement said = specification.ask(subject.model(), subject.inputs());
        Label label = runtime.label(learned.partial(), call);
        List<Contradiction> found = new ArrayList<>();
        Optional<String> differs = Verdicts.ofRule(learned, call, label);
        Verdicts.between(said, label).ifPresent(kind -> found.add(contradiction(kind, learned, call, subject, said,
            label, differs)));
        differs.ifPresent(_ -> found.add(contradiction(Contradiction.Kind.RULE_DIFFERS, learned, call, subject, said,
            label, differs)));
        return new Result(1, label instanceof Label.Unsupported ? 1 : 0, said instanceof Statement.Accepts a && !a
            .isComplete() ? 1 : 0, found);
    }

    private Contradiction contradiction(Contradiction.Kind kind, Learned learned, long[] call, Subject subject,
        Statement said, Label label, Optional<String> differs) {
        Optional<String> shape = said instanceof Statement.Accepts && label instanceof Label.Accepted(var shapes)
            && kind == Contradiction.Kind.SHAPES_DIFFER ? why(specification.ask(stating(subject, shapes).model(),
                subject
                    .inputs())) : Optional.empty();
        Evaluated reference = Evaluator.evaluate(subject.model(), subject.feeds(), Accuracy.CPU);
        List<String> known = shape.or(() -> why(said)).map(m -> Specification.known(subject.model(), m, reference
            .values())).orElse(List.of());
        Contradiction.Kind closer = kind == Contradiction.Kind.RUNTIME_REFUSES && reference.invalid().isPresent()
            ? Contradiction.Kind.INFERENCE_LAX : kind;
        return new Contradiction(learned.partial().operator(), closer, CallText.of(subject), LongStream.of(call).map(
            Math::abs).sum(), subject, said + shape.map("; "::concat).orElse(""), Verdicts.told(label), Verdicts.told(
                subject.model().graph(), reference), differs.orElseGet(() -> Verdicts.allows(learned, call)
                    ? "allows it" : "does not allow it"), known);
    }

    private static Optional<String> why(Statement said) {
        return said instanceof Statement.Refuses(String why) ? Optional.of(why) : Optional.empty();
    }

    /// The same call with the shapes that its outputs have.
    private static Subject stating(Subject call, List<List<Long>> shapes) {
        Graph graph = call.model().graph();
        List<ValueInfo> outputs = new ArrayList<>();
        for (int i = 0; i < graph.outputs().size(); i++) {
            ValueInfo o = graph.outputs().get(i);
            outputs.add(i < shapes.size() && o.type() instanceof ValueInfo.OfTensor(var dtype, var _) ? ValueInfo.of(o
                .name(), new TensorType(dtype, Shape.of(shapes.get(i)))) : o);
        }
        return new Subject(call.model().withGraph(new Graph(graph.name(), graph.inputs(), outputs,
            graph.initializers(), graph.nodes(), graph.rest())), call.inputs());
    }
}
