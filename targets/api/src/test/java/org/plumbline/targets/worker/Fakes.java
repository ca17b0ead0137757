package org.plumbline.targets.worker;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.Message;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;

/// What the worker tests share.
final class Fakes {
    static final Limits LIMITS = new Limits(Duration.ofSeconds(2), 8L << 30, 20_000, 64, 256L << 20);

    static final List<Tensor> INPUTS = List.of(Tensor.ofLongs(1, -2, 3), Tensor.of(DType.FLOAT, Shape.of(0, 2), _ -> 0),
        Tensor.scalar(DType.FLOAT16, 1.5));

    static final byte[] RECIPE = "the recipe".getBytes(StandardCharsets.UTF_8);

    private Fakes() {
    }

    static Launch launch() {
        return new Launch("fake", classPath(), List.of(), Map.of());
    }

    static List<Path> classPath() {
        return Stream.of(FakeTarget.class, Child.class, Tensor.class, OnnxMl.class, Message.class)
            .map(Fakes::location).toList();
    }

    static Path location(Class<?> type) {
        return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    static Execution execution(int repeats, String... variants) {
        return Execution.ofBytes(new byte[] {1, 2, 3}, INPUTS, Arrays.stream(variants).map(FakeTarget::doing).toList(),
            repeats, RECIPE);
    }
}
