package org.plumbline.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.edit.RecipeJson;
import org.plumbline.graph.onnx.OnnxCodec;

/// Seed 42 gives the same recipes, models and inputs everywhere. When operators, patterns or the generator change on
/// purpose, the constant below changes with them.
class GoldenTest {
    private static final int CASES = 50;
    private static final String EXPECTED = "cc50f2508e86b7f4272be688536efaedc3160589fb382a19df0659007f86f2b8";

    private static String hash(Generator generator, boolean backwards) throws NoSuchAlgorithmException {
        String[] lines = new String[CASES];
        for (int k = 0; k < CASES; k++) {
            int i = backwards ? CASES - 1 - k : k;
            Generated g = generator.generate(Rng.of(42, i).nextLong());
            MessageDigest one = MessageDigest.getInstance("SHA-256");
            one.update(RecipeJson.write(g.recipe()).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            one.update(OnnxCodec.write(g.realized().model()));
            for (Tensor t : g.realized().inputs()) {
                one.update(t.bytes());
            }
            lines[i] = HexFormat.of().formatHex(one.digest());
        }
        MessageDigest all = MessageDigest.getInstance("SHA-256");
        all.update(String.join("\n", lines).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(all.digest());
    }

    @Test
    void seedFortyTwoGivesTheseCases() throws NoSuchAlgorithmException {
        assertThat(hash(new Generator(Options.DEFAULT), false)).isEqualTo(EXPECTED);
    }

    @Test
    void earlierCasesDoNotInfluenceLaterOnes() throws NoSuchAlgorithmException {
        assertThat(hash(new Generator(Options.DEFAULT), true)).isEqualTo(hash(new Generator(Options.DEFAULT), false));
    }
}
