package org.plumbline.generator.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.edit.AttributeJson;
import org.plumbline.graph.json.Located;
import org.plumbline.graph.json.TensorJson;
import org.plumbline.graph.operator.Domain;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.PartialOperator.Setting;
import org.plumbline.graph.operator.Slot;
import org.plumbline.graph.rule.Expr;
import org.plumbline.graph.rule.Pred;
import org.plumbline.graph.rule.Sym;

/// Reads what [RuleWriter] wrote or a person edited; throws [Located.Malformed] for anything else.
final class RuleReader {
    private final Located json;
    private final Map<String, Sym> symbols;

    private RuleReader(Located json) {
        this.json = json.only("status", "why", "accepted", "refused", "symbols", "inputs", "attributes", "outputs",
            "predicates", "calls");
        this.symbols = symbols(json.at("symbols"));
    }

    static Learned read(String operator, Located rule) {
        return new RuleReader(rule).learned(operator);
    }

    private Learned learned(String operator) {
        Map<String, Setting> attributes = new LinkedHashMap<>();
        json.at("attributes").entries().forEach((name, s) -> attributes.put(name, setting(s)));
        List<Pred> predicates = json.at("predicates").elements().stream().map(p -> read(p, Algebra::pred)).toList();
        PartialOperator partial = new PartialOperator(operator, json.at("inputs").elements().stream().map(this::slot)
            .toList(), attributes, json.at("outputs").elements().stream().map(this::out).toList(),
            List.copyOf(symbols.values()), predicates, List.of());
        return new Learned(partial, constant(json.at("status"), Learned.Status.class),
            json.find("why").map(Located::text).orElse(""), count(json.at("accepted")), count(json.at("refused")),
            json.at("calls").elements().stream().map(c -> call(c, partial)).toList());
    }

    private static long count(Located json) {
        if (json.integer() < 0) {
            throw json.wrong("wanted a count, 0 or more");
        }
        return json.integer();
    }

    private static Map<String, Sym> symbols(Located list) {
        Map<String, Sym> symbols = new LinkedHashMap<>();
        for (Located s : list.elements()) {
            String name = s.only("name", "role", "range").at("name").text();
            if (!Algebra.isName(name)) {
                throw s.wrong("'" + name + "' cannot be a symbol's name; use letters, digits and _");
            }
            List<Located> range = pair(s.at("range"));
            Sym sym = new Sym(symbols.size(), name, constant(s.at("role"), Sym.Role.class), range.get(0).integer(),
                range.get(1).integer());
            if (sym.lo() > sym.hi()) {
                throw s.at("range").wrong("is empty; put the smaller number first");
            }
            if (symbols.put(name, sym) != null) {
                throw s.wrong("a second symbol '" + name + "'; rename one of the two");
            }
        }
        return symbols;
    }

    private static List<Located> pair(Located json) {
        if (json.elements().size() != 2) {
            throw json.wrong("wanted two values, from and to");
        }
        return json.elements();
    }

    private static <E extends Enum<E>> E constant(Located json, Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).filter(c -> c.name().toLowerCase(Locale.ROOT).equals(json.text()))
            .findFirst().orElseThrow(() -> json.wrong("wanted " + Arrays.stream(type.getEnumConstants())
                .map(c -> '"' + c.name().toLowerCase(Locale.ROOT) + '"').collect(Collectors.joining(" or "))));
    }

    private Slot slot(Located s) {
        if (s.find("data").isPresent()) {
            s.only("data", "dims", "nonzero", "range", "integers", "constant");
            return new Slot.Data(TensorJson.dtype(s.at("data")), algebra(s.at("dims")), domain(s), flag(s, "constant"));
        }
        if (s.find("elements").isPresent()) {
            s.only("elements", "values", "scalar");
            List<Expr> values = algebra(s.at("values"));
            if (flag(s, "scalar") && values.size() != 1) {
                throw s.at("values").wrong("wanted one value for a scalar");
            }
            return new Slot.Elements(TensorJson.dtype(s.at("elements")), values, flag(s, "scalar"));
        }
        if (s.find("given").isPresent()) {
            return new Slot.Given(TensorJson.read(s.only("given").at("given")));
        }
        if (flag(s, "absent")) {
            s.only("absent");
            return new Slot.Absent();
        }
        throw s.wrong("wanted a field \"data\", \"elements\", \"given\" or \"absent\": true");
    }

    private Domain domain(Located s) {
        List<Domain> domains = new ArrayList<>();
        s.find("range").ifPresent(r -> domains.add(new Domain.Range(pair(r).get(0).real(), pair(r).get(1).real())));
        s.find("integers").ifPresent(r -> {
            pair(r);
            domains.add(new Domain.Integers(algebra(r).get(0), algebra(r).get(1)));
        });
        if (flag(s, "nonzero")) {
            domains.add(new Domain.NonZero());
        }
        if (domains.size() > 1) {
            throw s.wrong("wanted one of \"range\", \"integers\" and \"nonzero\"");
        }
        return domains.isEmpty() ? new Domain.Any() : domains.getFirst();
    }

    private Setting setting(Located s) {
        if (s.find("rule").isPresent()) {
            return new PartialOperator.OneInt(read(s.only("rule").at("rule"), Algebra::expr));
        }
        if (s.find("rules").isPresent()) {
            return new PartialOperator.ManyInts(algebra(s.only("rules").at("rules")));
        }
        return switch (AttributeJson.read(s.json())) {
            case AttributeJson.Parsed.Read(Attribute value) -> new PartialOperator.Fixed(value);
            case AttributeJson.Parsed.Malformed(String why) -> throw s.wrong(why);
        };
    }

    private PartialOperator.Out out(Located o) {
        o.only("dtype", "dims", "shapeFromValues");
        return new PartialOperator.Out(TensorJson.dtype(o.at("dtype")), algebra(o.at("dims")), flag(o,
            "shapeFromValues"));
    }

    private Learned.Call call(Located c, PartialOperator partial) {
        Located values = c.only("accepted", "values").at("values");
        if (values.elements().size() != symbols.size()) {
            throw values.wrong(values.elements().size() + " values for " + symbols.size()
                + " symbols; give one for each");
        }
        Learned.Call call = new Learned.Call(values.elements().stream().map(Located::integer).toList(), c.at("accepted")
            .flag());
        Repetition.problem(partial, call).ifPresent(problem -> {
            throw values.wrong(problem + "; delete the call or mend it");
        });
        return call;
    }

    private static boolean flag(Located json, String key) {
        return json.find(key).map(Located::flag).orElse(false);
    }

    private List<Expr> algebra(Located list) {
        return list.elements().stream().map(e -> read(e, Algebra::expr)).toList();
    }

    private <T> T read(Located text, BiFunction<String, Map<String, Sym>, Algebra.Parsed<T>> parser) {
        return switch (parser.apply(text.text(), symbols)) {
            case Algebra.Parsed.Read<T>(T value) -> value;
            case Algebra.Parsed.Malformed<T>(String why) -> throw text.wrong("\"" + text.text() + "\": " + why);
        };
    }
}
