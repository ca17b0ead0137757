package org.plumbline.targets.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReleasesTest {
    @Test
    void nearestReleasesAreThoseWithTheNearestNumbers() {
        List<String> known = List.of("1.3.1", "1.16.0", "1.16.3", "1.17.0", "1.17.1", "1.17.3", "1.18.0", "1.29.0");
        assertThat(Releases.nearest(known, "1.17.2")).containsExactly("1.16.3", "1.17.0", "1.17.1", "1.17.3", "1.18.0");
        assertThat(Releases.nearest(known, "rubbish")).contains("1.3.1").hasSize(5);
        assertThat(Releases.nearest(List.of("2.0"), "1")).containsExactly("2.0");
    }
}
