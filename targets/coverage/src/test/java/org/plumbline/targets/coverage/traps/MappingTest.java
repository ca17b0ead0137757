package org.plumbline.targets.coverage.traps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MappingTest {
    @Test
    void linesAreReadAsTheManualSays() {
        assertThat(Mapping.parse(List.of(
            "7f3c2a000000-7f3c2a0b5000 r-xp 0000e000 fe:01 1835118                    /usr/lib/libz z.so (deleted)",
            "7f3c2a0b5000-7f3c2a0b6000 rw-p 00000000 00:00 0",
            "ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0                  [vsyscall]"))).containsExactly(
                new Mapping(0x7f3c2a000000L, 0x7f3c2a0b5000L, true, 0xe000, 1835118),
                new Mapping(0x7f3c2a0b5000L, 0x7f3c2a0b6000L, false, 0, 0),
                new Mapping(0xffffffffff600000L, 0xffffffffff601000L, true, 0, 0));
    }
}
