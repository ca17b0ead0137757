package org.plumbline.campaign.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.reports.FindingFolder;
import org.plumbline.reports.Subject;

class FindingStoreTest {
    private static final Subject SUBJECT = Cases.mean();

    @TempDir
    Path folder;

    private FindingStore open() {
        return new FindingStore(folder, Diagnoses.NONE);
    }

    private static void keep(FindingStore store, String signature, long index) throws IOException {
        store.keep(Cases.finding(signature, index), Optional.empty(), SUBJECT, SUBJECT, "");
    }

    private List<String> kept() throws IOException {
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return files.filter(f -> f.getNameCount() == folder.getNameCount() + 2)
                .map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @Nested
    class Keeping {
        @Test
        void aSignatureHasAtMostThreeExamples() throws IOException {
            FindingStore store = open();
            for (int i = 0; i < 5; i++) {
                keep(store, "crash here", i);
            }
            keep(store, "crash there", 9);
            assertThat(kept()).containsExactly("case-0", "case-1", "case-2", "case-9");
        }

        @Test
        void theExamplesAreThoseOfTheLowestIndicesInWhicheverOrderTheyCome() throws IOException {
            FindingStore store = open();
            for (int i : new int[] {40, 7, 100, 9, 8, 30}) {
                keep(store, "crash here", i);
            }
            assertThat(kept()).containsExactly("case-7", "case-8", "case-9");
            assertThat(FindingFolder.read(folder.resolve(FindingStore.slug("crash here")).resolve("case-9")))
                .isEqualTo(new FindingFolder.Found(Cases.finding("crash here", 9), SUBJECT));
        }

        @Test
        void theSameCaseIsOneExample() throws IOException {
            FindingStore store = open();
            keep(store, "crash here", 7);
            keep(store, "crash here", 7);
            assertThat(kept()).containsExactly("case-7");
        }

        @Test
        void examplesOfAnEarlierRunCount() throws IOException {
            keep(open(), "s", 1);
            keep(open(), "s", 2);
            keep(open(), "s", 3);
            keep(open(), "s", 4);
            assertThat(kept()).containsExactly("case-1", "case-2", "case-3");
        }

        @Test
        void anExampleThatDeathLeftUnfinishedIsMadeAnew() throws IOException {
            FindingStore store = open();
            keep(store, "s", 1);
            Path example = folder.resolve(FindingStore.slug("s")).resolve("case-1");
            Files.delete(example.resolve("finding.json"));
            keep(store, "s", 1);
            assertThat(FindingFolder.read(example))
                .isEqualTo(new FindingFolder.Found(Cases.finding("s", 1), SUBJECT));
        }
    }

    @Nested
    class Diagnosing {
        @Test
        void isRememberedBySymptom() throws IOException {
            FindingStore store = new FindingStore(folder, Diagnoses.NONE.with("crash 1:1", 3, "s"));
            keep(store, "t", 4);
            store.keep(Cases.finding("t", 5), Optional.of("crash 1:1"), SUBJECT, SUBJECT, "");
            assertThat(store.diagnoses().known()).isEqualTo(Map.of("crash 1:1", Map.of(3L, "s", 5L, "t")));
        }
    }

    @Nested
    class FileNames {
        @ParameterizedTest
        @ValueSource(strings = {"../../etc/passwd", "/", "..", "", "a\u0000b", "-rf *", "CON", "ä/ö\\ü:*?\"<>|\n",
            "𝔘𝔫𝔦", "crash everywhere Conv>Relu: SIGSEGV"})
        void areSafeForHostileSignatures(String signature) {
            assertThat(FindingStore.slug(signature)).matches("[a-z0-9][a-z0-9-]*");
        }

        @Property(tries = 400)
        void areSafeAndShortForAnySignature(@ForAll String signature) {
            assertThat(FindingStore.slug(signature)).matches("[a-z0-9][a-z0-9-]*").hasSizeLessThanOrEqualTo(70)
                .isEqualTo(FindingStore.slug(signature));
        }

        @Test
        void staysReadableAndDistinct() {
            assertThat(FindingStore.slug("Refused everywhere Conv: a"))
                .startsWith("refused-everywhere-conv-a-").isNotEqualTo(FindingStore.slug("Refused everywhere Conv: A"));
            assertThat(FindingStore.slug("x".repeat(80) + "a")).isNotEqualTo(FindingStore.slug("x".repeat(80) + "b"));
        }
    }
}
