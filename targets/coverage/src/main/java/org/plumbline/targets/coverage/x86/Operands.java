package org.plumbline.targets.coverage.x86;

/// What follows an opcode: how many bytes of ModRM with its SIB and displacement, and of immediate. From the opcode
/// maps of the Intel 64 and IA-32 Architectures Software Developer's Manual, volume 2, appendix A.3 (tables A-2 and
/// A-3), in 64-bit mode; one character for each opcode, a row for each eight.
///
/// | | |
/// |---|---|
/// | `n` | nothing |
/// | `m` | ModRM |
/// | `b` `w` `z` `v` | immediate of 1 byte, of 2, of 2 or 4, of 2, 4 or 8 by operand size |
/// | `B` `Z` | ModRM, then as `b`, `z` |
/// | `t` `T` | ModRM, then as `b`, `z` where its reg field is 0 or 1 (`test` in group 3) |
/// | `r` `R` | branch displacement of 1 byte, of 4 |
/// | `o` | address of 8 bytes, or 4 with the prefix 67 |
/// | `e` | immediates of 2 and 1 bytes (`enter`) |
/// | `p` | prefix or escape |
/// | `x` | no instruction in 64-bit mode |
final class Operands {
    private static final String ONE_BYTE = """
        mmmmbzxx mmmmbzxp
        mmmmbzxx mmmmbzxx
        mmmmbzpx mmmmbzpx
        mmmmbzpx mmmmbzpx
        pppppppp pppppppp
        nnnnnnnn nnnnnnnn
        xxpmpppp zZbBnnnn
        rrrrrrrr rrrrrrrr
        BZxBmmmm mmmmmmmm
        nnnnnnnn nnxnnnnn
        oooonnnn bznnnnnn
        bbbbbbbb vvvvvvvv
        BBwnppBZ enwnnbxn
        mmmmxxxn mmmmmmmm
        rrrrbbbb RRxrnnnn
        pnppnntT nnnnnnmm
        """.replaceAll("\\s", "");

    private static final String TWO_BYTE = """
        mmmmxnnn nnxnxmnB
        mmmmmmmm mmmmmmmm
        mmmmxxxx mmmmmmmm
        nnnnnnxn pxpxxxxx
        mmmmmmmm mmmmmmmm
        mmmmmmmm mmmmmmmm
        mmmmmmmm mmmmmmmm
        BBBBmmmn mmxxmmmm
        RRRRRRRR RRRRRRRR
        mmmmmmmm mmmmmmmm
        nnnmBmxx nnnmBmmm
        mmmmmmmm mmBmmmmm
        mmBmBBBm nnnnnnnn
        mmmmmmmm mmmmmmmm
        mmmmmmmm mmmmmmmm
        mmmmmmmm mmmmmmmm
        """.replaceAll("\\s", "");

    private Operands() {
    }

    /// Of an opcode of one byte.
    static char one(int opcode) {
        return ONE_BYTE.charAt(opcode);
    }

    /// Of an opcode after the escape 0F.
    static char two(int opcode) {
        return TWO_BYTE.charAt(opcode);
    }

    /// Whether an opcode of the VEX or EVEX map 1 (that of 0F) has an immediate of 1 byte.
    static boolean hasImmediate(int opcode) {
        return opcode >= 0x70 && opcode <= 0x73 || opcode == 0xC2 || opcode >= 0xC4 && opcode <= 0xC6;
    }
}
