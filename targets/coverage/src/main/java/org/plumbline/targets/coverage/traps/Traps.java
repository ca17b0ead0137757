package org.plumbline.targets.coverage.traps;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.Optional;
import org.plumbline.targets.coverage.elf.ElfReader;
import org.plumbline.targets.coverage.elf.ElfReading;
import org.plumbline.targets.coverage.sites.ProbeSites;

/// One-shot probes in a library that this process has loaded: the first byte of an instruction is replaced by INT3
/// (opcode CC), and the handler of the signal that it raises puts the byte back, logs the hit and runs the instruction.
/// So a probe costs once, and nothing afterwards. A single byte is replaced at a time, which other processors see
/// wholly or not at all; Linux patches its own code by the same step (Intel 64 and IA-32 Architectures Software
/// Developer's Manual, volume 3, section "Handling Self- and Cross-Modifying Code"; `text_poke_bp` in Linux).
///
/// One library per process. A thread that blocks SIGTRAP must not run into a probe: the kernel would end the process.
public final class Traps {
    private static final byte INT3 = (byte) 0xCC;
    private static final long PAGE = 4096;

    private final ProbeSites sites;
    private final ByteBuffer code;
    private final ByteBuffer original;

    private Traps(ProbeSites sites, ByteBuffer code, ByteBuffer original) {
        this.sites = sites;
        this.code = code;
        this.original = original;
    }

    /// What preparing a process gives.
    public sealed interface Preparation {
    }

    /// Probes can be put in.
    public record Ready(Traps traps) implements Preparation {
    }

    /// They cannot, and nothing was changed that matters; `why` is one line.
    public record Impossible(String why) implements Preparation {
    }

    /// Makes the library's code writable and installs the handler, which logs to `data`; arms nothing yet.
    public static Preparation prepare(ProbeSites sites, TrapData data) {
        String machine = System.getProperty("os.name") + " on " + System.getProperty("os.arch");
        if (!machine.equals("Linux on amd64")) {
            return new Impossible("native coverage needs Linux on amd64, and this is " + machine);
        }
        try {
            Optional<String> changed = changed(sites);
            Optional<Mapping> mapping = changed.isEmpty() ? Mapping.of(sites) : Optional.empty();
            return mapping.map(m -> prepare(sites, data, m)).orElseGet(() -> new Impossible(changed
                .orElse(sites.library() + " is not loaded, or was replaced on disk since it was")));
        } catch (IOException e) {
            return new Impossible("cannot look at " + sites.library() + ": " + e);
        }
    }

    private static Optional<String> changed(ProbeSites sites) {
        return switch (ElfReader.read(sites.library())) {
            case ElfReading.Unfit(String why) -> Optional.of(why);
            case ElfReading.Read(var elf) -> elf.buildId().equals(sites.buildId()) ? Optional.empty()
                : Optional.of(sites.library() + " has changed on disk since it was analysed: its build-id is "
                    + elf.buildId() + ", not " + sites.buildId());
        };
    }

    private static Preparation prepare(ProbeSites sites, TrapData data, Mapping mapping) {
        Libc libc = new Libc();
        long bytes = sites.code().bytes();
        MemorySegment code = MemorySegment.ofAddress(mapping.from()).reinterpret(bytes);
        long[] page = new long[1];
        int failed = libc.map(PAGE, page);
        if (failed != 0) {
            return new Impossible("no memory for the trap handler: " + libc.describe(failed));
        }
        MemorySegment handler = MemorySegment.ofAddress(page[0]).reinterpret(PAGE);
        handler.copyFrom(MemorySegment.ofArray(HandlerCode.bytes()));
        handler.set(JAVA_LONG, HandlerCode.DATA_AT, data.block().address());
        failed = libc.protect(handler, Libc.READ_EXECUTE);
        if (failed != 0) {
            return new Impossible("the system forbids to make the trap handler executable: " + libc.describe(failed));
        }
        failed = libc.protect(code, Libc.READ_WRITE_EXECUTE);
        if (failed != 0) {
            return new Impossible("the system forbids to write to the code of " + sites.library() + ": "
                + libc.describe(failed));
        }
        return original(sites, bytes).<Preparation>map(original -> {
            long old = libc.trapHandler();
            data.prepare(old == 1 ? 0 : old, code.address(), bytes, original.address());
            int refused = libc.handleTraps(page[0] + HandlerCode.ENTRY);
            return refused == 0 ? new Ready(new Traps(sites, code.asByteBuffer(), original.asByteBuffer()))
                : new Impossible("the system forbids to handle SIGTRAP: " + libc.describe(refused));
        }).orElseGet(() -> new Impossible("cannot map " + sites.library() + " a second time"));
    }

    /// The code as it is on disk, for good: the handler reads it at any time.
    private static Optional<MemorySegment> original(ProbeSites sites, long bytes) {
        try (FileChannel file = FileChannel.open(sites.library())) {
            return Files.size(sites.library()) < sites.code().offset() + bytes ? Optional.empty()
                : Optional.of(file.map(FileChannel.MapMode.READ_ONLY, sites.code().offset(), bytes, Arena.global()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// Puts the probe of site number `site` in; false where it is in already, or the byte there is not the file's.
    public boolean arm(int site) {
        int at = Math.toIntExact(sites.addresses()[site] - sites.code().address());
        byte there = original.get(at);
        if (there == INT3 || code.get(at) != there) {
            return false;
        }
        code.put(at, INT3);
        return true;
    }
}
