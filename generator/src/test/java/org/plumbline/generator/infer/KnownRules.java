package org.plumbline.generator.infer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.graph.Model;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.PartialOperator.ManyInts;
import org.plumbline.graph.operator.PartialOperator.OneInt;
import org.plumbline.graph.operator.PartialOperator.Out;
import org.plumbline.graph.operator.PartialOperator.Setting;
import org.plumbline.graph.operator.Slot;
import org.plumbline.graph.operators.Evaluator;
import org.plumbline.graph.rule.Expr;
import org.plumbline.graph.rule.Sym;

/// Hand-written rules, hidden: the template of a partial operator, and a target that answers as the reference says.
final class KnownRules {
    static final int OPSET = 22;
    private static final int ELEMENTS = 1 << 16;

    private KnownRules() {
    }

    /// The partial operator without predicates and output shapes, every dimension and integer a symbol of its own.
    static PartialOperator hidden(PartialOperator known) {
        List<Sym> symbols = new ArrayList<>();
        List<Slot> inputs = new ArrayList<>();
        for (Slot slot : known.inputs()) {
            String prefix = "x" + inputs.size() + "_";
            inputs.add(switch (slot) {
                case Slot.Data d -> new Slot.Data(d.dtype(), fresh(symbols, d.dims().size(), prefix, Sym.Role.DIMENSION,
                    1,
                    64), d.domain(), d.constant());
                case Slot.Elements e -> new Slot.Elements(e.dtype(), fresh(symbols, e.values().size(), prefix,
                    Sym.Role.VALUE, -8, 64), e.scalar());
                case Slot.Given g -> g;
                case Slot.Absent a -> a;
            });
        }
        Map<String, Setting> attributes = new LinkedHashMap<>();
        known.attributes().forEach((name, s) -> attributes.put(name, switch (s) {
            case PartialOperator.Fixed f -> f;
            case OneInt _ -> new OneInt(fresh(symbols, 1, name, Sym.Role.ATTRIBUTE, -8, 16).getFirst());
            case ManyInts(List<Expr> all) -> new ManyInts(fresh(symbols, all.size(), name, Sym.Role.ATTRIBUTE, -8, 16));
        }));
        return new PartialOperator(known.operator(), inputs, attributes, known.outputs().stream().map(o -> new Out(o
            .dtype(), List.of(), true)).toList(), symbols, List.of(), List.of());
    }

    private static List<Expr> fresh(List<Sym> symbols, int count, String name, Sym.Role role, long lo, long hi) {
        return TemplateBuilder.fresh(symbols, name, count, role, lo, hi);
    }

    /// What the reference says of a call.
    static Label answer(PartialOperator p, long[] call) {
        Optional<Question> question = Question.of(p, call, OPSET, ELEMENTS);
        if (question.isEmpty()) {
            return new Label.Unsupported("too large");
        }
        Model model = question.get().model();
        Map<String, org.plumbline.graph.Tensor> feeds = new LinkedHashMap<>();
        for (int i = 0; i < question.get().inputs().size(); i++) {
            feeds.put(model.graph().inputs().get(i).name(), question.get().inputs().get(i));
        }
        Evaluator.Evaluated e = Evaluator.evaluate(model, feeds, Accuracy.CPU);
        if (e.invalid().isPresent()) {
            return new Label.Refused(e.invalid().get());
        }
        List<List<Long>> shapes = new ArrayList<>();
        for (var out : model.graph().outputs()) {
            Enclosure v = e.values().get(out.name());
            if (v == null || v.knownShape().isEmpty()) {
                return new Label.Unsupported("no shape");
            }
            shapes.add(v.knownShape().get().stream().boxed().toList());
        }
        return new Label.Accepted(shapes);
    }
}
