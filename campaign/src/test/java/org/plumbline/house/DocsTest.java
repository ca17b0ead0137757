package org.plumbline.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.campaign.Plumbline;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocsTest {
    private final Repository repository = Repository.here();
    private final Docs docs = Docs.of(repository);

    /// The command line that the pages speak of.
    private static CommandSpec commandLine() {
        return Plumbline.commandLine().getCommandSpec();
    }

    @Nested
    class ThePages {
        @Test
        void nameOnlyClassesThatExist() {
            assertThat(docs.pages()).isNotEmpty()
                .allSatisfy(p -> assertThat(docs.unknownTypes(Repository.read(p))).as(name(p)).isEmpty());
        }

        @Test
        void nameOnlyPathsThatExist() {
            assertThat(docs.pages())
                .allSatisfy(p -> assertThat(docs.unknownPaths(Repository.read(p), p)).as(name(p)).isEmpty());
        }

        @Test
        void nameOnlyFlagsThatExist() {
            assertThat(docs.pages())
                .allSatisfy(p -> assertThat(Docs.unknownFlags(Repository.read(p), commandLine())).as(name(p))
                    .isEmpty());
        }

        private String name(Path page) {
            return repository.relative(page);
        }
    }

    @Nested
    class AClassInBackticks {
        @ParameterizedTest
        @ValueSource(strings = {"`Tensro`", "`org.plumbline.graph.Tensro`", "see `Outcome.Valeus` there"})
        void thatIsGoneIsFound(String text) {
            assertThat(docs.unknownTypes(text)).hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"`Tensor`", "`org.plumbline.graph.Tensor`", "`Outcome.Values`", "`Attribute.Int`",
            "Tensro without backticks", "`MAX`", "`camelCase`", "```\nTensro\n```"})
        void thatExistsOrIsNoneIsWelcome(String text) {
            assertThat(docs.unknownTypes(text)).isEmpty();
        }
    }

    @Nested
    class APath {
        private final Path page = repository.root().resolve("README.md");

        @ParameterizedTest
        @ValueSource(strings = {"`graph/src/mian`", "[guide](docs/NOWHERE.md)", "`./plumblime`", "`NOWHERE.md`",
            "`gradle/libs.toml`"})
        void thatIsGoneIsFound(String text) {
            assertThat(docs.unknownPaths(text, page)).hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"`graph/src/main/java/`", "[licence](LICENSE)", "`./plumbline`", "`pom.xml`",
            "`test_data_set_0/input_0.pb`", "[home](https://example.org/x)", "`campaign/target/lib/`", "`a / b`",
            "[above](#part)"})
        void thatExistsOrIsNoneOfOursIsWelcome(String text) {
            assertThat(docs.unknownPaths(text, page)).isEmpty();
        }
    }

    @Nested
    class AFlag {
        @Command(name = "plumbline", subcommands = Fuzz.class)
        static class Root {
            @Option(names = "--version")
            boolean version;
        }

        @Command(name = "fuzz")
        static class Fuzz {
            @Option(names = {"-s", "--seed"})
            long seed;
        }

        private final CommandSpec spec = new CommandLine(new Root()).getCommandSpec();

        @ParameterizedTest
        @ValueSource(strings = {"`plumbline fuzz --sede 1`", "    ./plumbline fuzz -x", "```\nplumbline --seed 1\n```",
            "`plumbline fzz`"})
        void thatIsUnknownIsFound(String text) {
            assertThat(Docs.unknownFlags(text, spec)).hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"`plumbline fuzz --seed -1 --version`", "    ./plumbline fuzz -s 3 | tee --append log",
            "`mvn --batch-mode`", "plumbline is a --dashing tool", "`plumbline`"})
        void thatExistsOrIsAnothersIsWelcome(String text) {
            assertThat(Docs.unknownFlags(text, spec)).isEmpty();
        }
    }
}
