package org.plumbline.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.generator.Options;
import org.plumbline.generator.rules.Mix;
import org.plumbline.generator.rules.Rulebook;
import org.plumbline.generator.rules.Rules;

class RuleChoiceTest {
    private static final Rulebook BOOK = new Rulebook("fake", "1", 18, Map.of("com.microsoft::FastGelu", List.of()));

    @Nested
    class TheMix {
        @Test
        void isWrittenAsShares() {
            assertThat(RuleChoice.parse("inferred=0.5,recorded=0.25")).isEqualTo(new Mix(0.25, 0.5, 0.25));
            assertThat(RuleChoice.parse("recorded=0.25")).isEqualTo(new Mix(0.75, 0, 0.25));
            assertThat(RuleChoice.parse("inferred=1")).isEqualTo(Mix.INFERRED);
            assertThat(RuleChoice.parse("inferred=0.9, recorded=0.1").handWritten()).isZero();
            assertThat(RuleChoice.parse(RuleChoice.MIX).inferred()).isEqualTo(0.5);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "inferred", "inferred=", "inferred=x", "inferred=NaN", "inferred=-1", "written=0.5",
            "inferred=0.7,recorded=0.7", "inferred=Infinity"})
        void isRefusedWithAHintWhereItIsNoMix(String text) {
            assertThatThrownBy(() -> RuleChoice.parse(text)).isInstanceOf(BadInput.class)
                .hasMessageContaining("--mix " + text).hasMessageContaining("inferred=0.5");
        }
    }

    @Nested
    class TheOption {
        @Test
        void noneIsForHandWrittenRulesAlone() {
            RuleChoice none = RuleChoice.of("none", null);
            assertThat(none.book().operators()).isEmpty();
            assertThat(none.with(Options.DEFAULT, List.of(), List.of())).isEqualTo(Options.DEFAULT);
            assertThatThrownBy(() -> RuleChoice.of("none", "inferred=1")).isInstanceOf(BadInput.class)
                .hasMessageContaining("name its folder with --rules");
        }

        @Test
        void namesAFolderWhoseBookTakesALargePart() {
            assertThat(RuleChoice.of("rules", null).mix()).isEqualTo(RuleChoice.MIX);
            assertThat(RuleChoice.of("rules", "recorded=1").mix()).isEqualTo("recorded=1");
        }
    }

    @Nested
    class ABook {
        @Test
        void thatWasNamedIsForModelsOfItsOpset() {
            Options options = new RuleChoice("folder", RuleChoice.MIX).with(Options.DEFAULT, BOOK, _ -> true);
            assertThat(options.minOpset()).isEqualTo(options.maxOpset()).isEqualTo(BOOK.opset());
        }

        @Test
        void thatComesWithPlumblineLeavesTheOpsetsAsTheyAre() {
            Options options = new RuleChoice(RuleChoice.SHIPPED, RuleChoice.SHIPPED_MIX).with(Options.DEFAULT, BOOK,
                _ -> true);
            assertThat(options.withRules(Rules.NONE).withOpsets(Options.DEFAULT.minOpset(), Options.DEFAULT.maxOpset()))
                .isEqualTo(Options.DEFAULT);
            assertThat(options.minOpset()).isEqualTo(Options.DEFAULT.minOpset());
        }

        @Test
        void thatComesWithPlumblineGivesWhatNobodySpecifiedOnlyWhereItIsChosen() {
            RuleChoice shipped = new RuleChoice(RuleChoice.SHIPPED, RuleChoice.SHIPPED_MIX);
            assertThat(shipped.isMeant(BOOK, "Relu", List.of())).isTrue();
            assertThat(shipped.isMeant(BOOK, "com.microsoft::FastGelu", List.of())).isFalse();
            assertThat(shipped.isMeant(BOOK, "com.microsoft::FastGelu", List.of("com.microsoft::FastGelu"))).isTrue();
            assertThat(new RuleChoice("folder", RuleChoice.MIX).isMeant(BOOK, "com.microsoft::FastGelu", List.of()))
                .isTrue();
        }

        @Test
        void thatComesWithPlumblineGivesWhatEndedProcessesOnlyWhereItIsChosen() {
            RuleChoice shipped = new RuleChoice(RuleChoice.SHIPPED, RuleChoice.SHIPPED_MIX);
            Rulebook book = new Rulebook("fake", "1", 18, Map.of("DFT", List.of()), Set.of("DFT"));
            assertThat(shipped.isMeant(book, "DFT", List.of())).isFalse();
            assertThat(shipped.isMeant(book, "DFT", List.of("DFT"))).isTrue();
        }

        @Test
        void isOfferedAsFarAsItIsWanted() {
            assertThat(new RuleChoice("folder", RuleChoice.MIX).with(Options.DEFAULT, BOOK, o -> !o.contains("::"))
                .rules().book().operators()).isEmpty();
        }
    }

    @Nested
    class Operators {
        private final Options options = new RuleChoice("book", "inferred=0.5").with(Options.DEFAULT, BOOK, _ -> true);

        @Test
        void ofTheBookCanBeChosen() {
            assertThat(OperatorChoice.parse(List.of("Relu", "com.microsoft::FastGelu"), BOOK)).hasSize(2);
            assertThatThrownBy(() -> OperatorChoice.parse(List.of("com.microsoft::FastGelo"), BOOK))
                .isInstanceOf(BadInput.class).hasMessageContaining("com.microsoft::FastGelu");
        }

        @Test
        void ofTheBookAreLeftOutWhereOthersAreChosen() {
            assertThat(OperatorChoice.restricted(options, List.of("Relu")).weights())
                .containsEntry("com.microsoft::FastGelu", 0.0).hasEntrySatisfying("Relu", w -> assertThat(w)
                    .isPositive());
            assertThat(OperatorChoice.restricted(options, List.of("com.microsoft::FastGelu")).weights())
                .containsEntry("com.microsoft::FastGelu", 1.0).containsEntry("Relu", 0.0);
        }
    }
}
