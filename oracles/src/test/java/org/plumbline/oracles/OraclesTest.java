package org.plumbline.oracles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.plumbline.oracles.Trials.CRASHED;
import static org.plumbline.oracles.Trials.HUNG;
import static org.plumbline.oracles.Trials.RIGHT;
import static org.plumbline.oracles.Trials.WRONG;
import static org.plumbline.oracles.Trials.disagreement;
import static org.plumbline.oracles.Trials.doubled;
import static org.plumbline.oracles.Trials.floats;
import static org.plumbline.oracles.Trials.refused;
import static org.plumbline.oracles.Trials.unsupported;
import static org.plumbline.oracles.Trials.values;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.targets.Outcome;
import org.plumbline.targets.Outcome.Stage;

class OraclesTest {
    private static final Outcome FINE = values(RIGHT);

    @Nested
    class SurvivalOracle {
        private final Oracle oracle = new Survival();

        @Test
        void aCrashIsNamedWithItsInnermostFrameAndItsVariants() {
            Evidence e = disagreement(oracle.judge(doubled(FINE, CRASHED, CRASHED)));
            assertThat(e.kind()).isEqualTo(Kind.CRASH);
            assertThat(e.guilty()).containsExactly("v1", "v2");
            assertThat(e.innocent()).containsExactly("plain");
            assertThat(e.seen()).isEqualTo("SIGSEGV in kernel::run");
        }

        @Test
        void aCrashWithoutFramesIsNamedByItsSymptom() {
            assertThat(disagreement(oracle.judge(doubled(new Outcome.Crashed("exit code 1", List.of())))).seen())
                .isEqualTo("exit code 1");
        }

        @Test
        void aHangIsNamedWithItsTime() {
            Evidence e = disagreement(oracle.judge(doubled(FINE, HUNG)));
            assertThat(e.kind()).isEqualTo(Kind.HANG);
            assertThat(e.seen()).isEqualTo("killed after 2000 ms");
        }

        @Test
        void aCrashCountsMoreThanAHang() {
            assertThat(disagreement(oracle.judge(doubled(HUNG, CRASHED))).kind()).isEqualTo(Kind.CRASH);
        }

        @Test
        void aDeathInALaterExecutionCounts() {
            assertThat(disagreement(oracle.judge(doubled(List.of(FINE), List.of(FINE, CRASHED)))).guilty())
                .containsExactly("v1");
        }

        @Test
        void invalidModelsMustBeSurvivedToo() {
            assertThat(oracle.judge(Trials.invalid(doubled(CRASHED), "no"))).isInstanceOf(Verdict.Disagrees.class);
        }

        @Test
        void valuesAndRefusalsAreSurvival() {
            assertThat(oracle.judge(doubled(FINE, refused(Stage.RUN, "no")))).isEqualTo(new Verdict.Agrees(0, 0));
        }
    }

    @Nested
    class AcceptanceOracle {
        private final Oracle oracle = new Acceptance();

        @Test
        void whatOneVariantAcceptsAnotherMustNotRefuse() {
            Evidence e = disagreement(oracle.judge(doubled(FINE, refused(Stage.COMPILE, "bad rank"), FINE)));
            assertThat(e.kind()).isEqualTo(Kind.REFUSED);
            assertThat(e.guilty()).containsExactly("v1");
            assertThat(e.innocent()).containsExactly("plain", "v2");
            assertThat(e.seen()).isEqualTo("bad rank");
            assertThat(e.admissible()).isEqualTo("accepted at plain, v2");
        }

        @Test
        void aValidModelMustBeAcceptedSomewhere() {
            Evidence e = disagreement(oracle.judge(doubled(refused(Stage.RUN, "no"), refused(Stage.RUN, "no"))));
            assertThat(e.guilty()).containsExactly("plain", "v1");
            assertThat(e.innocent()).isEmpty();
            assertThat(e.admissible()).isEqualTo("a valid model");
        }

        @Test
        void whatThePlainVariantDoesNotImplementIsNobodysFault() {
            assertThat(oracle.judge(doubled(unsupported("no Foo"), FINE)))
                .isEqualTo(new Verdict.Undecided("not supported: no Foo"));
        }

        @Test
        void whatOnlyAnOptimisedVariantDoesNotImplementIsAContradiction() {
            assertThat(disagreement(oracle.judge(doubled(FINE, unsupported("no Foo")))).guilty())
                .containsExactly("v1");
        }

        @Test
        void anInvalidModelMayBeRefused() {
            assertThat(oracle.judge(Trials.invalid(doubled(refused(Stage.RUN, "no")), "k is too large")))
                .isEqualTo(new Verdict.Invalid("k is too large"));
        }

