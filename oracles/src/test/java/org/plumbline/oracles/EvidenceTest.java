package org.plumbline.oracles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

class EvidenceTest {
    private static Evidence evidence(String output, String seen, String admissible, double margin) {
        return new Evidence(Kind.WRONG_RESULT, List.of("all", "basic"), List.of("plain"), output, seen, admissible,
            margin);
    }

    @Test
    void aLineNamesSymptomVariantsOutputBoundAndDistance() {
        assertThat(evidence("y", "element 0 is 3.0", "2.0", 4.25).oneLine()).isEqualTo("wrong-result at all, basic in "
            + "output y: element 0 is 3.0, admissible 2.0, off by 4.25 units in the last place");
    }

    @Test
    void whatIsNotKnownIsLeftOut() {
        assertThat(evidence("", "no", "", Double.POSITIVE_INFINITY).oneLine())
            .isEqualTo("wrong-result at all, basic: no");
    }

    @Test
    void aMessageOfSeveralLinesStaysOneLine() {
        assertThat(evidence("", "first\n  second\r\nthird", "", 0).oneLine())
            .isEqualTo("wrong-result at all, basic: first second third");
    }

    @Test
    @ResourceLock(Resources.LOCALE)
    void numbersLookTheSameInEveryCountry() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(evidence("y", "s", "a", 4.25).oneLine()).contains("4.25");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void otherVariantsMayShowTheSame() {
        Evidence e = evidence("y", "s", "a", 1).with(List.of("x"), List.of());
        assertThat(e).isEqualTo(new Evidence(Kind.WRONG_RESULT, List.of("x"), List.of(), "y", "s", "a", 1));
    }

    @Test
    void everySymptomHasALabelOfItsOwn() {
        assertThat(Kind.values()).extracting(Kind::label).doesNotHaveDuplicates().allMatch(l -> l.matches("[a-z-]+"));
    }
}
