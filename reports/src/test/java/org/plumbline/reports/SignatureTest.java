package org.plumbline.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plumbline.reports.Subjects.floats;
import static org.plumbline.reports.Subjects.node;
import static org.plumbline.reports.Subjects.tower;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.oracles.Evidence;
import org.plumbline.oracles.Kind;

class SignatureTest {
    private static final Subject TWO = new Subject(Model.of(18, Graph.of(List.of(floats("x", 2)),
        List.of(floats("y", 2)), Map.of(), List.of(node("Neg", List.of("x"), "n"), node("Exp", List.of("n"), "y")))),
        List.of(Subjects.draw(DType.FLOAT, 1, 2)));

    private static String signature(Kind kind, List<String> guilty, List<String> innocent, String seen) {
        return Signature.of(new Evidence(kind, guilty, innocent, "y", seen, "", 1), TWO);
    }

    private static String signature(Kind kind, String seen) {
        return signature(kind, List.of("all"), List.of("plain"), seen);
    }

    @Nested
    class Side {
        @ParameterizedTest
        @CsvSource({"plain|all,'',everywhere", "basic|all,plain,basic", "extended|all,plain,extended",
            "all,plain,optimised", "without Gelu,plain,optimised"})
        void saysWhoIsGuilty(String guilty, String innocent, String side) {
            assertThat(signature(Kind.WRONG_RESULT, List.of(guilty.split("\\|")),
                innocent.isEmpty() ? List.of() : List.of(innocent), "")).isEqualTo("wrong-result " + side
                    + " Neg>Exp (float)");
        }
    }

    @Nested
    class WrongResults {
        @Test
        void areTheSameForOtherElementsAndMargins() {
            assertThat(signature(Kind.WRONG_RESULT, "element 0 is 1"))
                .isEqualTo(signature(Kind.WRONG_RESULT, "element 9 is NaN"));
        }

        @Test
        void differByOperatorsAndDtypes() {
            Evidence e = new Evidence(Kind.WRONG_RESULT, List.of("all"), List.of("plain"), "y", "", "", 1);
            assertThat(Signature.of(e, TWO)).isNotEqualTo(Signature.of(e, tower()));
            Subject doubles = new Subject(TWO.model(), List.of(Subjects.draw(DType.DOUBLE, 1, 2)));
            assertThat(Signature.of(e, doubles)).isEqualTo("wrong-result optimised Neg>Exp (double)");
        }
    }

    @Nested
    class Crashes {
        @Test
        void ofFewNodesAreNamedByTheirOperators() {
            assertThat(signature(Kind.CRASH, "SIGSEGV in [libonnxruntime.so+0x123] Run+0x1"))
                .isEqualTo("crash optimised Neg>Exp: SIGSEGV");
        }

        @Test
        void ofManyNodesAreNamedByTheirFrame() {
            Evidence e = new Evidence(Kind.CRASH, List.of("all"), List.of(), "", "SIGSEGV in f()", "", 1);
            assertThat(Signature.of(e, tower())).isEqualTo("crash everywhere SIGSEGV in f()");
        }
    }

    @Nested
    class Refusals {
        private static final String STATUS =
            "Error code - ORT_RUNTIME_EXCEPTION - message: Non-zero status code returned while running ";

        @Test
        void areNamedByTheOperatorThatTheMessageNames() {
            assertThat(signature(Kind.REFUSED, STATUS + "Conv node. Name:'n7' Status Message: bad group 3"))
                .isEqualTo("refused optimised Conv: bad group #");
        }

        @Test
        void areNamedByTheFirstNodeOtherwise() {
            assertThat(signature(Kind.REFUSED, "no")).isEqualTo("refused optimised Neg: no");
        }

        @Test
        void areOneLineHoweverManyTheMessageHas() {
            assertThat(signature(Kind.REFUSED, STATUS + "Conv node.\n Name:'n7'\nStatus Message: two\n  lines"))
                .isEqualTo("refused optimised Conv: two lines");
        }
    }

    @Nested
    class Skeletons {
        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            Name:'' Status Message: element_wise_ops.cc:692 Compute Integer division by zero | element_wise_ops.cc:# Compute Integer division by zero
            Error code - ORT_FAIL - message: Node (n1) Op (Mul) bad                          | Node (n#) Op (Mul) bad
            Input 'x' has shape {2,3}, not {-4}                                              | Input '…' has shape {…}, not {…}
            /src/core/graph.cc:1490 void onnxruntime::Graph::Check() [Error] odd             | odd
            no kernel                                                                        | no kernel
            """)
        void leaveOutPlacesNamesAndNumbers(String message, String skeleton) {
            assertThat(Signature.skeleton(message)).isEqualTo(skeleton);
        }

        @ParameterizedTest
        @ValueSource(strings = {
            "Node (a) Op (Squeeze) [ShapeInferenceError] Dimension of input 0 must be 1 instead of 3",
            "Error code - ORT_FAIL - message: Node (b1) Op (Add) [ShapeInferenceError] Incompatible dimensions",
            "Error code - ORT_FAIL - message: [ShapeInferenceError] Mismatch between number of inferred (7)\nand declared"})
        void ofShapeInferenceAreAllTheSame(String message) {
            assertThat(Signature.skeleton(message)).isEqualTo("shape inference contradicts it");
        }

        @Test
        void areTheSameForOtherNumbersAndNames() {
            String message = "Status Message: The input '%s' of {%d,3} cannot be viewed as {%d}: %d elements";
            assertThat(Signature.skeleton(message.formatted("a", 2, 6, 6)))
                .isEqualTo(Signature.skeleton(message.formatted("long_name", 45, -1, 135)));
        }

        @Test
        void ofLongMessagesAreCut() {
            assertThat(Signature.skeleton("x".repeat(500))).hasSize(70);
            assertThat(Signature.skeleton("")).isEmpty();
        }
    }
}
