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
}
