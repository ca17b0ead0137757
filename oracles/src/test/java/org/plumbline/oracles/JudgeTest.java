package org.plumbline.oracles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plumbline.oracles.Trials.floats;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.bound.Arithmetic;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Interval;
import org.plumbline.oracles.Judge.Judgement;
import org.plumbline.oracles.Judge.Violation;

class JudgeTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static Judgement judge(DType dtype, double seen, Interval admissible) {
        return Judge.judge(Tensor.of(dtype, Shape.of(1), _ -> seen), Enclosure.Reals.of(dtype, Shape.of(1),
            _ -> admissible));
    }

    private static Judgement judge(double seen, Interval admissible) {
        return judge(DType.FLOAT, seen, admissible);
    }

    private static Violation violation(double seen, Interval admissible) {
        return judge(seen, admissible).worst().orElseThrow();
    }

    @Nested
    class TypesAndShapes {
        @Test
        void anotherDtypeIsAViolationThatNamesBoth() {
            Judgement j = Judge.judge(floats(1), Enclosure.of(Tensor.of(DType.DOUBLE, Shape.of(1), _ -> 1)));
            assertThat(j.agrees()).isFalse();
            assertThat(j.shape()).contains("dtype float instead of double");
        }

        @Test
        void anotherShapeOfTheSameSizeIsAViolationThatNamesBoth() {
            Judgement j = Judge.judge(floats(1).reshape(Shape.of(1, 1)), Enclosure.of(floats(1)));
            assertThat(j.agrees()).isFalse();
            assertThat(j.shape()).contains("shape [1,1] instead of [1]");
        }

        @Test
        void anUnknownShapeLeavesEveryElementUndecided() {
            assertThat(Judge.judge(floats(1, 2), new Enclosure.Unknown(DType.FLOAT)))
                .extracting(Judgement::agrees, Judgement::decided, Judgement::undecided).containsExactly(true, 0, 2);
        }

        @Test
        void evenAnUnknownShapeHasADtype() {
            assertThat(Judge.judge(floats(1, 2), new Enclosure.Unknown(DType.INT32)).agrees()).isFalse();
        }

        @Test
        void carriedTensorsAreComparedBitByBit() {
            Tensor a = Tensor.ofBytes(DType.FLOAT8E5M2, Shape.of(2), new byte[] {1, 2});
            Tensor b = Tensor.ofBytes(DType.FLOAT8E5M2, Shape.of(2), new byte[] {1, 3});
            assertThat(Judge.judge(a, Enclosure.of(a))).extracting(Judgement::agrees, Judgement::decided)
                .containsExactly(true, 2);
            assertThat(Judge.judge(b, Enclosure.of(a)).shape()).contains("the bits differ");
        }

        @Test
        void aTensorWithoutElementsAgreesWithNothingDecided() {
            assertThat(Judge.judge(floats(), Enclosure.of(floats())))
                .extracting(Judgement::agrees, Judgement::decided, Judgement::undecided).containsExactly(true, 0, 0);
        }
    }

    @Nested
    class SpecialValues {
        @Test
        void nanIsAdmissibleWhereTheReferenceSaysSoAndNowhereElse() {
            assertThat(judge(Double.NaN, Interval.NAN).agrees()).isTrue();
            assertThat(judge(Double.NaN, Interval.of(1, 2).orNan()).agrees()).isTrue();
            assertThat(violation(Double.NaN, Interval.of(1, 2)))
                .isEqualTo(new Violation(0, "NaN", "[1.0, 2.0]", INFINITY));
        }

        @Test
        void aNumberInPlaceOfNanIsInfinitelyWrong() {
            assertThat(violation(5, Interval.NAN)).isEqualTo(new Violation(0, "5.0", "NaN", INFINITY));
        }

        @Test
        void infinitiesHaveSigns() {
            assertThat(judge(INFINITY, Interval.of(INFINITY)).agrees()).isTrue();
            assertThat(judge(-INFINITY, Interval.of(INFINITY)).agrees()).isFalse();
        }

        @Test
        void aNumberInPlaceOfAnInfinityIsInfinitelyWrong() {
            assertThat(violation(5, Interval.of(INFINITY)).margin()).isEqualTo(INFINITY);
            assertThat(violation(5, Interval.of(-INFINITY)).margin()).isEqualTo(INFINITY);
        }

        @Test
        void anInfinityInPlaceOfANumberIsInfinitelyWrong() {
            assertThat(violation(-INFINITY, Interval.of(1, 2)).margin()).isEqualTo(INFINITY);
        }

        @Test
        void bothZerosAreOneNumber() {
            assertThat(judge(-0.0, Interval.ZERO).agrees()).isTrue();
            assertThat(judge(0.0, Interval.of(-0.0)).agrees()).isTrue();
        }
    }

    @Nested
    class Margins {
        @Test
        void oneStepBesideABoundIsOffByOneUnit() {
            assertThat(violation(Math.nextUp(1f), Interval.of(1)).margin()).isEqualTo(1);
            assertThat(violation(Math.nextUp(1.99f), Interval.of(0, 1.99f)).margin()).isEqualTo(1);
            assertThat(violation(Math.nextDown(-3f), Interval.of(-3, 0)).margin()).isEqualTo(1);
        }

        @Test
        void belowTheNormalRangeTheUnitIsTheSmallestNumber() {
            assertThat(violation(3 * (double) Float.MIN_VALUE, Interval.of(-1, Float.MIN_VALUE)).margin())
                .isEqualTo(2);
        }

        @Test
        void distanceCountsFromTheNearerEnd() {
            assertThat(violation(0.5, Interval.of(1, 8)).margin()).isEqualTo(0.5 / Math.ulp(1f));
            assertThat(violation(16, Interval.of(1, 8)).margin()).isEqualTo(8 / Math.ulp(8f));
        }

        @Test
        void theWorstElementIsReportedAndAllAreCounted() {
            Judgement j = Judge.judge(floats(1.5, 1, 9, 2), Enclosure.of(floats(1, 1, 1, 1)));
            assertThat(j.violations()).isEqualTo(3);
            assertThat(j.worst().orElseThrow()).extracting(Violation::index, Violation::observed, Violation::admissible)
                .containsExactly(2, "9.0", "1.0");
        }
    }

    @Nested
    class WideIntermediates {
        @Test
        void aBoundFinerThanTheTypeAdmitsItsRoundedEnds() {
            double between = 1 + Math.ulp(1f) * 0.6;
            assertThat(judge(Math.nextUp(1f), Interval.of(between)).agrees()).isTrue();
            assertThat(judge(1, Interval.of(between)).agrees()).isFalse();
        }

        @Test
        void whatOverflowsTheTypeMayBeStoredAsInfinity() {
            assertThat(judge(DType.FLOAT16, INFINITY, Interval.of(65_530)).agrees()).isTrue();
            assertThat(judge(DType.FLOAT16, INFINITY, Interval.of(65_510)).agrees()).isFalse();
        }

        @ParameterizedTest
        @EnumSource(value = DType.class, names = {"FLOAT", "FLOAT16", "BFLOAT16", "DOUBLE"})
        void whatTheTypeHoldsIsJudgedExactly(DType dtype) {
            double next = 1 + Arithmetic.of(dtype, Accuracy.CPU).epsilon();
            assertThat(judge(dtype, 1, Interval.ONE).agrees()).isTrue();
            assertThat(judge(dtype, next, Interval.ONE).worst().orElseThrow().margin()).isEqualTo(1);
        }
    }

    @Nested
    class Integers {
        @Test
        void areEqualOrWrongByTheDifference() {
            Judgement j = Judge.judge(Tensor.ofLongs(1, 5, -7), Enclosure.of(Tensor.ofLongs(1, 2, -7)));
            assertThat(j).extracting(Judgement::decided, Judgement::violations).containsExactly(3, 1);
            assertThat(j.worst()).contains(new Violation(1, "5", "2", 3));
        }

        @Test
        void unknownOnesAreUndecidedWhateverWasSeen() {
            var expected = new Enclosure.Integers(DType.INT64, Shape.of(2), new long[] {4, 0},
                new boolean[] {false, true});
            assertThat(Judge.judge(Tensor.ofLongs(4, 99), expected))
                .extracting(Judgement::agrees, Judgement::decided, Judgement::undecided).containsExactly(true, 1, 1);
        }

        @Test
        void unsigned64AreShownAndSubtractedWithoutASign() {
            Tensor seen = Tensor.ofLongs(DType.UINT64, Shape.of(1), _ -> -1);
            Tensor expected = Tensor.ofLongs(DType.UINT64, Shape.of(1), _ -> 0);
            assertThat(Judge.judge(seen, Enclosure.of(expected)).worst())
                .contains(new Violation(0, "18446744073709551615", "0", 0x1p64));
        }

        @Test
        void largeNeighboursAreOffByOne() {
            assertThat(Judge.judge(Tensor.ofLongs(Long.MAX_VALUE), Enclosure.of(Tensor.ofLongs(Long.MAX_VALUE - 1)))
                .worst().orElseThrow().margin()).isEqualTo(1);
        }

        @Test
        void extremesAreFarApart() {
            assertThat(Judge.judge(Tensor.ofLongs(Long.MAX_VALUE), Enclosure.of(Tensor.ofLongs(Long.MIN_VALUE)))
                .worst().orElseThrow().margin()).isEqualTo(0x1p64);
        }

        @Test
        void boolsAreJudgedLikeIntegers() {
            Tensor yes = Tensor.ofLongs(DType.BOOL, Shape.of(1), _ -> 1);
            Tensor no = Tensor.ofLongs(DType.BOOL, Shape.of(1), _ -> 0);
            assertThat(Judge.judge(yes, Enclosure.of(yes)).agrees()).isTrue();
            assertThat(Judge.judge(yes, Enclosure.of(no)).agrees()).isFalse();
        }
    }

    @Nested
    class Deciding {
        private int decided(Interval x) {
            return judge(x.isEmpty() ? Double.NaN : x.lo(), x).decided();
        }

        @Test
        void pointsAndNanAloneAreDecided() {
            assertThat(decided(Interval.of(7))).isOne();
            assertThat(decided(Interval.of(INFINITY))).isOne();
            assertThat(decided(Interval.NAN)).isOne();
        }

        @Test
        void boundsWithinAFactorOfTwoAreDecidedAndWiderOnesAreNot() {
            assertThat(decided(Interval.of(4, 8))).isOne();
            assertThat(decided(Interval.of(3, 8))).isZero();
            assertThat(decided(Interval.of(-1, 1))).isZero();
        }

        @Test
        void boundsWithin2ToTheMinus10AreDecided() {
            assertThat(decided(Interval.of(0, 0x1p-10))).isOne();
            assertThat(decided(Interval.of(0, 0x1p-9))).isZero();
        }

        @Test
        void possibleNanIsUndecided() {
            assertThat(decided(Interval.of(1).orNan())).isZero();
        }

        @Test
        void unboundedOnesAreUndecided() {
            assertThat(decided(Interval.of(3, INFINITY))).isZero();
            assertThat(decided(Interval.of(-INFINITY, INFINITY))).isZero();
        }

        @Test
        void aViolationOfAnUndecidedBoundIsStillAViolation() {
            assertThat(judge(-1, Interval.of(0, INFINITY))).extracting(Judgement::decided, Judgement::violations)
                .containsExactly(0, 1);
        }
    }

    @Property(tries = 500)
    void everythingInsideABoundAgreesAndTheNextNumberOutsideDoesNot(@ForAll long seed) {
        Rng rng = Rng.of(seed);
        double scale = Math.scalb(1.0, rng.between(-60, 60));
        double a = rng.uniform(-1, 1) * scale;
        double b = rng.uniform(-1, 1) * scale;
        Interval x = Interval.of(Math.min(a, b), Math.max(a, b));
        float lo = (float) x.lo();
        float hi = (float) x.hi();
        assertThat(judge(rng.uniform(x.lo(), x.hi()), x).agrees()).isTrue();
        assertThat(judge(lo, x).agrees()).isTrue();
        assertThat(judge(hi, x).agrees()).isTrue();
        assertThat(judge(Math.nextDown(lo), x).agrees()).isFalse();
        assertThat(judge(Math.nextUp(hi), x).agrees()).isFalse();
    }

    @Property(tries = 200)
    void aTensorIsAlwaysAdmittedByItsOwnEnclosure(@ForAll long seed) {
        Rng rng = Rng.of(seed);
        DType dtype = rng.pick(DType.FLOAT, DType.FLOAT16, DType.BFLOAT16, DType.DOUBLE, DType.INT8, DType.UINT64,
            DType.BOOL);
        Tensor t = Tensor.of(dtype, Shape.of(2, 3), _ -> rng.pick(0.0, -0.0, Double.NaN, INFINITY, -INFINITY,
            rng.uniform(-1e6, 1e6), 1e-42));
        assertThat(Judge.judge(t, Enclosure.of(t))).extracting(Judgement::agrees, Judgement::decided)
            .containsExactly(true, 6);
    }
}
