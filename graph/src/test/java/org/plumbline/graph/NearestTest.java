package org.plumbline.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    @Test
    void namesComeNearestFirst() {
        assertThat(Nearest.to("cnov", List.of("Softmax", "Add", "Cos", "Conv"))).isEqualTo("Conv, Cos, Add");
    }

    @Test
    void fewNamesAreAllNear() {
        assertThat(Nearest.to("x", List.of("y"))).isEqualTo("y");
        assertThat(Nearest.to("x", List.of())).isEmpty();
    }
}
