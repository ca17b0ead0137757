package org.plumbline.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.generator.Options;
import org.plumbline.generator.rules.Rulebook;
import org.plumbline.graph.operators.Operators;
import org.plumbline.targets.worker.Limits;

/// The rulebook that comes with Plumbline.
class ShippedRulesTest {
    private static final long LARGEST = 3 << 20;

    @TempDir
    Path folder;

    @Nested
    class TheBook {
        private final Rulebook book = RuleChoice.load(Optional.empty());

        @Test
        void hasMostOperatorsOfBothDomains() {
            assertThat(book.target()).isEqualTo("onnxruntime");
            assertThat(book.operators().keySet().stream().filter(o -> !o.contains("::"))).hasSizeGreaterThanOrEqualTo(
                150);
            assertThat(book.operators().keySet().stream().filter(o -> o.startsWith("com.microsoft::")))
                .hasSizeGreaterThanOrEqualTo(30);
        }

        @Test
        void isSmall() throws IOException, URISyntaxException {
            Path files = Path.of(ShippedRulesTest.class.getResource("/org/plumbline/rules/rulebook.json").toURI())
                .getParent();
            try (Stream<Path> all = Files.list(files)) {
                assertThat(all.mapToLong(f -> f.toFile().length()).sum()).isLessThan(LARGEST);
            }
        }
    }

    @Nested
    class Unasked {
        @Test
        void explainUsesIt() {
            Cli cli = Cli.run("explain", "Conv");
            assertThat(cli.code()).as(cli.err()).isZero();
            assertThat(cli.out()).contains("Rule 1 of");
        }

        @Test
        void itHasASmallShareAndLeavesTheOpsetsAsTheyAre() {
            RuleChoice choice = RuleChoice.of(null, null);
            Options options = choice.with(Options.DEFAULT, choice.book(), _ -> true);
            assertThat(options.rules().mix().handWritten()).isGreaterThan(0.8);
            assertThat(options.minOpset()).isEqualTo(Options.DEFAULT.minOpset());
        }

        @Test
        void targetsThatDoNotKnowItsOperatorsAreNotOfferedThem() {
            try (Opened opened = Opened.target("planted:clean", 1, Limits.DEFAULT, folder)) {
                assertThat(RuleChoice.of(null, null).with(Options.DEFAULT, opened.executors(), List.of()).rules()
                    .book().operators().keySet()).isNotEmpty().allMatch(o -> Operators.named(o).isPresent());
            }
        }

        @Test
        void onnxRuntimeIsOfferedThoseThatOnnxSpecifiesAndThatEndNoProcess() {
            try (Opened opened = Opened.target("onnxruntime", 1, Limits.DEFAULT, folder)) {
                RuleChoice choice = RuleChoice.of(null, null);
                assertThat(choice.with(Options.DEFAULT, opened.executors(), List.of()).rules().book().operators()
                    .keySet()).isEqualTo(choice.book().operators().keySet().stream().filter(o -> !o.contains("::")
                        && !choice.book().deadly().contains(o)).collect(Collectors.toSet()));
                assertThat(choice.book().deadly()).contains("DFT", "Resize");
            }
        }
    }
}
