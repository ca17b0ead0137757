package org.plumbline.reports.bisect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.operators.Evaluator;
import org.plumbline.oracles.Evidence;
import org.plumbline.oracles.Kind;
import org.plumbline.oracles.Trial;
import org.plumbline.oracles.Verdict;
import org.plumbline.reports.Finding;
import org.plumbline.reports.Triage.Release;
import org.plumbline.reports.Triage.Shown;
import org.plumbline.targets.Outcome;
import org.plumbline.targets.Variant;

class SymptomTest {
    private static final String SAID = "Error code - ORT_FAIL - message: Non-zero status code returned while running"
        + " Pad node. Name:'p' Status Message: /src/pad.cc:12 void Pad::Run(int64_t) pads exceed the axis 3";

    private static Evidence evidence(Kind kind, String output, String seen, String... guilty) {
        return new Evidence(kind, List.of(guilty), List.of("plain"), output, seen, "", 1);
    }

    private static Symptom of(Evidence e) {
        return new Symptom(Finding.of("s", e, "onnxruntime", "1.29.0", 1, 2));
    }

    private static Trial trial(Outcome plain) {
        Model model = Model.of(18, Graph.of(List.of(), List.of(), Map.of(), List.of()));
        return new Trial(model, List.of(), Evaluator.evaluate(model, Map.of(), Accuracy.CPU),
            List.of(new Trial.Run(new Variant("plain", Map.of()), List.of(plain))));
    }

    private static final Trial VALUES = trial(new Outcome.Values(List.of()));

    @Nested
    class IsTheSame {
        @ParameterizedTest
        @EnumSource
        void asItself(Kind kind) {
            Evidence e = evidence(kind, "y", SAID, "all");
            assertThat(of(e).isSame(e)).isTrue();
        }

        @Test
        void withOtherValuesInTheSameOutput() {
            Symptom wrong = of(evidence(Kind.WRONG_RESULT, "y", "element 0 is 1", "all", "basic"));
            assertThat(wrong.isSame(evidence(Kind.WRONG_RESULT, "y", "element 7 is NaN", "all"))).isTrue();
            assertThat(wrong.isSame(evidence(Kind.NONDETERMINISTIC, "y", "1 and 2", "all"))).isTrue();
        }

        @Test
        void inOtherPlacesWithOtherNumbers() {
            String before = SAID.replace("ORT_FAIL", "ORT_RUNTIME_EXCEPTION").replace("pad.cc:12", "padding.cc:7")
                .replace("Run(int64_t)", "Run(long int) const").replace("axis 3", "axis 14");
            assertThat(of(evidence(Kind.REFUSED, "", SAID, "all")).isSame(evidence(Kind.REFUSED, "", before, "all")))
                .isTrue();
        }

        @Test
        void byAnotherSignal() {
            assertThat(of(evidence(Kind.CRASH, "", "SIGFPE", "all")).isSame(evidence(Kind.CRASH, "", "SIGSEGV in f",
                "all"))).isTrue();
        }
    }

    @Nested
    class IsAnother {
        private final Symptom wrong = of(evidence(Kind.WRONG_RESULT, "y", "element 0 is 1", "all"));

        @Test
        void inAnotherOutput() {
            assertThat(wrong.isSame(evidence(Kind.WRONG_RESULT, "z", "element 0 is 1", "all"))).isFalse();
        }

        @Test
        void ofAnotherKind() {
            assertThat(wrong.isSame(evidence(Kind.REFUSED, "", SAID, "all"))).isFalse();
            assertThat(wrong.isSame(evidence(Kind.CRASH, "", "SIGSEGV", "all"))).isFalse();
        }

        @Test
        void atAVariantThatWasRight() {
            assertThat(wrong.isSame(evidence(Kind.WRONG_RESULT, "y", "element 0 is 1", "plain", "all"))).isFalse();
            assertThat(wrong.isSame(evidence(Kind.WRONG_RESULT, "y", "element 0 is 1", "basic"))).isFalse();
        }

        @Test
        void inOtherWords() {
            assertThat(of(evidence(Kind.REFUSED, "", SAID, "all")).isSame(evidence(Kind.REFUSED, "",
                "Error code - ORT_FAIL - message: no kernel that takes strings is registered", "all"))).isFalse();
        }
    }

    @Nested
    class AReleaseIsTold {
        private final Symptom wrong = of(evidence(Kind.WRONG_RESULT, "y", "element 0 is 1", "all"));

        private Release told(Trial trial, Verdict verdict) {
            return wrong.told("1.9.0", trial, verdict);
        }

        @Test
        void toShowIt() {
            assertThat(told(VALUES, new Verdict.Disagrees(wrong.finding().evidence()))).isEqualTo(new Release("1.9.0",
                Shown.SHOWS, wrong.finding().evidence().oneLine()));
        }

        @Test
        void toShowSomethingElse() {
            assertThat(told(VALUES, new Verdict.Disagrees(evidence(Kind.CRASH, "", "SIGSEGV", "all"))))
                .satisfies(r -> assertThat(r.shown()).isEqualTo(Shown.GONE))
                .satisfies(r -> assertThat(r.said()).startsWith("another symptom: crash at all: SIGSEGV"));
        }

        @Test
        void toBeRidOfIt() {
            assertThat(told(VALUES, new Verdict.Agrees(3, 0))).isEqualTo(new Release("1.9.0", Shown.GONE, "agrees"));
            assertThat(told(VALUES, new Verdict.Undecided("open")).said()).isEqualTo("cannot be told: open");
            assertThat(told(VALUES, new Verdict.Invalid("bad")).said()).isEqualTo("cannot be told: bad");
        }

        @Test
        void toKnowTooLittle() {
            Trial refused = trial(new Outcome.Refused(Outcome.Stage.COMPILE, true, "Unsupported model IR version: 10"));
            assertThat(told(refused, new Verdict.Undecided("not supported"))).isEqualTo(new Release("1.9.0",
                Shown.NOT_APPLICABLE, "Unsupported model IR version: 10"));
        }

        @Test
        void inOneLineOfLimitedLength() {
            Release told = Symptom.release("1", Shown.GONE, "begin\n\u001b[1m" + "x".repeat(1000) + "end");
            assertThat(told.said()).hasSizeLessThan(260).startsWith("begin ").endsWith("end").doesNotContain("\n",
                "\u001b");
        }
    }
}
