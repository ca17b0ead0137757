package org.plumbline.targets.torch.djl.lowering;

import java.util.List;
import java.util.Map;
import org.plumbline.graph.DType;

/// Activations with parameters.
final class Activations {
    /// Past this argument PyTorch's softplus answers with its argument; its own default, 20, costs doubles accuracy.
    private static final String SOFTPLUS_THRESHOLD = "40.0";

    private Activations() {
    }

    static Map<String, Lowering> all() {
        return Map.ofEntries(
            Map.entry("Celu", s -> s.like("torch.celu(" + s.in(0) + ", " + real(s, "alpha", 1) + ")")),
            Map.entry("Elu", s -> s.like("torch.elu(" + s.in(0) + ", " + real(s, "alpha", 1) + ", 1, 1)")),
            Map.entry("Gelu", s -> s.like("torch.gelu(" + s.in(0) + ", approximate=\""
                + (s.text("approximate", "none").equals("tanh") ? "tanh" : "none") + "\")")),
            Map.entry("HardSigmoid", s -> s.like("torch.clamp(torch.add(torch.mul(" + s.in(0) + ", "
                + real(s, "alpha", 0.2f) + "), " + real(s, "beta", 0.5f) + "), 0, 1)")),
            Map.entry("LeakyRelu", s -> s.like("torch.leaky_relu(" + s.in(0) + ", " + real(s, "alpha", 0.01f) + ")")),
            Map.entry("PRelu", Activations::prelu),
            Map.entry("Selu", s -> s.like("torch.elu(" + s.in(0) + ", " + real(s, "alpha", 1.67326319217681884765625f)
                + ", " + real(s, "gamma", 1.05070102214813232421875f) + ", 1)")),
            Map.entry("Shrink", Activations::shrink),
            Map.entry("Softplus", s -> s.like("torch.softplus(" + s.in(0) + ", 1, " + SOFTPLUS_THRESHOLD + ")")),
            Map.entry("Softsign", s -> s.like("torch.div(" + s.in(0) + ", torch.add(torch.abs(" + s.in(0) + "), 1))")),
            Map.entry("ThresholdedRelu", s -> s.like("torch.where(torch.gt(" + s.in(0) + ", " + real(s, "alpha", 1)
                + "), " + s.in(0) + ", " + zero(s.dtype()) + ")")));
    }

    private static String real(Site s, String name, float otherwise) {
        return Site.number(s.real(name, otherwise));
    }

    static String zero(DType dtype) {
        return "torch.zeros(annotate(List[int], []), dtype=" + Script.code(dtype) + ")";
    }

    private static List<Local> prelu(Site s) {
        s.computes();
        return s.like("torch.where(torch.lt(" + s.in(0) + ", 0), torch.mul(" + s.in(0) + ", " + s.in(1) + "), "
            + s.in(0) + ")");
    }

    private static List<Local> shrink(Site s) {
        s.computes();
        Site.require(s.dtype().isReal(), "on " + s.dtype());
        String x = s.in(0).name();
        String bias = real(s, "bias", 0);
        float lambda = s.real("lambd", 0.5f);
        return s.like("torch.where(torch.lt(" + x + ", " + Site.number(-lambda) + "), torch.add(" + x + ", " + bias
            + "), torch.where(torch.gt(" + x + ", " + Site.number(lambda) + "), torch.sub(" + x + ", " + bias + "), "
            + zero(s.dtype()) + "))");
    }
}
