package org.plumbline.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.graph.Rng;
import org.plumbline.graph.edit.Draft;
import org.plumbline.graph.edit.InputPlan;
import org.plumbline.graph.edit.Step;

class PatternsTest {
    private static final int DRAWINGS = 60;

    static List<Pattern> patterns() {
        return Patterns.all();
    }

    private static List<Pattern.Drawn> drawings(Pattern pattern) {
        return IntStream.range(0, DRAWINGS)
            .mapToObj(i -> pattern.draw(Rng.of(7, i), 13 + i % 10, InputPlan.ordinary(i)))
            .flatMap(java.util.Optional::stream).toList();
    }

    @Test
    void thereAreManyAndTheirNamesDiffer() {
        Set<String> names = new HashSet<>(Patterns.all().stream().map(Pattern::name).toList());
        assertThat(names).hasSameSizeAs(Patterns.all()).hasSizeGreaterThanOrEqualTo(40);
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void aDrawingIsMostlyValid(Pattern pattern) {
        assertThat(drawings(pattern)).as(pattern.name()).hasSizeGreaterThan(DRAWINGS / 2);
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void drawingsDiffer(Pattern pattern) {
        Set<Object> distinct = new HashSet<>();
        drawings(pattern).forEach(d -> distinct.add(d.draft().toModel()));
        assertThat(distinct).as(pattern.name()).hasSizeGreaterThan(5);
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void theEditsLeadToTheDraft(Pattern pattern) {
        InputPlan plan = InputPlan.ordinary(3);
        pattern.draw(Rng.of(3), 18, plan).ifPresent(d -> assertThat(Draft.empty(18, plan).applyAll(d.edits()))
            .isInstanceOfSatisfying(Step.Applied.class,
                a -> assertThat(a.draft().toModel()).isEqualTo(d.draft().toModel())));
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void equalSeedsGiveEqualDrawings(Pattern pattern) {
        assertThat(drawings(pattern).stream().map(Pattern.Drawn::edits).toList())
            .isEqualTo(drawings(pattern).stream().map(Pattern.Drawn::edits).toList());
    }
}
