package org.plumbline.campaign.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CampaignStateTest {
    private static final Settings SETTINGS = new Settings("onnxruntime@1.17.3", -5, 1, 10, 2, List.of("Add", "Conv"));
    private static final Tally TALLY = new Tally(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, Long.MIN_VALUE,
        Map.of("crash \"x\"", 14L), Map.of("Add", 15L), Map.of("float", 16L), Map.of(3L, 17L),
        Map.of("gap", 18L), Map.of("Add float", 19L), Map.of("Add float", 20L),
        Map.of("by inferred rule", 21L));
    private static final CampaignState STATE =
        new CampaignState(CampaignState.SCHEMA, SETTINGS, List.of(6L, 11L), TALLY,
            Diagnoses.NONE.with("crash \"x\"", 4, "crash everywhere"), 1.5, 2.5);

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("state.json");
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        assertThat(CampaignState.isIn(folder)).isFalse();
        STATE.write(folder);
        assertThat(CampaignState.isIn(folder)).isTrue();
        assertThat(CampaignState.read(folder)).isEqualTo(new CampaignState.Found(STATE));
    }

    @Test
    void aNewStateReplacesTheOldOneWhole() throws IOException {
        STATE.write(folder);
        CampaignState fresh = Campaign.fresh(SETTINGS);
        fresh.write(folder);
        assertThat(CampaignState.read(folder)).isEqualTo(new CampaignState.Found(fresh));
        assertThat(folder).isDirectoryContaining(f -> f.equals(file()));
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    void aFreshStateStartsEachLaneAtItsOwnCase() {
        assertThat(Campaign.fresh(new Settings("t", 1, 1, 1, 3, List.of())).next()).containsExactly(0L, 1L, 2L);
    }

    @Nested
    class DamageIsNamedInOneLine {
        private String why() {
            return switch (CampaignState.read(folder)) {
                case CampaignState.Unreadable(String why) -> why;
                case CampaignState.Found found -> throw new AssertionError("read " + found);
            };
        }

        @Test
        void noState() {
            assertThat(why()).isEqualTo(file() + ": cannot be read; name the folder of a campaign, or start anew with "
                + "--out");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "schema" : 1             | "schema" : 2             | field schema is 2, not 1
            "schema" : 1             | "schema" : "x"           | field schema is x, not 1
            "schema" : 1             | "shema" : 1              | field schema is no number, not 1
            "workers" : 2            | "workers" : 3            | field next is damaged
            "workers" : 2            | "workers" : 0            | field settings is damaged
            "minNodes" : 1           | "minNodes" : 11          | field settings is damaged
            "target" : "onnxruntime@1.17.3" | "target" : null   | field settings is damaged
            "next" : [ 6, 11 ]       | "next" : [ 6, 10 ]       | field next is damaged
            "next" : [ 6, 11 ]       | "next" : [ 6, -1 ]       | field next is damaged
            "next" : [ 6, 11 ]       | "next" : [ 6, null ]     | not a campaign's state
            "next" : [ 6, 11 ]       | "next" : "none"          | not a campaign's state
            "generated" : 1          | "generated" : "many"     | not a campaign's state
            "operators" : {          | "operators" : [          | not a campaign's state
            "4" : "crash everywhere" | "4" : null               | not a campaign's state
            "4" : "crash everywhere" | "x" : "crash everywhere" | not a campaign's state
            "dtypes" : {             | "dtypes" : null, "x" : { | not a campaign's state
            """)
        void inAField(String good, String bad, String said) throws IOException {
            STATE.write(folder);
            String text = Files.readString(file());
            assertThat(text).contains(good);
            Files.writeString(file(), text.replace(good, bad));
            assertThat(why()).startsWith(file() + ": " + said).contains("--out").doesNotContain("\n");
        }

        @Test
        void whereverItIsCutOff() throws IOException {
            STATE.write(folder);
            byte[] whole = Files.readAllBytes(file());
            for (int length = 0; length < whole.length - 2; length += 7) {
                Files.write(file(), Arrays.copyOf(whole, length));
                assertThat(why()).startsWith(file() + ": ").contains("--out").doesNotContain("\n");
            }
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '~', value = {"null", "[]", "17", "~~", "[[[[[[[["})
        void noObject(String text) throws IOException {
            Files.writeString(file(), text);
            assertThat(why()).startsWith(file() + ": ").contains("--out").doesNotContain("\n");
        }

        @Test
        void noText() throws IOException {
            Files.write(file(), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
            assertThat(why()).startsWith(file() + ": not a campaign's state").contains("--out");
        }
    }
}
