package org.plumbline.targets.coverage.elf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Finds what identifies a build: the note of owner `GNU` and type 3 (NT_GNU_BUILD_ID).
final class BuildIds {
    private static final int BUILD_ID = 3;
    private static final byte[] OWNER = "GNU\0".getBytes(StandardCharsets.US_ASCII);

    private BuildIds() {
    }

    static String of(ByteBuffer file, List<Segment> segments, Segment code) {
        return segments.stream().filter(s -> s.type() == Segment.NOTE).flatMap(s -> note(file, s).stream())
            .findFirst().map(HexFormat.of()::formatHex)
            .orElseGet(() -> "sha256-" + HexFormat.of().formatHex(digest(file, code)));
    }

    private static Optional<byte[]> note(ByteBuffer file, Segment notes) {
        Bytes from = new Bytes(file, notes.offset());
        long end = notes.offset() + notes.bytes();
        while (from.at() + 12 <= end) {
            long owner = from.u32();
            long content = from.u32();
            boolean wanted = from.i32() == BUILD_ID && owner == OWNER.length
                && file.slice(from.at(), OWNER.length).equals(ByteBuffer.wrap(OWNER));
            from.skip(aligned(owner));
            if (wanted) {
                byte[] id = new byte[Math.toIntExact(content)];
                file.get(from.at(), id);
                return Optional.of(id);
            }
            from.skip(aligned(content));
        }
        return Optional.empty();
    }

    private static long aligned(long bytes) {
        return bytes + 3 & ~3L;
    }

    private static byte[] digest(ByteBuffer file, Segment code) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(file.slice(Math.toIntExact(code.offset()), Math.toIntExact(code.bytes())));
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
