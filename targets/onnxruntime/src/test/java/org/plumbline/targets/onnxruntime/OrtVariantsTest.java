package org.plumbline.targets.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.plumbline.targets.Variant;

class OrtVariantsTest {
    @Test
    void thePlainOneComesFirstAndNamesAreUnique() {
        assertThat(OrtVariants.ALL).extracting(Variant::name).doesNotHaveDuplicates().startsWith("plain", "basic",
            "extended", "all").contains("parallel", "threads4", "no-arena", "no-mem-pattern", "no-prepacking");
    }

    @Test
    void everyOptimizerHasAVariantWithoutIt() {
        assertThat(OrtVariants.ALL).containsAll(Stream.concat(Optimizers.RULES.stream(),
            Optimizers.TRANSFORMERS.stream()).map(OrtVariants::without).toList());
    }

    @Test
    void severalOptimizersAreSeparatedBySemicolons() {
        assertThat(OrtVariants.without("ConvAddFusion", "ReshapeFusion").options())
            .containsEntry("without", "ConvAddFusion;ReshapeFusion").containsEntry("level", "ALL_OPT");
    }

    /// An approximated Gelu, subnormals as zeros and dropped quantise–dequantise pairs are other results by the user's
    /// own choice, and no bug.
    @Test
    void variantsThatChangeResultsByChoiceAreNotThere() {
        assertThat(OrtVariants.ALL).allSatisfy(v -> assertThat(v.options())
            .doesNotContainEntry("config:optimization.enable_gelu_approximation", "1")
            .doesNotContainEntry("config:session.set_denormal_as_zero", "1")
            .doesNotContainEntry("config:session.enable_quant_qdq_cleanup", "1"));
        assertThat(OrtVariants.ALL).extracting(Variant::name).doesNotContain("fast-gelu", "denormal-as-zero",
            "dq-cleanup");
    }
}
