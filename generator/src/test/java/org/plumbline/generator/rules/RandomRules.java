package org.plumbline.generator.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.Bytes;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.operator.Domain;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Slot;
import org.plumbline.graph.rule.Expr;
import org.plumbline.graph.rule.Pred;
import org.plumbline.graph.rule.Sym;

/// Rules of every form, drawn at random.
final class RandomRules {
    private static final List<String> NAMES = List.of("x0", "x1", "w0", "group", "min", "any", "_k", "größe");
    private static final List<Long> NUMBERS =
        List.of(0L, 1L, -1L, 2L, 7L, -12L, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE);

    private final Rng rng;
    private final List<Sym> symbols;

    RandomRules(long seed) {
        rng = Rng.of(seed);
        symbols = IntStream.range(0, 1 + rng.below(NAMES.size())).mapToObj(i -> new Sym(i, NAMES.get(i),
            rng.pick(Sym.Role.values()), -rng.below(9), rng.below(99))).toList();
    }

    Map<String, Sym> symbols() {
        Map<String, Sym> byName = new TreeMap<>();
        symbols.forEach(s -> byName.put(s.name(), s));
        return byName;
    }

    Rulebook book() {
        Map<String, List<Learned>> operators = new TreeMap<>();
        for (String name : some(3, () -> rng.pick("Conv", "com.microsoft::BiasGelu", "Relu", "ai.onnx.ml::Scaler"))) {
            operators.put(name, some(3, () -> new RandomRules(rng.nextLong()).learned(name)));
        }
        return new Rulebook("onnxruntime", "1.22.0", 1 + rng.below(22), operators, operators.keySet().stream().filter(
            _ -> rng.trueInOneOutOf(3)).collect(Collectors.toSet()));
    }

    private Learned learned(String operator) {
        Map<String, PartialOperator.Setting> attributes = new LinkedHashMap<>();
        some(4, () -> rng.pick("group", "pads", "rule", "rules", "mode", "größe \"1\""))
            .forEach(name -> attributes.put(name, setting()));
        PartialOperator partial = new PartialOperator(operator, some(4, this::slot), attributes, some(3,
            () -> new PartialOperator.Out(rng.pick(DType.values()), some(4, this::expr), rng.trueInOneOutOf(2))),
            symbols,
            some(4, this::pred), List.of());
        return new Learned(partial, rng.pick(Learned.Status.values()), rng.pick("", "a \"quoted\"\nline"), rng.below(
            1000),
            rng.below(1000), some(3, () -> new Learned.Call(symbols.stream().map(_ -> number()).toList(),
                rng.trueInOneOutOf(2))).stream().filter(c -> Repetition.problem(partial, c).isEmpty()).toList());
    }

    Expr expr() {
        return expr(4);
    }

    private Expr expr(int depth) {
        return switch (rng.below(depth == 0 ? 2 : 4)) {
            case 0 -> rng.pick(symbols);
            case 1 -> Expr.of(number());
            default -> new Expr.Binary(rng.pick(Expr.Op.values()), expr(depth - 1), expr(depth - 1));
        };
    }

    Pred pred() {
        return pred(3);
    }

    private Pred pred(int depth) {
        return switch (rng.below(depth == 0 ? 1 : 4)) {
            case 0, 1 -> new Pred.Compare(rng.pick(Pred.Rel.values()), expr(2), expr(2));
            case 2 -> new Pred.AnyOf(some(3, () -> pred(depth - 1)));
            default -> new Pred.AllOf(some(3, () -> pred(depth - 1)));
        };
    }

    private Slot slot() {
        return switch (rng.below(4)) {
            case 0 -> new Slot.Data(rng.pick(DType.values()), some(4, this::expr), domain(), rng.trueInOneOutOf(2));
            case 1 -> rng.trueInOneOutOf(2) ? new Slot.Elements(DType.INT64, List.of(expr()), true)
                : new Slot.Elements(DType.INT32, some(4, this::expr), false);
            case 2 -> new Slot.Given(tensor());
            default -> new Slot.Absent();
        };
    }

    private Domain domain() {
        return switch (rng.below(4)) {
            case 0 -> Domain.ANY;
            case 1 -> Domain.range(real(), real());
            case 2 -> new Domain.Integers(expr(), expr());
            default -> Domain.NON_ZERO;
        };
    }

    private PartialOperator.Setting setting() {
        return switch (rng.below(3)) {
            case 0 -> new PartialOperator.OneInt(expr());
            case 1 -> new PartialOperator.ManyInts(some(4, this::expr));
            default -> new PartialOperator.Fixed(attribute());
        };
    }

    private Attribute attribute() {
        return switch (rng.below(8)) {
            case 0 -> new Attribute.Int(number());
            case 1 -> new Attribute.Real((float) real());
            case 2 -> new Attribute.Text(rng.pick("", "NOTSET", "a\"b\\\n"));
            case 3 -> new Attribute.Ints(some(4, this::number));
            case 4 -> new Attribute.Reals(some(4, () -> (float) real()));
            case 5 -> new Attribute.Texts(some(3, () -> rng.pick("", "NOTSET")));
            case 6 -> new Attribute.Value(tensor());
            default -> new Attribute.Opaque(Bytes.of(new byte[] {1, 2, (byte) rng.below(256)}));
        };
    }

    private Tensor tensor() {
        Shape shape = Shape.of(some(2, () -> (long) rng.below(3)));
        DType dtype = rng.pick(Stream.of(DType.values()).filter(d -> d.bytes() > 0).toArray(DType[]::new));
        byte[] raw = new byte[dtype.bytes() * shape.size()];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = (byte) (rng.below(3) == 0 ? rng.below(256) : 0);
        }
        return Tensor.ofBytes(dtype, shape, raw);
    }

    private double real() {
        return rng.pick(0.0, -0.0, 1.5, 1e-300, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.1);
    }

    private long number() {
        return rng.pick(NUMBERS);
    }

    private <T> List<T> some(int most, Supplier<T> value) {
        List<T> values = new ArrayList<>();
        for (int i = rng.below(most + 1); i > 0; i--) {
            values.add(value.get());
        }
        return values;
    }
}
