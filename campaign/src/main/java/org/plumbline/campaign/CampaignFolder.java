package org.plumbline.campaign;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.plumbline.campaign.engine.CampaignState;

/// The folder of a campaign, held by one process at a time through a lock on `campaign.lock`, which the system drops
/// when that process ends, however it ends.
final class CampaignFolder implements AutoCloseable {
    private static final String LOCK = "campaign.lock";
    private static final String DEFAULT = "plumbline-out";

    private final Path path;
    private final boolean made;
    private final FileChannel lock;

    private CampaignFolder(Path path, boolean made, FileChannel lock) {
        this.path = path;
        this.made = made;
        this.lock = lock;
    }

    /// Makes the folder where it is missing and takes its lock. Throws [BadInput] where either fails.
    static CampaignFolder open(Path path) {
        boolean made = !Files.exists(path);
        try {
            Files.createDirectories(path);
            FileChannel lock = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
            if (isHeld(lock)) {
                CampaignFolder folder = new CampaignFolder(path, made, lock);
                folder.clearJournals();
                return folder;
            }
            lock.close();
        } catch (IOException e) {
            throw new BadInput(path + ": cannot be written (" + reason(e) + "); name another folder with --out");
        }
        throw new BadInput(path + ": another campaign is running there; wait for it, or name another folder with"
            + " --out");
    }

    /// What the workers of a killed campaign have left; their cases are done again.
    private void clearJournals() throws IOException {
        if (Files.isDirectory(journals())) {
            try (Stream<Path> files = Files.list(journals())) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static boolean isHeld(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    /// What the system says, in one line: its messages are often nothing but the file's name.
    static String reason(IOException e) {
        String name = e.getClass().getSimpleName();
        return e.getMessage() == null ? name : name + ": " + e.getMessage().lines().findFirst().orElse("");
    }

    /// `plumbline-out`, or the first of `plumbline-out-2`, `plumbline-out-3`, … that holds no campaign yet.
    static Path unused() {
        Path path = Path.of(DEFAULT);
        for (int i = 2; CampaignState.isIn(path); i++) {
            path = Path.of(DEFAULT + "-" + i);
        }
        return path;
    }

    Path path() {
        return path;
    }

    /// Where workers keep their journals.
    Path journals() {
        return path.resolve("workers");
    }

    /// Drops the lock, and with it what stayed empty: a campaign that never began leaves nothing behind.
    @Override
    public void close() {
        try {
            lock.close();
            if (!CampaignState.isIn(path)) {
                Files.deleteIfExists(path.resolve(LOCK));
            }
            for (Path empty : made ? List.of(journals(), path) : List.of(journals())) {
                if (Files.isDirectory(empty) && isEmpty(empty)) {
                    Files.delete(empty);
                }
            }
        } catch (IOException _) {
            // what is left over does no harm
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }
}
