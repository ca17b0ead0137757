package org.plumbline.generator.infer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.plumbline.generator.check.OperatorSchema;
import org.plumbline.generator.check.OperatorSchema.Option;
import org.plumbline.generator.check.OperatorSchema.Parameter;
import org.plumbline.graph.DType;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.PartialOperator.Fixed;
import org.plumbline.graph.operator.PartialOperator.ManyInts;
import org.plumbline.graph.operator.PartialOperator.OneInt;
import org.plumbline.graph.operator.PartialOperator.Out;
import org.plumbline.graph.operator.PartialOperator.Setting;
import org.plumbline.graph.operator.Slot;
import org.plumbline.graph.rule.Expr;
import org.plumbline.graph.rule.Sym;

/// Builds one template: a symbol for every integer. Mutable; lives for one template.
final class TemplateBuilder {
    static final long DIMENSION = 64;
    static final long NUMBER = 16;
    static final long NEGATIVE = -8;

    private final OperatorSchema schema;
    private final Map<String, DType> types;
    private final List<Sym> symbols = new ArrayList<>();

    TemplateBuilder(OperatorSchema schema, Map<String, DType> types) {
        this.schema = schema;
        this.types = types;
    }

    PartialOperator build(List<Form> forms, Map<String, Wanted> attributes) {
        List<Slot> inputs = new ArrayList<>();
        for (int i = 0; i < forms.size(); i++) {
            Form f = forms.get(i);
            String name = "x" + i + "_";
            DType t = schema.input(i).map(p -> types.get(p.typeVariable())).orElse(DType.FLOAT);
            inputs.add(switch (f.kind()) {
                case DATA -> new Slot.Data(t, many(name, f.rank(), Sym.Role.DIMENSION, 1, DIMENSION), f.fill().domain(),
                    f.constant());
                case ELEMENTS -> new Slot.Elements(t, many(name, f.rank(), Sym.Role.VALUE, NEGATIVE, DIMENSION), false);
                case ELEMENT -> new Slot.Elements(t, many(name, 1, Sym.Role.VALUE, NEGATIVE, DIMENSION), true);
                case ABSENT -> new Slot.Absent();
            });
        }
        Map<String, Setting> settings = new LinkedHashMap<>();
        attributes.forEach((name, wanted) -> settings.put(name, switch (wanted) {
            case Wanted.One() -> new OneInt(many(name, 1, Sym.Role.ATTRIBUTE, NEGATIVE, NUMBER).getFirst());
            case Wanted.Many(int count) -> new ManyInts(many(name, count, Sym.Role.ATTRIBUTE, NEGATIVE, NUMBER));
            case Wanted.Same(var value) -> new Fixed(value);
        }));
        String operator = schema.domain().isEmpty() ? schema.name() : schema.domain() + "::" + schema.name();
        return new PartialOperator(operator, inputs, settings, outputs(), symbols, List.of(), List.of());
    }

    private List<Out> outputs() {
        long count = Math.max(1, schema.outputs().stream().filter(p -> p.option() == Option.SINGLE).count());
        return IntStream.range(0, (int) count).mapToObj(i -> new Out(type(schema.output(i).orElseThrow()), List.of(),
            true)).toList();
    }

    private DType type(Parameter p) {
        DType bound = types.get(p.typeVariable());
        return bound != null ? bound : p.dtypes().contains(DType.FLOAT) ? DType.FLOAT : p.dtypes().stream().findFirst()
            .orElse(DType.FLOAT);
    }

    private List<Expr> many(String name, int count, Sym.Role role, long lo, long hi) {
        return fresh(symbols, name, count, role, lo, hi);
    }

    /// So many new symbols, which are added to those that there are.
    static List<Expr> fresh(List<Sym> symbols, String name, int count, Sym.Role role, long lo, long hi) {
        List<Expr> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Sym s = new Sym(symbols.size(), name + i, role, lo, hi);
            symbols.add(s);
            made.add(s);
        }
        return made;
    }
}
