package org.plumbline.targets.coverage;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.plumbline.targets.coverage.traps.Traps;
import org.plumbline.targets.watch.Arming;
import org.plumbline.targets.watch.Companion;

/// Arms probes in its worker, as the file asks that the worker was started with.
public final class ArmingCompanion implements Companion {
    /// The system property with the path of the file that worker and supervisor share.
    static final String FILE = "plumbline.probes";

    private Optional<Armed> armed = Optional.empty();

    /// What there is once the library is prepared.
    private record Armed(ProbeFile file, Traps traps) {
        int arm() {
            int[] count = new int[1];
            file.takeWanted(site -> count[0] += traps.arm(site) ? 1 : 0);
            return count[0];
        }
    }

    @Override
    public Arming arm(LongSupplier nanoTime) {
        String path = System.getProperty(FILE);
        if (path == null) {
            return new Arming.Unarmed("the worker was started without -D" + FILE);
        }
        long before = nanoTime.getAsLong();
        try {
            ProbeFile file = ProbeFile.open(Path.of(path));
            return switch (Traps.prepare(file.sites(), file.data())) {
                case Traps.Impossible(String why) -> new Arming.Unarmed(why);
                case Traps.Ready(Traps traps) -> {
                    Armed prepared = new Armed(file, traps);
                    armed = Optional.of(prepared);
                    int probes = prepared.arm();
                    yield new Arming.Armed(probes, Duration.ofNanos(nanoTime.getAsLong() - before));
                }
            };
        } catch (IOException e) {
            return new Arming.Unarmed("cannot open the file of probes: " + e);
        }
    }

    @Override
    public void starting() {
        armed.ifPresent(Armed::arm);
    }
}
