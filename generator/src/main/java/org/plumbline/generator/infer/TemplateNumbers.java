package org.plumbline.generator.infer;

import java.util.ArrayList;
import java.util.List;
import org.plumbline.graph.Shape;
import org.plumbline.graph.rule.Expr;
import org.plumbline.graph.rule.Sym;

/// The symbols of a template that is made of one call, with their values there. A number that templates do not try stays
/// as it is. Mutable; lives for one template.
final class TemplateNumbers {
    private final List<Sym> symbols = new ArrayList<>();
    private final List<Long> values = new ArrayList<>();

    List<Expr> dims(String name, Shape shape) {
        return many(name, shape.stream().boxed().toList(), Sym.Role.DIMENSION, 1, TemplateBuilder.DIMENSION);
    }

    List<Expr> values(String name, List<Long> elements) {
        return many(name, elements, Sym.Role.VALUE, TemplateBuilder.NEGATIVE, TemplateBuilder.DIMENSION);
    }

    List<Expr> attributes(String name, List<Long> numbers) {
        return many(name, numbers, Sym.Role.ATTRIBUTE, TemplateBuilder.NEGATIVE, TemplateBuilder.NUMBER);
    }

    private List<Expr> many(String name, List<Long> numbers, Sym.Role role, long lo, long hi) {
        List<Expr> all = new ArrayList<>();
        for (long v : numbers) {
            if (v < lo || v > hi) {
                all.add(Expr.of(v));
                continue;
            }
            Sym s = new Sym(symbols.size(), name + all.size(), role, lo, hi);
            symbols.add(s);
            values.add(v);
            all.add(s);
        }
        return all;
    }

    List<Sym> symbols() {
        return List.copyOf(symbols);
    }

    long[] call() {
        return values.stream().mapToLong(Long::longValue).toArray();
    }
}
