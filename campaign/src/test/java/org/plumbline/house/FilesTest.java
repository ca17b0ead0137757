package org.plumbline.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilesTest {
    private final Repository repository = Repository.here();

    @Nested
    class AJavaFile {
        private static final int LIMIT = 500;

        @Test
        void hasAtMost500Lines() {
            assertThat(repository.javaSources(true)).hasSizeGreaterThan(20).filteredOn(f -> isTooLong(Repository.read(
                f))).isEmpty();
        }

        private static boolean isTooLong(String text) {
            return text.lines().count() > LIMIT;
        }

        @Test
        void withOneMoreIsFound() {
            assertThat(isTooLong("x\n".repeat(LIMIT))).isFalse();
            assertThat(isTooLong("x\n".repeat(LIMIT + 1))).isTrue();
        }
    }

    @Nested
    class APathOfSomebodysMachine {
        private static final Pattern HOME = Pattern.compile("(?<![\\w.~>)}\"*-])(?:/(?:home|Users|work|root)/[\\w.]"
            + "|[A-Z]:\\\\+Users)|(?<=\")/(?:home|Users|work|root)/[\\w.]");

        private static Optional<String> in(String text) {
            return HOME.matcher(text).results().map(r -> r.group()).findFirst();
        }

        @Test
        void isInNoFile() {
            Stream<String> found = repository.files().stream().flatMap(f -> in(Repository.readBytes(f)).stream()
                .map(hit -> repository.relative(f) + " names " + hit + "…"));
            assertThat(found).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"cd @home/alice/plumbline", "path=\"@root/.m2\"", "(@work/main)", "file:/@Users/bob/x"})
        void isFound(String text) {
            assertThat(in(text.replace('@', '/'))).isPresent();
        }

        @Test
        void ofWindowsIsFound() {
            assertThat(in("C:" + "\\Users\\bob")).isPresent();
        }

        @ParameterizedTest
        @ValueSource(strings = {"${HOME}@work@x", "reports@root@cause", "~@home@x", "a@work@b", "$root@work@x",
            "https:@@example.org@home@x", "..@work@x"})
        void isNotSeenInRelativePaths(String text) {
            assertThat(in(text.replace('@', '/'))).isEmpty();
        }

        @Test
        void isSoughtInScriptsAndBuildFilesToo() {
            assertThat(List.of("plumbline", "pom.xml", ".ci/run"))
                .allSatisfy(f -> assertThat(repository.files()).contains(repository.root().resolve(f)));
        }
    }
}
