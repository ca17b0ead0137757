package org.plumbline.graph.operator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.rule.Expr;
import org.plumbline.graph.rule.Pred;
import org.plumbline.graph.rule.Sym;

/// An operator with its dtypes, ranks and non-integer attributes fixed (NeuRI's term); what is left open are integers:
/// dimensions, integer attributes, elements of shape-like inputs. `predicates` say which integers are valid, `outputs`
/// how they give the output shapes.
public record PartialOperator(String operator, List<Slot> inputs, Map<String, Setting> attributes, List<Out> outputs,
    List<Sym> symbols, List<Pred> predicates, List<Choice> choices) {
    public PartialOperator {
        inputs = List.copyOf(inputs);
        attributes = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        outputs = List.copyOf(outputs);
        symbols = List.copyOf(symbols);
        predicates = List.copyOf(predicates);
        choices = List.copyOf(choices);
    }

    /// An attribute's value: fixed, or made of symbols.
    public sealed interface Setting {
    }

    public record Fixed(Attribute value) implements Setting {
    }

    public record OneInt(Expr value) implements Setting {
    }

    public record ManyInts(List<Expr> values) implements Setting {
        public ManyInts {
            values = List.copyOf(values);
        }
    }

    /// An output. `dims` is empty when the shape depends on values (`shapeFromValues`).
    public record Out(DType dtype, List<Expr> dims, boolean shapeFromValues) {
        public Out {
            dims = List.copyOf(dims);
        }
    }

    /// A way to draw several symbols at once that plain trial would rarely hit (the factors of a reshape, say):
    /// `draw` is called with the values of `given` once they are all known; it returns one value per symbol of `targets`.
    public record Choice(List<Sym> targets, List<Expr> given, BiFunction<Rng, long[], long[]> draw) {
        public Choice {
            targets = List.copyOf(targets);
            given = List.copyOf(given);
        }
    }

    public static Builder builder(String operator) {
        return new Builder(operator);
    }

    /// Collects a partial operator. Inputs, outputs and symbols keep the order in which they were added.
    public static final class Builder {
        private final String operator;
        private final List<Slot> inputs = new ArrayList<>();
        private final Map<String, Setting> attributes = new LinkedHashMap<>();
        private final List<Out> outputs = new ArrayList<>();
        private final List<Sym> symbols = new ArrayList<>();
        private final List<Pred> predicates = new ArrayList<>();
        private final List<Choice> choices = new ArrayList<>();

        private Builder(String operator) {
            this.operator = operator;
        }

        /// A new dimension, 0 to 64; drawn small most of the time.
        public Sym dim(String name) {
            return symbol(name, Sym.Role.DIMENSION, 0, 64);
        }

        /// A new dimension in the given range.
        public Sym dim(String name, long lo, long hi) {
            return symbol(name, Sym.Role.DIMENSION, lo, hi);
        }

        /// `rank` new dimensions.
        public List<Expr> dims(String name, int rank) {
            return IntStream.range(0, rank).<Expr>mapToObj(i -> dim(name + i)).toList();
        }

        /// A new integer attribute (or part of one).
        public Sym attribute(String name, long lo, long hi) {
            return symbol(name, Sym.Role.ATTRIBUTE, lo, hi);
        }

        public List<Expr> attributes(String name, int count, long lo, long hi) {
            return IntStream.range(0, count).<Expr>mapToObj(i -> attribute(name + i, lo, hi)).toList();
        }

        /// A new element of a shape-like input.
        public Sym value(String name, long lo, long hi) {
            return symbol(name, Sym.Role.VALUE, lo, hi);
        }

        private Sym symbol(String name, Sym.Role role, long lo, long hi) {
            Sym s = new Sym(symbols.size(), name, role, lo, hi);
            symbols.add(s);
            return s;
        }

        public Builder require(Pred... conditions) {
            predicates.addAll(List.of(conditions));
            return this;
        }

        public Builder choose(List<Sym> targets, List<Expr> given, BiFunction<Rng, long[], long[]> draw) {
            choices.add(new Choice(targets, given, draw));
            return this;
        }

        public Builder in(DType dtype, List<Expr> dims) {
            return in(dtype, dims, Domain.ANY);
        }

        public Builder in(DType dtype, List<Expr> dims, Domain domain) {
            inputs.add(new Slot.Data(dtype, dims, domain, false));
            return this;
        }

        /// An input that wants to be an initializer.
        public Builder constant(DType dtype, List<Expr> dims, Domain domain) {
            inputs.add(new Slot.Data(dtype, dims, domain, true));
            return this;
        }

        /// A rank-1 integer initializer with these elements.
        public Builder elements(DType dtype, List<Expr> values) {
            inputs.add(new Slot.Elements(dtype, values, false));
            return this;
        }

        /// A rank-0 integer initializer.
        public Builder element(DType dtype, Expr value) {
            inputs.add(new Slot.Elements(dtype, List.of(value), true));
            return this;
        }

        /// An initializer with exactly these elements.
        public Builder given(Tensor tensor) {
            inputs.add(new Slot.Given(tensor));
            return this;
        }

        public Builder absent() {
            inputs.add(new Slot.Absent());
            return this;
        }

        public Builder set(String name, Attribute value) {
            attributes.put(name, new Fixed(value));
            return this;
        }

        public Builder set(String name, long value) {
            return set(name, new Attribute.Int(value));
        }

        public Builder set(String name, float value) {
            return set(name, new Attribute.Real(value));
        }

        public Builder set(String name, String value) {
            return set(name, new Attribute.Text(value));
        }

        public Builder set(String name, Expr value) {
            attributes.put(name, new OneInt(value));
            return this;
        }

        public Builder set(String name, List<Expr> values) {
            attributes.put(name, new ManyInts(values));
            return this;
        }

        public Builder out(DType dtype, List<Expr> dims) {
            outputs.add(new Out(dtype, dims, false));
            return this;
        }

        /// An output whose shape depends on values.
        public Builder outOfUnknownShape(DType dtype) {
            outputs.add(new Out(dtype, List.of(), true));
            return this;
        }

        public PartialOperator build() {
            return new PartialOperator(operator, inputs, attributes, outputs, symbols, predicates, choices);
        }
    }
}
