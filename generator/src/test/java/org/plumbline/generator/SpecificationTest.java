package org.plumbline.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.generator.check.Confirmation;
import org.plumbline.generator.check.Specification;
import org.plumbline.graph.Model;
import org.plumbline.graph.onnx.OnnxCodec;

/// The ONNX project's own checker and strict shape inference confirm what is generated.
class SpecificationTest {
    private static final int CASES = 400;

    static List<Options> options() {
        return List.of(Options.DEFAULT, Options.DEFAULT.withNodes(10, 10), Options.DEFAULT.withShares(0.1, 1, 0),
            Options.DEFAULT.withShares(0.1, 0.25, 1), Options.DEFAULT.solvingWhole(1));
    }

    @ParameterizedTest
    @MethodSource("options")
    void theCheckerAndStrictInferenceConfirmEveryModel(Options options) {
        Generator generator = new Generator(options);
        int whole = 0;
        for (long seed = 0; seed < CASES; seed++) {
            Generated g = generator.generate(seed);
            Model model = g.realized().model();
            Confirmation c = Specification.confirm(model, OnnxCodec.write(model), g.values());
            assertThat(c).as("seed %d", seed).isInstanceOf(Confirmation.Confirmed.class);
            whole += c.equals(new Confirmation.Confirmed(List.of())) ? 1 : 0;
        }
        assertThat(whole).isGreaterThan(CASES * 9 / 10);
    }
}
