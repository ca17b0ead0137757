package org.plumbline.targets.coverage;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.IntConsumer;
import org.plumbline.targets.coverage.sites.ProbeSites;
import org.plumbline.targets.coverage.traps.TrapData;

/// The file that a supervisor and one worker share: where probes can be put, which are wanted, and what was hit. The
/// supervisor asks for probes while the worker waits, and the worker takes what was asked for before it runs a case.
///
/// | at | what |
/// |---|---|
/// | 0 | magic number with the format's version |
/// | 8 | 1 where probes are wanted that are not armed yet |
/// | 16 | how many sites |
/// | 24, 32, 40 | the code's offset, address and size, as in [ProbeSites.Pages] |
/// | 64 | the handler's data block |
/// | 512, 768 | build-id and path, UTF-8 up to a zero |
/// | 8192 | the sites' addresses; a bit for each site that is wanted; the log |
final class ProbeFile implements AutoCloseable {
    private static final long MAGIC = 0x31_53_45_42_4f_52_50_31L;
    private static final long MAGIC_AT = 0;
    private static final long ASKED_AT = 8;
    private static final long COUNT_AT = 16;
    private static final long CODE_AT = 24;
    private static final long DATA_AT = 64;
    private static final long BUILD_ID_AT = 512;
    private static final long PATH_AT = 768;
    private static final long SITES_AT = 8192;
    private static final int SMALLEST_LOG = 1 << 10;
    private static final VarHandle LONG = JAVA_LONG.varHandle();

    private final Path path;
    private final Arena arena;
    private final MemorySegment file;
    private final ProbeSites sites;
    private final MemorySegment wanted;
    private final TrapData data;

    private ProbeFile(Path path, Arena arena, MemorySegment file, ProbeSites sites) {
        this.path = path;
        this.arena = arena;
        this.file = file;
        this.sites = sites;
        int count = sites.addresses().length;
        this.wanted = file.asSlice(wantedAt(count), wantedBytes(count));
        this.data = new TrapData(file.asSlice(DATA_AT, TrapData.BYTES), file.asSlice(wantedAt(count)
            + wantedBytes(count), logBytes(count)));
    }

    private static long wantedAt(int count) {
        return SITES_AT + (4L * count + 7 & ~7L);
    }

    private static long wantedBytes(int count) {
        return 8L * ((count + 63L) / 64);
    }

    /// Room for every probe, since a case can hit each of them once.
    private static long logBytes(int count) {
        return 8L * Math.max(SMALLEST_LOG, Integer.highestOneBit(Math.max(1, count - 1)) << 1);
    }

    /// The supervisor's side. The file is written in full, so that a full disk is an [IOException] here and not a fault
    /// in the worker's memory.
    static ProbeFile create(Path path, ProbeSites sites) throws IOException {
        int count = sites.addresses().length;
        byte[] library = sites.library().toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8);
        if (library.length >= SITES_AT - PATH_AT) {
            throw new IOException("the path " + sites.library() + " is too long");
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
            fill(channel, wantedAt(count) + wantedBytes(count) + logBytes(count));
            Arena arena = Arena.ofShared();
            MemorySegment file = channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size(), arena);
            file.set(JAVA_LONG, COUNT_AT, count);
            file.set(JAVA_LONG, CODE_AT, sites.code().offset());
            file.set(JAVA_LONG, CODE_AT + 8, sites.code().address());
            file.set(JAVA_LONG, CODE_AT + 16, sites.code().bytes());
            file.setString(BUILD_ID_AT, sites.buildId());
            MemorySegment.copy(library, 0, file, JAVA_BYTE, PATH_AT, library.length);
            MemorySegment.copy(sites.addresses(), 0, file, JAVA_INT, SITES_AT, count);
            LONG.setVolatile(file, MAGIC_AT, MAGIC);
            return new ProbeFile(path, arena, file, sites);
        }
    }

    private static void fill(FileChannel channel, long bytes) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocateDirect(1 << 20);
        while (channel.position() < bytes) {
            channel.write(zeros.clear().limit((int) Math.min(zeros.capacity(), bytes - channel.position())));
        }
    }

    /// The worker's side; stays mapped for good.
    static ProbeFile open(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            MemorySegment file =
                channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size(), Arena.global());
            if (file.byteSize() < SITES_AT || (long) LONG.getVolatile(file, MAGIC_AT) != MAGIC) {
                throw new IOException(path + " is no file of probes of this version");
            }
            int[] addresses = new int[(int) file.get(JAVA_LONG, COUNT_AT)];
            MemorySegment.copy(file, JAVA_INT, SITES_AT, addresses, 0, addresses.length);
            ProbeSites.Pages code = new ProbeSites.Pages(file.get(JAVA_LONG, CODE_AT),
                file.get(JAVA_LONG, CODE_AT + 8), file.get(JAVA_LONG, CODE_AT + 16));
            return new ProbeFile(path, Arena.global(), file, new ProbeSites(Path.of(file.getString(PATH_AT)),
                file.getString(BUILD_ID_AT), code, addresses));
        }
    }

    ProbeSites sites() {
        return sites;
    }

    TrapData data() {
        return data;
    }

    /// Asks for the site's probe; heard by the worker after [#ask()].
    void want(int site) {
        long at = site / 64;
        wanted.setAtIndex(JAVA_LONG, at, wanted.getAtIndex(JAVA_LONG, at) | 1L << site);
    }

    void ask() {
        LONG.setVolatile(file, ASKED_AT, 1L);
    }

    /// Takes what was asked for since the last call, if anything was.
    void takeWanted(IntConsumer site) {
        if ((long) LONG.getAndSet(file, ASKED_AT, 0L) == 0) {
            return;
        }
        for (int i = 0; i < wanted.byteSize() / Long.BYTES; i++) {
            long bits = wanted.getAtIndex(JAVA_LONG, i);
            wanted.setAtIndex(JAVA_LONG, i, 0);
            for (; bits != 0; bits &= bits - 1) {
                site.accept(64 * i + Long.numberOfTrailingZeros(bits));
            }
        }
    }

    /// Removes the supervisor's file.
    @Override
    public void close() {
        arena.close();
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + path + ": " + e.getMessage(), e);
        }
    }
}
