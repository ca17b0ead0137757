package org.plumbline.targets.coverage.x86;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.graph.Rng;

class DecoderTest {
    private static Instruction decode(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        return new Decoder(ByteBuffer.wrap(bytes)).decode(0, bytes.length);
    }

    @ParameterizedTest
    @CsvSource({"55, 1", "48 89 e5, 3", "c8 10 00 01, 4", "48 b8 0102030405060708, 10", "66 b8 0102, 4",
        "66 48 c7 c0 01020304, 8", "f7 c0 01020304, 6", "f7 d8, 2", "66 f7 c0 0102, 5", "f6 04 25 01020304 07, 8",
        "8b 05 01020304, 6", "8b 44 24 08, 4", "8b 84 24 01020304, 7", "a1 0102030405060708, 9", "67 a1 01020304, 6",
        "66 66 48 e8 00000000, 8", "0f 38 f6 c1, 4", "66 0f 3a 0f c1 08, 6", "c5 f8 77, 3", "c5 f9 70 c1 1b, 5",
        "c4 e2 79 18 05 01020304, 9", "c4 e3 7d 06 c1 20, 6", "62 f1 7c 48 28 40 01, 7", "62 f3 7d 48 25 c0 ff, 7",
        "8f e8 78 c0 c1 05, 6", "8f 00, 2", "9b, 1", "d9 7c 24 02, 4"})
    void lengthsAreThoseOfTheManual(String hex, int length) {
        assertThat(decode(hex).length()).isEqualTo(length);
    }

    @ParameterizedTest
    @CsvSource({"74 10, BRANCH, 18", "0f 84 10000000, BRANCH, 22", "e2 fe, BRANCH, 0", "c7 f8 02000000, BRANCH, 8",
        "eb 05, JUMP, 7", "e9 00010000, JUMP, 261", "f2 e9 00000000, JUMP, 6"})
    void directBranchesNameTheirTarget(String hex, Flow flow, int target) {
        assertThat(decode(hex)).isEqualTo(new Instruction(hex.replace(" ", "").length() / 2, flow, target));
    }

    @ParameterizedTest
    @CsvSource({"c3, END", "f3 c3, END", "c2 0800, END", "ff e0, END", "ff 24 c5 00000000, END", "0f 0b, END",
        "f4, END", "ff d0, ON", "e8 00000000, ON", "ff 00, ON", "90, PADDING", "66 90, PADDING", "cc, PADDING",
        "66 2e 0f 1f 84 00 00000000, PADDING", "f3 90, ON", "f3 0f 1e fa, ON"})
    void blocksEndWhereTheProcessorDoesNotGoOn(String hex, Flow flow) {
        assertThat(decode(hex).flow()).isEqualTo(flow);
    }

    @Nested
    class WhatIsNoInstruction {
        @ParameterizedTest
        @ValueSource(strings = {"06", "ce", "d4 0a", "0f 04", "66", "66 66", "48", "62 00 00 00 00 00", "c5 f8",
            "e9 00",
            "48 b8 00 00", "66 66 66 66 66 66 66 66 66 66 66 66 66 66 66 90", ""})
        void hasNoLength(String hex) {
            assertThat(decode(hex).length()).isZero();
        }

        @Test
        void isNeverAnErrorWhateverTheBytes() {
            Rng rng = Rng.of(1);
            byte[] bytes = new byte[1 << 16];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) rng.below(256);
            }
            Decoder decoder = new Decoder(ByteBuffer.wrap(bytes));
            for (int at = 0; at < bytes.length; at++) {
                int limit = Math.min(bytes.length, at + 1 + at % 20);
                assertThat(decoder.decode(at, limit).length()).isBetween(0, Math.min(15, limit - at));
            }
        }
    }
}
