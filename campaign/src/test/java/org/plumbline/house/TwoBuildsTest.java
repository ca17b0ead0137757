package org.plumbline.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwoBuildsTest {
    private final Repository repository = Repository.here();

    @Test
    void mavenAndGradleNameTheSameModulesDependenciesAndVersions() {
        assertThat(Build.differences(repository.maven(), repository.gradle())).isEmpty();
    }

    @Test
    void everyFolderWithAPomIsAModule() {
        List<String> folders = repository.files().stream().map(repository::relative)
            .filter(f -> f.endsWith("/pom.xml")).map(f -> f.substring(0, f.length() - "/pom.xml".length())).toList();
        assertThat(repository.maven().modules().keySet()).containsExactlyInAnyOrderElementsOf(folders);
    }

    @Nested
    class APlantedDifference {
        @TempDir
        Path copy;

        @BeforeEach
        void copyTheBuild() throws IOException {
            for (Path file : repository.files()) {
                String path = repository.relative(file);
                if (path.endsWith("pom.xml") || path.endsWith(".kts") || path.endsWith(".toml")) {
                    Path to = copy.resolve(path);
                    Files.createDirectories(to.getParent());
                    Files.copy(file, to);
                }
            }
        }

        @ParameterizedTest(name = "{3}")
        @CsvSource(quoteCharacter = '\'', delimiter = '|', textBlock = """
            gradle/libs.versions.toml | jqwik = "1.9.3"                    | jqwik = "1.9.2"                  | library net.jqwik:jqwik is 1.9.3 in Maven, 1.9.2 in Gradle
            pom.xml                   | <module>benchmarks</module>        | ''                               | module benchmarks is in Gradle only
            settings.gradle.kts       | include("benchmarks")              | // include("benchmarks")         | build.gradle.kts configures benchmarks, which settings.gradle.kts lacks
            build.gradle.kts          | "api"(project(":oracles"))         | ''                               | corpus depends on module oracles (compile) in Maven only
            build.gradle.kts          | "api"(rootProject.libs.picocli)    | "runtimeOnly"(rootProject.libs.picocli) | campaign depends on info.picocli:picocli (compile) in Maven only
            build.gradle.kts          | classifier("linux-x86_64")         | classifier("linux-arm64")        | generator depends on org.bytedeco:onnx:linux-arm64 (compile) in Gradle only
            build.gradle.kts          | "testImplementation"(rootProject.libs.jqwik) | ''                     | graph depends on net.jqwik:jqwik (test) in Maven only
            build.gradle.kts          | JavaLanguageVersion.of(25)         | JavaLanguageVersion.of(26)       | setting java release is 25 in Maven, 26 in Gradle
            build.gradle.kts          | "-Werror"                          | "-nowarn"                        | setting compiler arguments is
            benchmarks/pom.xml        | jmh-generator-annprocess           | jmh-generator-bytecode           | benchmarks depends on org.openjdk.jmh:jmh-generator-annprocess (processor) in Gradle only
            generator/pom.xml         | <classifier>linux-x86_64</classifier> | <classifier>linux-x86_64</classifier><optional>true</optional> | <optional>: teach MavenBuild and GradleBuild to read it
            """)
        void isReported(String file, String from, String to, String report) throws IOException {
            Path changed = copy.resolve(file);
            String text = Files.readString(changed);
            assertThat(text).contains(from);
            Files.writeString(changed, text.replace(from, to));

            Repository planted = new Repository(copy);
            String found;
            try {
                found = String.join("\n", Build.differences(planted.maven(), planted.gradle()));
            } catch (IllegalStateException e) {
                found = e.getMessage();
            }
            assertThat(found).contains(report);
        }

        @Test
        void isNotSeenInAFaithfulCopy() {
            Repository faithful = new Repository(copy);
            assertThat(Build.differences(faithful.maven(), faithful.gradle())).isEmpty();
        }

        @Test
        void inALineThatTheReaderDoesNotKnowIsRefused() throws IOException {
            Path script = copy.resolve("build.gradle.kts");
            Files.writeString(script, Files.readString(script).replace("\"api\"(rootProject.libs.picocli)",
                "implementation(libs.picocli)"));
            assertThatThrownBy(new Repository(copy)::gradle).hasMessageContaining("keep the Gradle files plain");
        }
    }
}
