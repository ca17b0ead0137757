package org.plumbline.targets.coverage.x86;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Finds how long x86-64 instructions are and where they lead, no more: what the boundaries of basic blocks depend on.
/// The format is that of the Intel 64 and IA-32 Architectures Software Developer's Manual, volume 2, chapter 2, with
/// AMD's XOP (AMD64 Architecture Programmer's Manual, volume 6). Instructions that need APX are unknown.
public final class Decoder {
    private static final int LONGEST = 15;

    private final ByteBuffer code;

    /// Reads from `code`, at absolute positions.
    public Decoder(ByteBuffer code) {
        this.code = code.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /// Decodes the instruction at `at`, which must end before `limit`.
    public Instruction decode(int at, int limit) {
        int end = Math.min(Math.min(limit, code.capacity()), at + LONGEST);
        Instruction found = new Reading(at, end).instruction();
        return found.length() > end - at ? Instruction.UNKNOWN : found;
    }

    /// The walk over one instruction's bytes. Past the end it reads zeros; what has come too far is refused by length.
    private final class Reading {
        private final int start;
        private final int end;
        private int at;
        private boolean operandSize;
        private boolean addressSize;
        private boolean repeat;
        private boolean repeatNot;
        private boolean wide;

        Reading(int start, int end) {
            this.start = start;
            this.end = end;
            this.at = start;
        }

        private int peek(int position) {
            return position < end ? code.get(position) & 0xFF : 0;
        }

        private int next() {
            return peek(at++);
        }

        Instruction instruction() {
            int opcode = next();
            while (takePrefix(opcode)) {
                opcode = next();
            }
            if ((opcode & 0xF0) == 0x40) {
                wide = (opcode & 8) != 0;
                opcode = next();
            }
            return switch (opcode) {
                case 0x0F -> escaped();
                case 0xC5 -> vex(1, 1);
                case 0xC4 -> vex(peek(at) & 0x1F, 2);
                case 0x62 -> evex();
                case 0x8F -> (peek(at) & 0x1F) >= 8 ? vex(peek(at) & 0x1F, 2) : operands('m', Flow.ON);
                default -> operands(Operands.one(opcode), flow(opcode));
            };
        }

        private boolean takePrefix(int b) {
            switch (b) {
                case 0x66 -> operandSize = true;
                case 0x67 -> addressSize = true;
                case 0xF2 -> repeatNot = true;
                case 0xF3 -> repeat = true;
                case 0xF0, 0x2E, 0x36, 0x3E, 0x26, 0x64, 0x65 -> {
                }
                default -> {
                    return false;
                }
            }
            return at < end;
        }

        private Flow flow(int opcode) {
            return switch (opcode) {
                case 0xE9, 0xEB -> Flow.JUMP;
                case 0xC2, 0xC3, 0xCA, 0xCB, 0xCF, 0xF4 -> Flow.END;
                case 0xCC -> Flow.PADDING;
                case 0x90 -> repeat ? Flow.ON : Flow.PADDING;
                case 0xC7 -> peek(at) == 0xF8 ? Flow.BRANCH : Flow.ON;
                case 0xFF -> (peek(at) >> 3 & 6) == 4 ? Flow.END : Flow.ON;
                default -> opcode >> 4 == 7 || opcode >> 2 == 0xE0 >> 2 ? Flow.BRANCH : Flow.ON;
            };
        }

        private Instruction escaped() {
            int opcode = next();
            return switch (opcode) {
                case 0x38 -> threeByte('m');
                case 0x3A -> threeByte('B');
                case 0x0B, 0xB9, 0xFF -> operands(Operands.two(opcode), Flow.END);
                case 0x1F -> operands('m', Flow.PADDING);
                case 0x78 -> {
                    modrm();
                    yield found(operandSize || repeatNot ? 2 : 0, Flow.ON);
                }
                default -> operands(Operands.two(opcode), opcode >> 4 == 8 ? Flow.BRANCH : Flow.ON);
            };
        }

        private Instruction threeByte(char operands) {
            next();
            return operands(operands, Flow.ON);
        }

        /// `map` says which opcodes are meant, after `payload` more bytes of prefix.
        private Instruction vex(int map, int payload) {
            at += payload;
            int opcode = next();
            return switch (map) {
                case 1 -> opcode == 0x77 ? found(0, Flow.ON)
                    : operands(Operands.hasImmediate(opcode) ? 'B' : 'm', Flow.ON);
                case 2, 9 -> operands('m', Flow.ON);
                case 3, 8 -> operands('B', Flow.ON);
                case 10 -> {
                    modrm();
                    yield found(4, Flow.ON);
                }
                default -> Instruction.UNKNOWN;
            };
        }

        private Instruction evex() {
            int map = peek(at) & 7;
            boolean apx = (peek(at) & 8) != 0 || (peek(at + 1) & 4) == 0;
            at += 3;
            int opcode = next();
            return apx ? Instruction.UNKNOWN : switch (map) {
                case 1 -> operands(Operands.hasImmediate(opcode) ? 'B' : 'm', Flow.ON);
                case 2, 5, 6 -> operands('m', Flow.ON);
                case 3 -> operands('B', Flow.ON);
                default -> Instruction.UNKNOWN;
            };
        }

        private Instruction operands(char form, Flow flow) {
            int reg = peek(at) >> 3 & 7;
            int immediate = operandSize && !wide ? 2 : 4;
            if (flow == Flow.BRANCH && form == 'Z') {
                at++;
                return branch(4, flow);
            }
            if ("mBZtT".indexOf(form) >= 0) {
                modrm();
            }
            return switch (form) {
                case 'n', 'm' -> found(0, flow);
                case 'b', 'B' -> found(1, flow);
                case 'w' -> found(2, flow);
                case 'z', 'Z' -> found(immediate, flow);
                case 'v' -> found(wide ? 8 : immediate, flow);
                case 't' -> found(reg < 2 ? 1 : 0, flow);
                case 'T' -> found(reg < 2 ? immediate : 0, flow);
                case 'r' -> branch(1, flow);
                case 'R' -> branch(4, flow);
                case 'o' -> found(addressSize ? 4 : 8, flow);
                case 'e' -> found(3, flow);
                default -> Instruction.UNKNOWN;
            };
        }

        /// Steps over ModRM, SIB and displacement; table 2-2 and 2-3 of the manual.
        private void modrm() {
            int modrm = next();
            int mod = modrm >> 6;
            int rm = modrm & 7;
            boolean sib = mod != 3 && rm == 4;
            int base = sib ? next() & 7 : rm;
            at += mod == 1 ? 1 : mod == 2 || mod == 0 && base == 5 ? 4 : 0;
        }

        private Instruction branch(int bytes, Flow flow) {
            int displacement = at + bytes > end ? 0 : bytes == 1 ? code.get(at) : code.getInt(at);
            at += bytes;
            return new Instruction(at - start, flow, at + displacement);
        }

        private Instruction found(int immediate, Flow flow) {
            return new Instruction(at + immediate - start, flow, 0);
        }
    }
}
