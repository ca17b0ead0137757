package org.plumbline.campaign.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.Rng;

class TallyTest {
    private static Tally draw(Rng rng) {
        long[] n = new long[13];
        for (int i = 0; i < n.length; i++) {
            n[i] = rng.below(1000);
        }
        return new Tally(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], Math.min(n[8], n[1]), n[9],
            Math.min(n[10], n[9]), n[11], rng.nextLong(),
            counts(rng, List.of("crash here", "crash there", "refused everywhere Conv")),
            counts(rng, List.of("Add", "Conv", "Mul")),
            counts(rng, List.of("float", "int8")), counts(rng, List.of(1L, 2L, 7L)),
            counts(rng, List.of("gap", "other gap")), counts(rng, List.of("Add float", "Conv float")),
            counts(rng, List.of("Add float", "Conv float")), counts(rng, List.of("by inferred rule")));
    }

    private static <K> Map<K, Long> counts(Rng rng, List<K> keys) {
        Map<K, Long> counts = new TreeMap<>();
        keys.stream().filter(_ -> rng.chance(0.7)).forEach(k -> counts.put(k, (long) rng.below(50)));
        return counts;
    }

    private static Tally draw(long seed) {
        return draw(Rng.of(seed));
    }

    @Property(tries = 500)
    void additionIsAssociativeAndCommutativeAndZeroIsNeutral(@ForAll long a, @ForAll long b, @ForAll long c) {
        Tally x = draw(a);
        Tally y = draw(b);
        Tally z = draw(c);
        assertThat(x.plus(y).plus(z)).isEqualTo(x.plus(y.plus(z)));
        assertThat(x.plus(y)).isEqualTo(y.plus(x));
        assertThat(x.plus(Tally.ZERO)).isEqualTo(x);
        assertThat(Tally.ZERO.plus(x)).isEqualTo(x);
    }

    @Test
    void everyCountAddsUp() {
        Tally one = new Tally(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, Map.of("f", 14L), Map.of("o", 15L),
            Map.of("d", 16L), Map.of(3L, 17L), Map.of("g", 18L), Map.of("a", 19L), Map.of("a", 20L),
            Map.of("w", 21L));
        assertThat(one.plus(one)).isEqualTo(new Tally(2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26,
            Map.of("f", 28L), Map.of("o", 30L), Map.of("d", 32L), Map.of(3L, 34L), Map.of("g", 36L), Map.of("a", 38L),
            Map.of("a", 40L), Map.of("w", 42L)));
    }

    @Test
    void findingsAreOfTheKindThatTheirSignatureStartsWith() {
        Tally t = new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            Map.of("crash a", 2L, "crash b", 3L, "refused everywhere X: no", 4L), Map.of(), Map.of(), Map.of(),
            Map.of(), Map.of(), Map.of(), Map.of());
        assertThat(t.findingsByKind()).containsExactly(Map.entry("crash", 5L), Map.entry("refused", 4L));
    }

    @Test
    void theDecidedShareOfNothingIsOne() {
        assertThat(Tally.ZERO.decidedShare()).isEqualTo(1);
    }

    @Nested
    class Summaries {
        private Summary summary(Tally tally) {
            return Summary.of(new CampaignState(CampaignState.SCHEMA,
                new Settings("planted:clean", 42, 1, 10, 1, List.of()), List.of(0L), tally, Diagnoses.NONE, 2, 3), Map
                    .of("a", "1"));
        }

        @Property(tries = 100)
        void sharesLieBetweenZeroAndOne(@ForAll long seed) {
            Summary s = summary(draw(seed));
            assertThat(List.of(s.decidedShare(), s.nonFiniteShare(), s.nonFiniteShareWithoutSpecials(), s.onesShare()))
                .allSatisfy(share -> assertThat(share).isBetween(0.0, 1.0));
        }

        @Test
        void ofNothingHaveNumbersEverywhere() {
            Summary s = summary(Tally.ZERO);
            assertThat(List.of(s.decidedShare(), s.nonFiniteShare(), s.nonFiniteShareWithoutSpecials(), s.onesShare(),
                s.casesPerCpuSecond(), s.generatedPerCpuSecond())).allMatch(Double::isFinite);
            assertThat(s.schema()).isEqualTo(Summary.SCHEMA);
        }

        @Test
        void countPerCpuSecond() {
            Tally t = new Tally(500, 100, 0, 0, 0, 0, 0, 0, 0, 0, 0, 250_000_000L, 0xabcL, Map.of(), Map.of(), Map.of(),
                Map.of(1L, 1L, 5L, 3L), Map.of("gap", 2L), Map.of("Add float", 3L), Map.of("Add float", 1L),
                Map.of("by recorded call", 7L));
            Summary s = summary(t);
            assertThat(s.casesPerCpuSecond()).isEqualTo(50);
            assertThat(s.generatedPerCpuSecond()).isEqualTo(2000);
            assertThat(s.onesShare()).isEqualTo(0.25);
            assertThat(s.digest()).isEqualTo("0000000000000abc");
            assertThat(s.specificationGaps()).containsExactly(Map.entry("gap", 2L));
            assertThat(s.decidedBy()).containsExactly(Map.entry("Add float", 3L));
            assertThat(s.undecidedBy()).containsExactly(Map.entry("Add float", 1L));
            assertThat(s.nodes()).containsExactly(Map.entry("by recorded call", 7L));
        }
    }
}
