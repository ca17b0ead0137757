package org.plumbline.targets.worker;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.targets.Outcome;
import org.plumbline.targets.Program;
import org.plumbline.targets.Source;
import org.plumbline.targets.Target;
import org.plumbline.targets.Variant;

/// Does what its variants' names say: returns its inputs, dies, hangs.
public final class FakeTarget implements Target {
    /// A variant that makes the target behave so.
    static Variant doing(String what) {
        return new Variant(what, Map.of("key", "a;b"));
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public String version() {
        return "1.0-fake";
    }

    @Override
    public List<Variant> variants() {
        return List.of(doing("echo"), doing("hang"));
    }

    @Override
    public Set<DType> feeds() {
        return EnumSet.of(DType.FLOAT, DType.BOOL);
    }

    @Override
    public Compilation compile(Source source, Variant variant) {
        return switch (variant.name()) {
            case "decline" -> new Declined(new Outcome.Refused(Outcome.Stage.COMPILE, true, "nein – no"));
            case "decode" -> new Declined(
                new Outcome.Refused(Outcome.Stage.COMPILE, true, source.model().graph().name()));
            case "fail" -> throw new IllegalStateException("adapter bug 4711");
            default -> new Compiled(new Echo(variant.name()));
        };
    }

    @SuppressWarnings("restricted")
    private record Echo(String what) implements Program {
        @Override
        public Outcome run(List<Tensor> inputs) {
            return switch (what) {
                case "hang" -> hang();
                case "exit" -> halt(3);
                case "kill" -> signal(9);
                case "abort" -> signal(6);
                case "segv" -> segv();
                case "heap" -> heap();
                case "large" -> new Outcome.Values(List.of(Tensor.of(DType.UINT8, Shape.of(3 << 20), i -> i)));
                case "garbage" -> garbage(inputs);
                case "wrong" -> new Outcome.Refused(Outcome.Stage.RUN, false, "wrong model");
                default -> new Outcome.Values(inputs);
            };
        }

        private static Outcome hang() {
            while (true) {
                Thread.onSpinWait();
            }
        }

        private static Outcome halt(int code) {
            Runtime.getRuntime().halt(code);
            return hang();
        }

        private static Outcome signal(int number) {
            Linker linker = Linker.nativeLinker();
            try {
                linker.downcallHandle(linker.defaultLookup().find("raise").orElseThrow(),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT)).invoke(number);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
            return hang();
        }

        private static Outcome segv() {
            Linker linker = Linker.nativeLinker();
            try {
                linker.downcallHandle(linker.defaultLookup().find("strlen").orElseThrow(),
                    FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.ADDRESS))
                    .invoke(MemorySegment.ofAddress(8));
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
            return hang();
        }

        private static Outcome heap() {
            List<byte[]> held = new ArrayList<>();
            while (true) {
                held.add(new byte[16 << 20]);
            }
        }

        private static Outcome garbage(List<Tensor> inputs) {
            try {
                new FileOutputStream(FileDescriptor.out).write("x".repeat(200_000).getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new Outcome.Values(inputs);
        }

        @Override
        public void close() {
        }
    }
}
