package org.plumbline.targets.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.targets.Outcome;
import org.plumbline.targets.Source;
import org.plumbline.targets.Variant;
import org.plumbline.targets.watch.Arming;

/// How executions and outcomes lie in the journal. The `size` methods give exactly the bytes that the `put` methods
/// write, except for texts, which are counted at three bytes a character.
final class Codec {
    private static final int VALUES = 0;
    private static final int REFUSED = 1;
    private static final int ARMED = 0;
    private static final int UNARMED = 1;

    private Codec() {
    }

    static long size(Execution execution) {
        return 20 + execution.recipe().length + execution.source().onnx().length
            + sum(execution.inputs(), Codec::size) + sum(execution.variants(), Codec::size);
    }

    static void put(Cursor to, Execution execution) {
        to.putInt(execution.repeats());
        to.putBytes(execution.recipe());
        to.putBytes(execution.source().onnx());
        putList(to, execution.inputs(), Codec::put);
        putList(to, execution.variants(), Codec::put);
    }

    static Execution getExecution(Cursor from) {
        int repeats = from.getInt();
        byte[] recipe = from.getBytes();
        Source source = Source.ofBytes(from.getBytes());
        List<Tensor> inputs = getList(from, () -> getTensor(from));
        return new Execution(source, inputs, getList(from, () -> getVariant(from)), repeats, recipe);
    }

    static long size(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Values(List<Tensor> outputs) -> 8 + sum(outputs, Codec::size);
            case Outcome.Refused(_, _, String message) -> 16 + 3L * message.length();
            case Outcome.Crashed _,Outcome.Hung _ -> throw new IllegalArgumentException(seenFromOutside(outcome));
        };
    }

    static void put(Cursor to, Outcome outcome) {
        switch (outcome) {
            case Outcome.Values(List<Tensor> outputs) -> {
                to.putInt(VALUES);
                putList(to, outputs, Codec::put);
            }
            case Outcome.Refused(Outcome.Stage stage, boolean unsupported, String message) -> {
                to.putInt(REFUSED);
                to.putInt(stage.ordinal());
                to.putInt(unsupported ? 1 : 0);
                to.putText(message);
            }
            case Outcome.Crashed _,Outcome.Hung _ -> throw new IllegalArgumentException(seenFromOutside(outcome));
        }
    }

    private static String seenFromOutside(Outcome outcome) {
        return "a worker cannot report its own " + outcome.getClass().getSimpleName();
    }

    static Outcome getOutcome(Cursor from) {
        int kind = from.getInt();
        if (kind == VALUES) {
            return new Outcome.Values(getList(from, () -> getTensor(from)));
        }
        Outcome.Stage stage = Outcome.Stage.values()[from.getInt()];
        boolean unsupported = from.getInt() == 1;
        return new Outcome.Refused(stage, unsupported, from.getText());
    }

    static void put(Cursor to, Handshake hello) {
        to.putText(hello.target());
        to.putText(hello.version());
        putList(to, hello.variants(), Codec::put);
        putList(to, List.copyOf(hello.feeds()), (cursor, dtype) -> cursor.putInt(dtype.ordinal()));
        put(to, hello.arming());
    }

    static long size(Handshake hello) {
        return 16 + size(hello.arming()) + 4L * hello.feeds().size() + 3L * (hello.target().length() + hello.version()
            .length())
            + sum(hello.variants(), Codec::size);
    }

    static Handshake getHandshake(Cursor from) {
        return new Handshake(from.getText(), from.getText(), getList(from, () -> getVariant(from)),
            Set.copyOf(getList(from, () -> DType.values()[from.getInt()])), getArming(from));
    }

    private static long size(Arming arming) {
        return switch (arming) {
            case Arming.Armed _ -> 16;
            case Arming.Unarmed(String why) -> 8 + 3L * why.length();
        };
    }

    private static void put(Cursor to, Arming arming) {
        switch (arming) {
            case Arming.Armed(int probes, Duration took) -> {
                to.putInt(ARMED);
                to.putInt(probes);
                to.putLong(took.toNanos());
            }
            case Arming.Unarmed(String why) -> {
                to.putInt(UNARMED);
                to.putText(why);
            }
        }
    }

    private static Arming getArming(Cursor from) {
        return from.getInt() == ARMED ? new Arming.Armed(from.getInt(), Duration.ofNanos(from.getLong()))
            : new Arming.Unarmed(from.getText());
    }

    private static long size(Tensor tensor) {
        return 12 + 8L * tensor.shape().rank() + tensor.bytes().remaining();
    }

    private static void put(Cursor to, Tensor tensor) {
        to.putInt(tensor.dtype().ordinal());
        to.putInt(tensor.shape().rank());
        for (int i = 0; i < tensor.shape().rank(); i++) {
            to.putLong(tensor.shape().dim(i));
        }
        to.putBuffer(tensor.bytes());
    }

    private static Tensor getTensor(Cursor from) {
        DType dtype = DType.values()[from.getInt()];
        long[] dims = new long[from.getInt()];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = from.getLong();
        }
        return Tensor.ofBytes(dtype, Shape.of(dims), from.getBytes());
    }

    private static long size(Variant variant) {
        long characters = variant.name().length();
        for (Map.Entry<String, String> option : variant.options().entrySet()) {
            characters += option.getKey().length() + option.getValue().length();
        }
        return 8 + 8L * variant.options().size() + 3 * characters;
    }

    private static void put(Cursor to, Variant variant) {
        to.putText(variant.name());
        to.putInt(variant.options().size());
        variant.options().forEach((key, value) -> {
            to.putText(key);
            to.putText(value);
        });
    }

    private static Variant getVariant(Cursor from) {
        String name = from.getText();
        Map<String, String> options = new TreeMap<>();
        for (int n = from.getInt(); n > 0; n--) {
            options.put(from.getText(), from.getText());
        }
        return new Variant(name, options);
    }

    private static <T> long sum(List<T> items, ToLongFunction<T> size) {
        return items.stream().mapToLong(size).sum();
    }

    private interface Put<T> {
        void put(Cursor to, T item);
    }

    private static <T> void putList(Cursor to, List<T> items, Put<T> put) {
        to.putInt(items.size());
        items.forEach(item -> put.put(to, item));
    }

    private static <T> List<T> getList(Cursor from, Supplier<T> get) {
        int n = from.getInt();
        List<T> items = new ArrayList<>(Math.min(Math.max(n, 0), 1024));
        for (int i = 0; i < n; i++) {
            items.add(get.get());
        }
        return items;
    }
}
