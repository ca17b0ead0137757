package org.plumbline.oracles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.graph.DType;
import org.plumbline.graph.Node;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.targets.Outcome;

/// What holds for every oracle, whatever the target did.
class OracleContractTest {
    static Stream<Oracle> oracles() {
        return Oracles.all().stream();
    }

    @ParameterizedTest
    @MethodSource("oracles")
    void agreesWhereNothingRan(Oracle oracle) {
        assertThat(oracle.judge(Trials.doubled(new Outcome[0]))).isEqualTo(new Verdict.Agrees(0, 0));
    }

    @ParameterizedTest
    @MethodSource("oracles")
    void agreesWhereEverythingIsRight(Oracle oracle) {
        Outcome fine = Trials.values(Trials.RIGHT);
        assertThat(oracle.judge(Trials.doubled(List.of(fine, fine), List.of(fine, fine))))
            .isInstanceOf(Verdict.Agrees.class);
    }

    @ParameterizedTest
    @MethodSource("oracles")
    void blamesNobodyForAModelThatCannotBeRun(Oracle oracle) {
        Outcome no = Trials.unsupported("no");
        assertThat(oracle.judge(Trials.doubled(no, no))).isNotInstanceOf(Verdict.Disagrees.class);
    }

    @Property(tries = 400)
    void neverThrowsAndAlwaysSaysTheSame(@ForAll long seed) {
        Trial trial = trial(Rng.of(seed));
        for (Oracle oracle : Oracles.all()) {
            assertThat(oracle.judge(trial)).isEqualTo(oracle.judge(trial));
        }
        assertThat(Oracles.judge(trial)).isEqualTo(Oracles.judge(trial));
        assertThat(Oracles.decidedShare(trial)).isBetween(0.0, 1.0);
    }

    @Property(tries = 400)
    void theOrderOfTheOtherVariantsDoesNotChangeTheKindOfVerdict(@ForAll long seed) {
        Trial trial = trial(Rng.of(seed));
        List<Trial.Run> others = new ArrayList<>(List.of(trial.runs().getFirst()));
        for (int i : Rng.of(seed).permutation(trial.runs().size() - 1)) {
            others.add(trial.runs().get(i + 1));
        }
        Trial shuffled = new Trial(trial.model(), trial.inputs(), trial.reference(), others);
        for (Oracle oracle : Oracles.all()) {
            assertThat(kind(oracle.judge(shuffled))).isEqualTo(kind(oracle.judge(trial)));
        }
        assertThat(kind(Oracles.judge(shuffled))).isEqualTo(kind(Oracles.judge(trial)));
    }

    @Property(tries = 400)
    void evidenceBlamesVariantsThatRanAndNoneTwice(@ForAll long seed) {
        Trial trial = trial(Rng.of(seed));
        List<String> names = trial.runs().stream().map(r -> r.variant().name()).toList();
        for (Oracle oracle : Oracles.all()) {
            if (oracle.judge(trial) instanceof Verdict.Disagrees(Evidence e)) {
                assertThat(e.guilty()).isNotEmpty().isSubsetOf(names).doesNotHaveDuplicates();
                assertThat(e.innocent()).isSubsetOf(names).doesNotContainAnyElementsOf(e.guilty());
                assertThat(e.margin()).isGreaterThanOrEqualTo(0);
                assertThat(e.oneLine()).doesNotContain("\n");
            }
        }
    }

    private static String kind(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Disagrees(Evidence e) -> e.kind().label();
            case Verdict.Agrees a -> a.toString();
            case Verdict.Undecided _ -> "undecided";
            case Verdict.Invalid _ -> "invalid";
        };
    }

    /// Whatever may happen: a model with or without a reference, up to four variants, any outcome.
    private static Trial trial(Rng rng) {
        List<List<Outcome>> runs = new ArrayList<>();
        for (int n = rng.between(1, 4); n > 0; n--) {
            List<Outcome> outcomes = new ArrayList<>();
            for (int k = rng.between(1, 2); k > 0; k--) {
                outcomes.add(outcome(rng));
            }
            runs.add(outcomes);
        }
        TensorType type = TensorType.of(DType.FLOAT, 3);
        String domain = rng.chance(0.5) ? "" : "my.domain";
        Node node = new Node(domain, "Add", "", List.of("x", "x"), List.of("y"), Map.of());
        @SuppressWarnings({"unchecked", "rawtypes"})
        List<Outcome>[] all = (List<Outcome>[]) runs.toArray(List[]::new);
        Trial trial = Trials.of(Trials.model(type, type, node), List.of(Trials.X), all);
        Optional<Enclosure> other = rng.chance(0.3) ? Optional.of(rng.pick(new Enclosure.Unknown(DType.FLOAT),
            Enclosure.anything(DType.FLOAT, Shape.of(3)), Enclosure.of(Tensor.ofLongs(2, 4, 6)))) : Optional.empty();
        Trial judged = other.map(e -> Trials.expecting(trial, e)).orElse(trial);
        return rng.chance(0.1) ? Trials.invalid(judged, "invalid") : judged;
    }

    private static Outcome outcome(Rng rng) {
        return switch (rng.below(12)) {
            case 0 -> Trials.CRASHED;
            case 1 -> Trials.HUNG;
            case 2 -> Trials.refused(Outcome.Stage.COMPILE, "two\nlines");
            case 3 -> Trials.refused(Outcome.Stage.RUN, "");
            case 4 -> Trials.unsupported("no kernel");
            case 5 -> Trials.values();
            case 6 -> Trials.values(Trials.RIGHT, Trials.RIGHT);
            case 7 -> Trials.values(Tensor.ofLongs(2, 4, 6));
            case 8 -> Trials.values(Trials.RIGHT.reshape(Shape.of(1, 3)));
            case 9 -> Trials.values(Trials.floats(Double.NaN, rng.uniform(-9, 9), Double.NEGATIVE_INFINITY));
            default -> Trials.values(Trials.RIGHT);
        };
    }
}