        @Test
        void aModelThatNoReferenceKnowsMayBeRefusedEverywhereButNotSomewhere() {
            Outcome no = refused(Stage.COMPILE, "no");
            assertThat(oracle.judge(Trials.of(CUSTOM, List.of(Trials.X), Trials.once(no, no))))
                .isEqualTo(new Verdict.Undecided("refused everywhere, and no reference knows my.domain::Twice: no"));
            assertThat(disagreement(oracle.judge(Trials.of(CUSTOM, List.of(Trials.X), Trials.once(FINE, no))))
                .guilty()).containsExactly("v1");
        }

        @Test
        void indicesThatTheSpecificationLeavesOpenMayBeRefusedAtRunTime() {
            Model gather = Model.of(18, Graph.of(
                List.of(ValueInfo.of("x", TensorType.of(DType.FLOAT, 3)), ValueInfo.of("i", TensorType.of(DType.INT64,
                    1))),
                List.of(ValueInfo.of("y", TensorType.of(DType.FLOAT, 1))), Map.of(),
                List.of(Node.of("Mul", List.of("i", "i"), List.of("j"), Map.of()),
                    Node.of("Gather", List.of("x", "j"), List.of("y"), Map.of()))));
            Outcome outside = refused(Stage.RUN, "index out of range");
            assertThat(oracle.judge(Trials.of(gather, List.of(Trials.X, Tensor.ofLongs(1L << 40)),
                Trials.once(outside, outside)))).isInstanceOf(Verdict.Undecided.class);
            assertThat(oracle.judge(Trials.of(gather, List.of(Trials.X, Tensor.ofLongs(1)),
                Trials.once(outside, outside)))).isInstanceOf(Verdict.Disagrees.class);
        }

        @Test
        void acceptedEverywhereIsAgreement() {
            assertThat(oracle.judge(doubled(FINE, FINE))).isEqualTo(new Verdict.Agrees(0, 0));
        }
    }

    @Nested
    class DeterminismOracle {
        private final Oracle oracle = new Determinism();

        @Test
        void everyExecutionGivesTheSameBits() {
            Evidence e = disagreement(oracle.judge(doubled(List.of(FINE, FINE), List.of(FINE, values(WRONG)))));
            assertThat(e.kind()).isEqualTo(Kind.NONDETERMINISTIC);
            assertThat(e.guilty()).containsExactly("v1");
            assertThat(e.output()).isEqualTo("y");
            assertThat(oracle.judge(doubled(List.of(FINE, FINE), List.of(FINE, FINE))))
                .isEqualTo(new Verdict.Agrees(0, 0));
        }

        @Test
        void variantsNeedNotAgreeWithEachOther() {
            assertThat(oracle.judge(doubled(List.of(FINE, FINE), List.of(values(WRONG), values(WRONG)))))
                .isEqualTo(new Verdict.Agrees(0, 0));
        }

        @Test
        void theSignOfZeroIsABit() {
            assertThat(oracle.judge(doubled(List.of(values(floats(0, 0, 0)), values(floats(0, -0.0, 0))))))
                .isInstanceOf(Verdict.Disagrees.class);
        }

        @Test
        void thePayloadOfNanIsNot() {
            Tensor quiet = Tensor.ofBytes(DType.FLOAT, Shape.of(1), new byte[] {0, 0, (byte) 0xc0, 0x7f});
            Tensor other = Tensor.ofBytes(DType.FLOAT, Shape.of(1), new byte[] {1, 0, (byte) 0xc0, (byte) 0xff});
            assertThat(quiet).isNotEqualTo(other);
            assertThat(oracle.judge(doubled(List.of(values(quiet), values(other)))))
                .isEqualTo(new Verdict.Agrees(0, 0));
        }

        @Test
        void aRefusalAfterASuccessIsNondeterminism() {
            assertThat(disagreement(oracle.judge(doubled(List.of(FINE, refused(Stage.RUN, "no"))))).seen())
                .contains("no");
        }

        @Test
        void anotherNumberOfOutputsIsNondeterminism() {
            assertThat(oracle.judge(doubled(List.of(FINE, values())))).isInstanceOf(Verdict.Disagrees.class);
            assertThat(oracle.judge(doubled(List.of(FINE, values(RIGHT, RIGHT)))))
                .isInstanceOf(Verdict.Disagrees.class);
        }
    }

