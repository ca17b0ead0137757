package org.plumbline.campaign;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.plumbline.generator.Instances;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.onnx.OnnxCodec;
import org.plumbline.graph.operator.Domain;
import org.plumbline.graph.operator.Evaluation;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Slot;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.operators.Evaluator;
import org.plumbline.graph.operators.Operators;
import org.plumbline.graph.rule.Expr;
import org.plumbline.oracles.Judge;

/// Single-operator cases on ONNX Runtime, in process. Arguments: operator names or "all", cases each, seed,
/// share of special values (0–1), dtype filter or "any".
public final class SingleOperatorProbe {
    private SingleOperatorProbe() {
    }

    public static void main(String[] args) throws Exception {
        int cases = Integer.parseInt(args[1]);
        long seed = Long.parseLong(args[2]);
        double special = Double.parseDouble(args[3]);
        boolean verbose = args.length > 4 && args[4].equals("-v");
        List<Operator> operators = args[0].equals("all") ? Operators.all()
            : List.of(args[0].split(",")).stream().map(n -> Operators.named(n).orElseThrow()).toList();
        for (Operator op : operators) {
            probe(op, cases, seed, special, verbose);
        }
    }

    private static void probe(Operator op, int cases, long seed, double special, boolean verbose) throws Exception {
        TreeMap<String, Integer> counts = new TreeMap<>();
        int[] elements = new int[2];
        int shown = 0;
        OrtEnvironment env =
            OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "probe");
        for (int c = 0; c < cases; c++) {
            Rng rng = Rng.of(seed, c);
            int opset = rng.between(Math.max(13, op.since()), 22);
            Optional<PartialOperator> partial = op.partial().apply(rng, Wish.none(opset));
            if (partial.isEmpty()) {
                counts.merge("no partial", 1, Integer::sum);
                continue;
            }
            PartialOperator p = partial.get();
            Optional<long[]> a = Instances.solve(p, Map.of(), rng);
            if (a.isEmpty()) {
                counts.merge("unsolved", 1, Integer::sum);
                continue;
            }
            String verdict;
            String detail = "";
            Map<String, Tensor> inits = new LinkedHashMap<>();
            Map<String, Tensor> feeds = new LinkedHashMap<>();
            List<String> names = new ArrayList<>();
            boolean specials = rng.chance(special);
            boolean tooBig = false;
            for (Slot s : p.inputs()) {
                String name = "i" + names.size();
                switch (s) {
                    case Slot.Absent _ -> names.add("");
                    case Slot.Given(Tensor t) -> {
                        names.add(name);
                        inits.put(name, t);
                    }
                    case Slot.Elements(DType t, List<Expr> values, boolean scalar) -> {
                        names.add(name);
                        inits.put(name, Tensor.ofLongs(t, scalar ? Shape.SCALAR : Shape.of(values.size()),
                            i -> values.get(i).eval(a.get())));
                    }
                    case Slot.Data(DType t, List<Expr> dims, Domain domain, boolean constant) -> {
                        names.add(name);
                        Shape shape = Shape.of(dims.stream().map(d -> d.eval(a.get())).toList());
                        tooBig |= shape.size() > 20000;
                        Tensor v = tooBig ? Tensor.scalar(t, 0) : draw(t, shape, domain, a.get(), rng, specials);
                        boolean feedable = t != DType.UINT16 && t != DType.UINT32 && t != DType.UINT64;
                        (constant && rng.chance(0.7) || !feedable ? inits : feeds).put(name, v);
                    }
                }
            }
            while (!names.isEmpty() && names.getLast().isEmpty()) {
                names.removeLast();
            }
            if (tooBig) {
                counts.merge("too big", 1, Integer::sum);
                continue;
            }
            Map<String, Attribute> attributes = new LinkedHashMap<>();
            p.attributes().forEach((k, v) -> attributes.put(k, switch (v) {
                case PartialOperator.Fixed(Attribute f) -> f;
                case PartialOperator.OneInt(Expr e) -> new Attribute.Int(e.eval(a.get()));
                case PartialOperator.ManyInts(List<Expr> es) -> Attribute.ints(
                    es.stream().mapToLong(e -> e.eval(a.get())).toArray());
            }));
            List<String> outs = new ArrayList<>();
            List<ValueInfo> outputs = new ArrayList<>();
            for (int i = 0; i < p.outputs().size(); i++) {
                outs.add("o" + i);
                var o = p.outputs().get(i);
                outputs.add(o.shapeFromValues()
                    ? new ValueInfo("o" + i, new ValueInfo.OfTensor(o.dtype(), Optional.empty()))
                    : ValueInfo.of("o" + i, new TensorType(o.dtype(),
                        Shape.of(o.dims().stream().map(d -> d.eval(a.get())).toList()))));
            }
            Node node = Node.of(op.name(), names, outs, attributes);
            Model model = Model.of(opset, Graph.of(
                feeds.entrySet().stream().map(e -> ValueInfo.of(e.getKey(), e.getValue().type())).toList(), outputs,
                inits, List.of(node)));
            Map<String, Enclosure> values = new LinkedHashMap<>();
            inits.forEach((k, v) -> values.put(k, Enclosure.of(v)));
            feeds.forEach((k, v) -> values.put(k, Enclosure.of(v)));
            Evaluation e = Evaluator.evaluate(node, opset, values, Accuracy.CPU);
            Files.writeString(Path.of(System.getProperty("java.io.tmpdir"), "probe-last-" + op.name() + ".txt"),
                node + " opset " + opset + " " + inits + feeds);
            try (OrtSession.SessionOptions so = new OrtSession.SessionOptions()) {
                so.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
                so.setIntraOpNumThreads(1);
                try (OrtSession session = env.createSession(OnnxCodec.write(model), so)) {
                    List<Tensor> got = run(env, session, feeds);
                    if (e instanceof Evaluation.Enclosed(List<Enclosure> refs)) {
                        verdict = "agrees";
                        for (int i = 0; i < refs.size() && i < got.size(); i++) {
                            var j = Judge.judge(got.get(i), refs.get(i));
                            elements[0] += j.decided();
                            elements[1] += j.undecided();
                            if (!j.agrees()) {
                                verdict = "DISAGREES " + p.outputs().get(i).dtype();
                                detail = "out " + i + " " + j + "\n      got " + got.get(i);
                            }
                        }
                    } else {
                        verdict = "RAN BUT " + e;
                    }
                }
            } catch (OrtException x) {
                verdict = x.getMessage().contains("Could not find an implementation")
                    || x.getCode() == OrtException.OrtErrorCode.ORT_NOT_IMPLEMENTED ? "unsupported"
                    : e instanceof Evaluation.Invalid ? "both refuse" : "REFUSED";
                detail = x.getMessage().lines().findFirst().orElse("");
            }
            counts.merge(verdict, 1, Integer::sum);
            if ((Character.isUpperCase(verdict.charAt(0)) && shown < 3) || verbose && verdict.contains("D")) {
                shown++;
                System.out.println("  " + verdict + " case " + c + " opset " + opset + " " + node.attributes() + " "
                    + inits + " " + feeds + "\n      " + detail);
            }
        }
        System.out.printf("%-20s %s decided %.1f%%%n", op.name(), counts,
            100.0 * elements[0] / Math.max(1, elements[0] + elements[1]));
    }

    private static Tensor draw(DType t, Shape shape, Domain domain, long[] a, Rng rng, boolean specials) {
        double[] special = {0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e-40, 3e38,
            -3e38, 65504, 1, -1, 0.5, 1.5, 2.5};
        if (!t.isReal()) {
            return Tensor.ofLongs(t, shape, _ -> switch (domain) {
                case Domain.Integers(Expr lo, Expr hi) -> rng.between(lo.eval(a), Math.max(lo.eval(a), hi.eval(a)));
                case Domain.Range(double lo, double hi) -> rng.between((long) Math.ceil(lo), (long) hi);
                case Domain.NonZero _ -> rng.between(1, 9) * (t.kind() == DType.Kind.SIGNED && rng.chance(.3) ? -1 : 1);
                case Domain.Any _ -> t == DType.BOOL ? rng.below(2)
                    : t.kind() == DType.Kind.SIGNED ? rng.between(-9, 9) : rng.between(0, 18);
            });
        }
        return Tensor.of(t, shape, _ -> specials && rng.chance(0.3) ? special[rng.below(special.length)]
            : switch (domain) {
                case Domain.Range(double lo, double hi) -> rng.uniform(lo, hi);
                case Domain.NonZero _ -> rng.uniform(0.1, 4) * (rng.chance(.5) ? -1 : 1);
                default -> rng.chance(.3) ? rng.between(-8, 8) / 2.0 : rng.uniform(-3, 3);
            });
    }

    private static List<Tensor> run(OrtEnvironment env, OrtSession session, Map<String, Tensor> feeds)
        throws OrtException {
        Map<String, OnnxTensor> in = new LinkedHashMap<>();
        try {
            for (var f : feeds.entrySet()) {
                ByteBuffer b = ByteBuffer.allocateDirect(Math.max(1, f.getValue().bytes().remaining()))
                    .order(ByteOrder.nativeOrder());
                b.put(f.getValue().bytes()).flip();
                in.put(f.getKey(), create(env, b, f.getValue()));
            }
            try (OrtSession.Result r = session.run(in)) {
                List<Tensor> out = new ArrayList<>();
                for (int i = 0; i < r.size(); i++) {
                    OnnxTensor t = (OnnxTensor) r.get(i);
                    TensorInfo info = t.getInfo();
                    ByteBuffer b = t.getByteBuffer();
                    DType dtype = DType.ofName(info.onnxType.name()
                        .substring("ONNX_TENSOR_ELEMENT_DATA_TYPE_".length()).toLowerCase(Locale.ROOT)).orElseThrow();
                    byte[] raw = new byte[dtype.bytes() * Shape.of(info.getShape()).size()];
                    if (b != null) {
                        b.get(raw);
                    }
                    out.add(Tensor.ofBytes(dtype,
                        Shape.of(info.getShape()), raw));
                }
                return out;
            }
        } finally {
            in.values().forEach(OnnxTensor::close);
        }
    }

    private static OnnxTensor create(OrtEnvironment env, ByteBuffer b, Tensor t) throws OrtException {
        long[] s = t.shape().dims();
        return switch (t.dtype()) {
            case FLOAT -> OnnxTensor.createTensor(env, b.asFloatBuffer(), s);
            case DOUBLE -> OnnxTensor.createTensor(env, b.asDoubleBuffer(), s);
            case INT64 -> OnnxTensor.createTensor(env, b.asLongBuffer(), s);
            case INT32 -> OnnxTensor.createTensor(env, b.asIntBuffer(), s);
            case INT16 -> OnnxTensor.createTensor(env, b.asShortBuffer(), s, OnnxJavaType.INT16);
            case FLOAT16 -> OnnxTensor.createTensor(env, b.asShortBuffer(), s, OnnxJavaType.FLOAT16);
            case BFLOAT16 -> OnnxTensor.createTensor(env, b.asShortBuffer(), s, OnnxJavaType.BFLOAT16);
            case INT8 -> OnnxTensor.createTensor(env, b, s, OnnxJavaType.INT8);
            case UINT8 -> OnnxTensor.createTensor(env, b, s, OnnxJavaType.UINT8);
            case BOOL -> OnnxTensor.createTensor(env, b, s, OnnxJavaType.BOOL);
            default -> throw new IllegalArgumentException(t.dtype().toString());
        };
    }
}
