package org.plumbline.campaign.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.oracles.Evidence;
import org.plumbline.oracles.Kind;
import org.plumbline.reports.FindingFolder;
import org.plumbline.reports.Subject;

class FindingStoreTest {
    private static final Subject SUBJECT = Cases.mean();
    private static final Evidence CRASH = Cases.evidence(Kind.CRASH, "SIGSEGV in f()");

    @TempDir
    Path folder;

    private void keep(FindingStore store, String signature, long index, Evidence met) throws IOException {
        store.keep(Cases.finding(signature, index), met, SUBJECT, SUBJECT, "");
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
            FindingStore store = new FindingStore(folder);
            for (int i = 0; i < 5; i++) {
                keep(store, "crash here", i, CRASH);
            }
            keep(store, "crash there", 9, CRASH);
            assertThat(kept()).containsExactly("case-0", "case-1", "case-2", "case-9");
        }

        @Test
        void theSameCaseIsOneExample() throws IOException {
            FindingStore store = new FindingStore(folder);
            keep(store, "crash here", 7, CRASH);
            keep(store, "crash here", 7, CRASH);
            assertThat(kept()).containsExactly("case-7");
        }

        @Test
        void examplesOfAnEarlierRunCount() throws IOException {
            keep(new FindingStore(folder), "s", 1, CRASH);
            keep(new FindingStore(folder), "s", 2, CRASH);
            keep(new FindingStore(folder), "s", 3, CRASH);
            keep(new FindingStore(folder), "s", 4, CRASH);
            assertThat(kept()).containsExactly("case-1", "case-2", "case-3");
        }

        @Test
        void anExampleThatDeathLeftUnfinishedIsMadeAnew() throws IOException {
            FindingStore store = new FindingStore(folder);
            keep(store, "s", 1, CRASH);
            Path example = folder.resolve(FindingStore.slug("s")).resolve("case-1");
            Files.delete(example.resolve("finding.json"));
            keep(store, "s", 1, CRASH);
            assertThat(FindingFolder.read(example))
                .isEqualTo(new FindingFolder.Found(Cases.finding("s", 1), SUBJECT));
        }
    }

    @Nested
    class Familiarity {
        private FindingStore store;

        @BeforeEach
        void open() {
            store = new FindingStore(folder);
        }

        private void keepThree(Evidence met) throws IOException {
            for (int i = 0; i < 3; i++) {
                keep(store, "the signature", i, met);
            }
        }

        @Test
        void comesWithThreeExamplesOfACrash() throws IOException {
            assertThat(store.familiar(CRASH)).isEmpty();
            keep(store, "the signature", 77, CRASH);
            assertThat(store.familiar(CRASH)).isEmpty();
            keepThree(CRASH);
            assertThat(store.familiar(CRASH)).contains("the signature");
            assertThat(store.familiar(Cases.evidence(Kind.CRASH, "SIGSEGV in g()"))).isEmpty();
        }

        @Test
        void ignoresTheNumbersOfARefusal() throws IOException {
            keepThree(Cases.evidence(Kind.REFUSED, "running Conv node. Status Message: bad 3"));
            assertThat(store.familiar(Cases.evidence(Kind.REFUSED, "running Conv node. Status Message: bad 4")))
                .contains("the signature");
            assertThat(store.familiar(Cases.evidence(Kind.REFUSED, "running Pool node. Status Message: bad 4")))
                .isEmpty();
        }

        @Test
        void mindsWhichSideIsGuilty() throws IOException {
            keepThree(CRASH);
            assertThat(store.familiar(CRASH.with(List.of("plain", "all"), List.of()))).isEmpty();
        }

        @Test
        void isNeverThatOfAWrongResult() throws IOException {
            Evidence wrong = Cases.evidence(Kind.WRONG_RESULT, "element 0 is 1");
            keepThree(wrong);
            assertThat(store.familiar(wrong)).isEmpty();
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