    /// `y` is drawn, `z` is not.
    private static Trial drawing(String operator, List<Outcome> first, List<Outcome> second) {
        ValueInfo x = ValueInfo.of("x", Trials.X.type());
        Model model = Model.of(18, Graph.of(List.of(x), List.of(new ValueInfo("y", x.type()),
            new ValueInfo("z", x.type())), Map.of(), List.of(
                Node.of(operator, List.of("x"), List.of("h"), Map.of()),
                Node.of("Own", List.of("h"), List.of("y"), Map.of()),
                Node.of("Own", List.of("x"), List.of("z"), Map.of()))));
        return Trials.of(model, List.of(Trials.X), first, second);
    }

    @Nested
    class RandomNumbers {
        private final List<Outcome> yDiffers = List.of(values(RIGHT, RIGHT), values(floats(0, 0, 0), RIGHT));
        private final List<Outcome> same = List.of(values(RIGHT, RIGHT), values(RIGHT, RIGHT));

        @Test
        void mayDifferBetweenExecutionsAndVariants() {
            Outcome other = values(floats(0, 0, 0), RIGHT);
            assertThat(Oracles.judge(drawing("RandomNormalLike", same, yDiffers)))
                .isEqualTo(new Verdict.Undecided("the model draws random numbers, and executions differ"));
            assertThat(Oracles.judge(drawing("RandomNormalLike", same, List.of(other, other))))
                .isInstanceOf(Verdict.Agrees.class);
            assertThat(disagreement(Oracles.judge(drawing("Own", same, yDiffers))).kind())
                .isEqualTo(Kind.NONDETERMINISTIC);
            assertThat(Oracles.judge(drawing("Own", same, List.of(other, other)))).isInstanceOfSatisfying(
                Verdict.Undecided.class, u -> assertThat(u.why()).contains("output y of plain and v1 differs"));
        }

        @Test
        void areNoExcuseForWhatDoesNotDependOnThem() {
            Outcome other = values(RIGHT, floats(0, 0, 0));
            assertThat(disagreement(Oracles.judge(drawing("RandomNormalLike", same, List.of(values(RIGHT, RIGHT),
                other)))).output()).isEqualTo("z");
            assertThat(Oracles.judge(drawing("RandomNormalLike", same, List.of(other, other)))).isInstanceOfSatisfying(
                Verdict.Undecided.class, u -> assertThat(u.why()).contains("output z of plain and v1 differs"));
        }
    }

    @Nested
    class ReferenceOracle {
        private final Oracle oracle = new Reference();

        @Test
        void aResultOutsideTheBoundNamesVariantOutputElementBoundAndDistance() {
            Evidence e = disagreement(oracle.judge(doubled(FINE, values(WRONG))));
            assertThat(e.kind()).isEqualTo(Kind.WRONG_RESULT);
            assertThat(e.guilty()).containsExactly("v1");
            assertThat(e.innocent()).containsExactly("plain");
            assertThat(e.output()).isEqualTo("y");
            assertThat(e.seen()).isEqualTo("element 2 is " + WRONG.getDouble(2) + " (1 of 3 elements are wrong)");
            assertThat(e.admissible()).isEqualTo("6.0");
            assertThat(e.margin()).isEqualTo((WRONG.getDouble(2) - 6) / Math.ulp(6f));
        }

        @Test
        void everyElementOfEveryVariantCounts() {
            assertThat(oracle.judge(doubled(FINE, FINE))).isEqualTo(new Verdict.Agrees(6, 0));
        }

        @Test
        void theWorstVariantIsTheEvidence() {
            assertThat(disagreement(oracle.judge(doubled(values(WRONG), values(floats(2, 4, 60))))).seen())
                .startsWith("element 2 is 60.0");
        }

        @Test
        void aWrongShapeOrDtypeIsAWrongResult() {
            assertThat(disagreement(oracle.judge(doubled(values(RIGHT.reshape(Shape.of(3, 1)))))).seen())
                .isEqualTo("shape [3,1] instead of [3]");
            assertThat(disagreement(oracle.judge(doubled(values(Tensor.ofLongs(2, 4, 6))))).seen())
                .isEqualTo("dtype int64 instead of float");
        }

        @Test
        void aMissingOrAdditionalOutputIsAWrongResult() {
            assertThat(disagreement(oracle.judge(doubled(FINE, values()))).seen()).isEqualTo("0 outputs instead of 1");
            assertThat(disagreement(oracle.judge(doubled(values(RIGHT, RIGHT), FINE))).seen())
                .isEqualTo("2 outputs instead of 1");
        }

        @Test
        void undecidedElementsAreCountedApart() {
            Trial trial = Trials.expecting(doubled(FINE), Enclosure.anything(DType.FLOAT, Shape.of(3)));
            assertThat(oracle.judge(trial)).isEqualTo(new Verdict.Agrees(0, 3));
        }

