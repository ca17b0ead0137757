package org.plumbline.generator.check;

import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.onnx.GraphProto;
import org.bytedeco.onnx.ModelProto;
import org.bytedeco.onnx.OpSchemaRegistry;
import org.bytedeco.onnx.ShapeInferenceOptions;
import org.bytedeco.onnx.StringTensorShapeProtoMap;
import org.bytedeco.onnx.global.onnx;
import org.plumbline.graph.Graph;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.onnx.OnnxCodec;
import org.plumbline.graph.onnx.OnnxRead;
import org.plumbline.graph.onnx.ValueInfos;

/// The ONNX project's C++ checker and shape inference (release 1.17: opsets to 22, IR versions to 10), called in this
/// process. All native memory of a call is freed before it returns; calls may run on several threads at once.
public final class OnnxChecker {
    private static final int STRICT = 1;

    private OnnxChecker() {
    }

    /// What `onnx.checker.check_model` finds wrong with a serialised model: structure, names, attributes, operator and
    /// IR versions; types and shapes only through [#inferShapes]. Empty if nothing.
    public static Optional<String> check(byte[] model) {
        return problem(model, onnx::check_model);
    }

    /// What strict inference with a check of types, but without data propagation, finds wrong: also every type that
    /// the model states for a value and that contradicts the inferred one. Empty if nothing. For whom this is safe, see
    /// [#inferShapes]; unlike that, no valid model is known that ends the process here.
    static Optional<String> infer(byte[] model) {
        return problem(model, OnnxChecker::infer);
    }

    /// [#check], then [#infer].
    static Optional<String> confirm(byte[] model) {
        return problem(model, proto -> {
            onnx.check_model(proto);
            infer(proto);
        });
    }

    private static Optional<String> problem(byte[] model, Consumer<ModelProto> examination) {
        try (ModelProto proto = new ModelProto()) {
            if (!parse(proto, model)) {
                return Optional.of("not a serialised ModelProto");
            }
            examination.accept(proto);
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(message(e));
        }
    }

    private static void infer(ModelProto proto) {
        try (ShapeInferenceOptions options = new ShapeInferenceOptions(true, STRICT, false);
            StringTensorShapeProtoMap propagated = new StringTensorShapeProtoMap()) {
            onnx.InferShapes(proto, OpSchemaRegistry.Instance(), options, propagated);
        }
    }

    /// Infers in strict mode, checking types and propagating data (the values of shapes). Values whose operator has no
    /// inference, or whose domain is not ONNX's, are missing in the answer.
    ///
    /// The library trusts operators to be used as their documentation says: a wrong number of `pads` at a Conv or of
    /// terms in an Einsum's equation makes it read past its arrays, which can end the process. Data propagation does so
    /// at some valid models too (an empty shape times a scalar). So call this where the process may die.
    public static Inference inferShapes(byte[] model) {
        return inferShapes(model, true);
    }

    /// [#inferShapes(byte[])] without data propagation: it does not end the process at any valid model that is known.
    public static Inference inferShapesAlone(byte[] model) {
        return inferShapes(model, false);
    }

    private static Inference inferShapes(byte[] model, boolean propagates) {
        try (ModelProto proto = new ModelProto();
            ShapeInferenceOptions options = new ShapeInferenceOptions(true, STRICT, propagates);
            StringTensorShapeProtoMap propagated = new StringTensorShapeProtoMap()) {
            if (!parse(proto, model)) {
                return new Inference.Refused("not a serialised ModelProto");
            }
            onnx.InferShapes(proto, OpSchemaRegistry.Instance(), options, propagated);
            GraphProto graph = proto.mutable_graph();
            graph.clear_node();
            graph.clear_initializer();
            proto.clear_functions();
            return types(serialised(proto));
        } catch (RuntimeException e) {
            return new Inference.Refused(message(e));
        }
    }

    /// The jars and folders that hold this class and the library: what another process needs to use them. Loads no native
    /// code.
    public static List<Path> places() {
        String natives = "/" + onnx.class.getPackageName().replace('.', '/').replace("/global", "") + "/" + Loader
            .getPlatform() + "/";
        return Stream.of(place(OnnxChecker.class.getResource("OnnxChecker.class")), place(onnx.class.getResource(
            "onnx.class")), place(Loader.class.getResource("Loader.class")), place(onnx.class.getResource(natives
                + System.mapLibraryName("jnionnx")))).distinct().toList();
    }

    /// Where a resource lies: its jar, or the folder above its packages.
    private static Path place(URL resource) {
        String url = resource.toString();
        int inside = url.indexOf("!/");
        return inside >= 0 ? Path.of(URI.create(url.substring("jar:".length(), inside))) : Path.of(URI.create(url
            .replaceFirst("/org/.*", "/")));
    }

    private static boolean parse(ModelProto proto, byte[] model) {
        try (BytePointer bytes = new BytePointer(Math.max(1, model.length))) {
            bytes.put(model, 0, model.length);
            return onnx.ParseProtoFromBytes(proto, bytes, model.length);
        }
    }

    private static byte[] serialised(ModelProto proto) {
        int size = Math.toIntExact(proto.ByteSizeLong());
        byte[] bytes = new byte[size];
        try (BytePointer buffer = new BytePointer(Math.max(1, size))) {
            if (!proto.SerializeToArray(buffer, size)) {
                throw new IllegalStateException("inferred model cannot be serialised");
            }
            buffer.get(bytes);
        }
        return bytes;
    }

    private static Inference types(byte[] bytes) {
        return switch (OnnxCodec.read(bytes)) {
            case OnnxRead.Malformed(String why) -> new Inference.Refused(why);
            case OnnxRead.Ok(var model) -> {
                Graph graph = model.graph();
                List<ValueInfo> all = new ArrayList<>(graph.inputs());
                all.addAll(ValueInfos.of(graph));
                all.addAll(graph.outputs());
                Map<String, ValueInfo> values = new LinkedHashMap<>();
                all.stream().filter(v -> !isUntyped(v)).forEach(v -> values.put(v.name(), v));
                yield new Inference.Types(values);
            }
        };
    }

    private static boolean isUntyped(ValueInfo value) {
        return value.type() instanceof ValueInfo.Other(var proto) && proto.length() == 0;
    }

    private static String message(RuntimeException e) {
        return String.valueOf(e.getMessage()).strip().replaceAll("\\p{Cntrl}+", " ");
    }
}
