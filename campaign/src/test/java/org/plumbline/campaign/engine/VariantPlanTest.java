package org.plumbline.campaign.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plumbline.campaign.engine.Cases.variant;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.Rng;
import org.plumbline.targets.Variant;

class VariantPlanTest {
    private static final List<Variant> MANY = Stream.concat(
        Stream.of("plain", "basic", "extended", "all", "parallel").map(Cases::variant),
        IntStream.range(0, 60).mapToObj(i -> variant("all without Pass" + i))).toList();

    @Property(tries = 200)
    void thePlainVariantComesFirstThenOneOther(@ForAll long seed) {
        List<Variant> drawn = new VariantPlan(MANY).draw(Rng.of(seed));
        assertThat(drawn).hasSize(2).doesNotHaveDuplicates().isSubsetOf(MANY);
        assertThat(drawn.getFirst()).isEqualTo(MANY.getFirst());
    }

    @Property(tries = 50)
    void theSameStreamDrawsTheSame(@ForAll long seed) {
        assertThat(new VariantPlan(MANY).draw(Rng.of(seed))).isEqualTo(new VariantPlan(MANY).draw(Rng.of(seed)));
    }

    @Test
    void fullStrengthIsUsualAndSinglePassesAreRare() {
        Map<String, Integer> drawn = new HashMap<>();
        VariantPlan plan = new VariantPlan(MANY);
        Rng rng = Rng.of(1);
        for (int i = 0; i < 10_000; i++) {
            String name = plan.draw(rng).getLast().name();
            drawn.merge(name.contains("without") ? "singles" : name, 1, Integer::sum);
        }
        assertThat(drawn.get("all")).isBetween(7_000, 7_700);
        assertThat(drawn.get("singles")).isBetween(850, 1_250);
        assertThat(drawn.get("basic")).isBetween(400, 650);
    }

    @Test
    void aTargetWithOneVariantRunsThatOne() {
        assertThat(new VariantPlan(MANY.subList(0, 1)).draw(Rng.of(1))).containsExactly(MANY.getFirst());
    }

    @Test
    void singlesAloneAreDrawnToo() {
        List<Variant> two = List.of(variant("plain"), variant("without X"));
        assertThat(new VariantPlan(two).draw(Rng.of(1))).isEqualTo(two);
    }

    @Test
    void ofSeveralStacksEachRunsItsPlainVariantAndOneOther() {
        List<Variant> two = Stream.concat(MANY.stream().map(v -> v.of("a")), Stream.of(variant("plain").of("b")))
            .toList();
        List<Variant> drawn = new VariantPlan(two).draw(Rng.of(1));
        assertThat(drawn).hasSize(3).startsWith(variant("plain").of("a")).endsWith(variant("plain").of("b"));
        assertThat(drawn.get(1).name()).startsWith("a/");
    }

    @Test
    void namesAreLookedUpInTheTargetsOrder() {
        assertThat(new VariantPlan(MANY).named(List.of("all", "nonsense", "plain")))
            .containsExactly(variant("plain"), variant("all"));
    }
}