        @Test
        void anInvalidModelIsNotJudged() {
            assertThat(oracle.judge(Trials.invalid(doubled(values(WRONG)), "why")))
                .isEqualTo(new Verdict.Invalid("why"));
        }

        @Test
        void outputsThatNoReferenceReachesAreUndecided() {
            assertThat(oracle.judge(Trials.of(CUSTOM, List.of(Trials.X), Trials.once(values(WRONG)))))
                .isEqualTo(new Verdict.Agrees(0, 3));
        }
    }

    @Nested
    class DifferentialOracle {
        private final Oracle oracle = new Differential();

        private Verdict judge(Outcome... runs) {
            return oracle.judge(Trials.of(CUSTOM, List.of(Trials.X), Trials.once(runs)));
        }

        /// A custom operator between the given types, x of four elements.
        private Verdict judge(TensorType x, TensorType y, Map<String, Attribute> attributes, Tensor... results) {
            Node node = new Node("my.domain", "Twice", "", List.of("x"), List.of("y"), attributes);
            Tensor in = Tensor.of(x.dtype(), x.shape(), i -> i);
            Outcome[] runs = Stream.of(results).map(Trials::values).toArray(Outcome[]::new);
            return oracle.judge(Trials.of(Trials.model(x, y, node), List.of(in), Trials.once(runs)));
        }

        @Test
        void equalResultsAgree() {
            double inf = Double.POSITIVE_INFINITY;
            assertThat(judge(FINE, FINE, FINE)).isEqualTo(new Verdict.Agrees(6, 0));
            assertThat(judge(values(floats(Double.NaN, inf, 0)), values(floats(Double.NaN, inf, -0.0))))
                .isEqualTo(new Verdict.Agrees(3, 0));
        }

        @Test
        void withoutAReferenceDifferentRealsAreUndecidedAndToldWithTheirDistance() {
            assertThat(judge(FINE, FINE, values(floats(2, 4.1, 6)))).isEqualTo(new Verdict.Undecided(
                "no reference knows my.domain::Twice, and output y of plain and v2 differs: element 1 is 4.0 and "
                    + (double) 4.1f + ", 2.10e+05 units in the last place apart"));
            assertThat(judge(values(floats(1, 1, 1)), values(floats(1, 1e9, 1.1)))).asString()
                .contains("element 1 is 1.0 and 1.0E9");
        }

        @Test
        void anUnknownOperatorMayTurnARoundingIntoNanOrInfinity() {
            double inf = Double.POSITIVE_INFINITY;
            assertThat(judge(values(floats(1, inf, 1)), values(floats(1, -inf, 1)))).asString()
                .contains("element 1 is Infinity and -Infinity").startsWith("Undecided");
            assertThat(judge(values(floats(Double.NaN, inf, 1)), values(floats(1, inf, 1))))
                .isInstanceOf(Verdict.Undecided.class);
        }

        @Test
        void whatIsComputedFromIntegersAloneHasToBeEqual() {
            TensorType whole = TensorType.of(DType.INT64, 2);
            Tensor right = Tensor.ofLongs(1, 1L << 60);
            Tensor wrong = Tensor.ofLongs(1, (1L << 60) + 1);
            assertThat(disagreement(judge(whole, whole, Map.of(), right, wrong)).seen())
                .isEqualTo("element 1 is 1152921504606846976 and 1152921504606846977");
            assertThat(judge(TensorType.of(DType.FLOAT, 2), whole, Map.of(), right, wrong))
                .as("an index may hang on a rounding").isInstanceOf(Verdict.Undecided.class);
            assertThat(judge(whole, whole, Map.of("scale", new Attribute.Real(0.5f)), right, wrong))
                .as("a scale rounds").isInstanceOf(Verdict.Undecided.class);
        }

        @Test
        void aTypeOrADeclaredShapeIsNoMatterOfRounding() {
            assertThat(judge(values(Tensor.ofLongs(1, 2, 3)), FINE)).isInstanceOf(Verdict.Disagrees.class);
            assertThat(disagreement(judge(FINE, values(RIGHT.reshape(Shape.of(1, 3))))).seen())
                .isEqualTo("float[3] and float[1,3]");
        }

