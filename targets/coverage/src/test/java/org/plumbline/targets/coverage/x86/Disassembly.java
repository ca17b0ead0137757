package org.plumbline.targets.coverage.x86;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What objdump says about a library's instructions, one by one.
final class Disassembly implements AutoCloseable {
    private static final Pattern LINE = Pattern.compile("^ *([0-9a-f]+):\t(.*)$");
    private static final Pattern PREFIXES = Pattern
        .compile("^(?:(?:bnd|notrack|lock|repz|repnz|rep|data16|addr32|cs|ds|es|ss|fs|gs|rex(?:\\.[WRXB]+)?"
            + "|xacquire|xrelease) )*");
    private static final Pattern BRANCH =
        Pattern.compile("^(?:j[a-z]+|loop[a-z]*|xbegin)(?:,p[nt])? +([0-9a-f]+)(?: .*)?$");

    private final Process process;
    private final BufferedReader lines;

    /// An instruction; `target` is 0 where it is no direct branch.
    record Line(long address, Flow flow, long target) {
    }

    private Disassembly(Process process) {
        this.process = process;
        this.lines = process.inputReader();
    }

    /// Where objdump is, if this machine has it.
    static Optional<Path> objdump() {
        return Optional.of(Path.of("/usr/bin/objdump")).filter(Files::isExecutable);
    }

    static Disassembly of(Path objdump, Path library) throws IOException {
        return new Disassembly(new ProcessBuilder(objdump.toString(), "-d", "--no-show-raw-insn", "--wide", "-j",
            ".text", library.toString()).redirectError(ProcessBuilder.Redirect.DISCARD).start());
    }

    /// The next instruction, by ascending address; empty at the end.
    Optional<Line> next() {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher matcher = LINE.matcher(line);
                if (matcher.matches()) {
                    return Optional.of(read(Long.parseLong(matcher.group(1), 16), matcher.group(2)));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Line read(long address, String text) {
        String plain = PREFIXES.matcher(text).replaceFirst("");
        Matcher branch = BRANCH.matcher(plain);
        if (branch.matches()) {
            return new Line(address, plain.startsWith("jmp") ? Flow.JUMP : Flow.BRANCH,
                Long.parseUnsignedLong(branch.group(1), 16));
        }
        String name = plain.split("[ \t]", 2)[0].toLowerCase(Locale.ROOT);
        return new Line(address, switch (name) {
            case "jmp", "ljmp", "ret", "lret", "iret", "iretl", "iretq", "ud0", "ud1", "ud2", "hlt" -> Flow.END;
            case "nop", "nopw", "nopl", "int3" -> Flow.PADDING;
            case "xchg" -> text.matches("xchg +%(r|e)?ax,%(r|e)?ax") ? Flow.PADDING : Flow.ON;
            default -> Flow.ON;
        }, 0);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