        @Test
        void aShapeThatTheModelLeavesOpenMayHangOnARounding() {
            Model model = CUSTOM;
            Graph g = model.graph();
            ValueInfo open = new ValueInfo("y", new ValueInfo.OfTensor(DType.FLOAT,
                Optional.of(List.of(new ValueInfo.Symbolic("n")))));
            Model dynamic = Model.of(18, Graph.of(g.inputs(), List.of(open), Map.of(), g.nodes()));
            assertThat(oracle.judge(Trials.of(dynamic, List.of(Trials.X),
                Trials.once(values(floats(1, 2)), values(floats(1))))))
                .isInstanceOf(Verdict.Undecided.class);
            assertThat(oracle.judge(Trials.of(dynamic, List.of(Trials.X),
                Trials.once(FINE, values(RIGHT.reshape(Shape.of(1, 3)))))))
                .as("its rank does not").isInstanceOf(Verdict.Disagrees.class);
        }

        @Test
        void anotherNumberOfOutputsIsAContradiction() {
            assertThat(disagreement(judge(FINE, values())).kind()).isEqualTo(Kind.INCONSISTENT);
            assertThat(disagreement(judge(FINE, values(RIGHT, RIGHT))).kind()).isEqualTo(Kind.INCONSISTENT);
        }

        @Test
        void outputsWithAReferenceAreLeftToIt() {
            assertThat(oracle.judge(doubled(FINE, values(floats(0, 0, 0))))).isEqualTo(new Verdict.Agrees(0, 0));
        }

        @Test
        void variantsWithoutValuesAreNotCompared() {
            assertThat(judge(FINE, refused(Stage.RUN, "no"))).isEqualTo(new Verdict.Agrees(0, 0));
            assertThat(judge(refused(Stage.RUN, "no"), FINE)).isEqualTo(new Verdict.Agrees(0, 0));
        }
    }

    @Nested
    class Together {
        @Test
        void aDeathComesBeforeARefusalAndThatBeforeAWrongResult() {
            Outcome no = refused(Stage.RUN, "no");
            assertThat(disagreement(Oracles.judge(doubled(values(WRONG), no, CRASHED))).kind()).isEqualTo(Kind.CRASH);
            assertThat(disagreement(Oracles.judge(doubled(values(WRONG), no))).kind()).isEqualTo(Kind.REFUSED);
            assertThat(disagreement(Oracles.judge(doubled(List.of(values(WRONG), FINE)))).kind())
                .isEqualTo(Kind.NONDETERMINISTIC);
        }

        @Test
        void aDisagreementComesBeforeDoubt() {
            assertThat(disagreement(Oracles.judge(doubled(unsupported("no"), values(WRONG)))).kind())
                .isEqualTo(Kind.WRONG_RESULT);
        }

        @Test
        void invalidComesBeforeUndecided() {
            assertThat(Oracles.judge(Trials.invalid(doubled(unsupported("no")), "why")))
                .isEqualTo(new Verdict.Invalid("why"));
        }

        @Test
        void undecidedComesBeforeAgreement() {
            assertThat(Oracles.judge(doubled(unsupported("no"), FINE)))
                .isEqualTo(new Verdict.Undecided("not supported: no"));
        }

        @Test
        void agreementAddsUpWhatTheOraclesCounted() {
            assertThat(Oracles.judge(doubled(FINE, FINE))).isEqualTo(new Verdict.Agrees(6, 0));
        }

        @Test
        void whatTheReferenceDecidesOfAnOutputCountsOncePerTrial() {
            String y = doubled(FINE).model().graph().outputs().getFirst().name();
            assertThat(Oracles.decisions(doubled(refused(Stage.RUN, "no"), FINE, FINE)))
                .containsExactly(new Oracles.Decision(y, DType.FLOAT, 3, 0));
            assertThat(Oracles.decisions(Trials.of(CUSTOM, List.of(Trials.X), Trials.once(FINE))))
                .extracting(Oracles.Decision::decided, Oracles.Decision::undecided)
                .containsExactly(tuple(0L, 3L));
            assertThat(Oracles.decisions(doubled(CRASHED))).isEmpty();
            assertThat(Oracles.decisions(Trials.invalid(doubled(FINE), "no"))).isEmpty();
        }

        @Test
        void theDecidedShareIsThatOfAllElementsOfAllVariants() {
            assertThat(Oracles.decidedShare(doubled(FINE, FINE))).isEqualTo(1);
            assertThat(Oracles.decidedShare(Trials.of(CUSTOM, List.of(Trials.X), Trials.once(FINE)))).isZero();
            assertThat(Oracles.decidedShare(doubled(CRASHED))).isEqualTo(1);
            assertThat(Oracles.decidedShare(doubled(values(RIGHT, RIGHT)))).isEqualTo(0.5);
        }
    }

    private static final Model CUSTOM =
        Trials.model(TensorType.of(DType.FLOAT, 3), TensorType.of(DType.FLOAT, 3),
            new Node("my.domain", "Twice", "", List.of("x"), List.of("y"), Map.of()));
}
