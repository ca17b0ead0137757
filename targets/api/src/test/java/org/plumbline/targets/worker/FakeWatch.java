package org.plumbline.targets.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.plumbline.targets.watch.Probe;
import org.plumbline.targets.watch.Watch;
import org.plumbline.targets.watch.Watched;

/// Watches workers through a file with a line for each hit. `services` is a folder, for the worker's class path.
final class FakeWatch implements Watch {
    static final String FILE = "fake.hits";
    static final String REFUSES = "fake.refuses";

    final List<Set<Probe>> knownAtStart = new CopyOnWriteArrayList<>();
    final List<Probe> again = new ArrayList<>();
    private final Path services;
    private final boolean refuses;

    FakeWatch(Path services, boolean refuses) throws IOException {
        this.services = services;
        this.refuses = refuses;
        Path folder = Files.createDirectories(services.resolve("META-INF").resolve("services"));
        Files.writeString(folder.resolve("org.plumbline.targets.watch.Companion"), FakeCompanion.class.getName());
    }

    static Probe probe(int number) {
        return new Probe("fake", number);
    }

    @Override
    public List<Path> classPath() {
        return List.of(services);
    }

    @Override
    public Watched worker(Path directory, String stem, Set<Probe> known) {
        knownAtStart.add(Set.copyOf(known));
        return new FakeWatched(directory.resolve(stem + ".hits"));
    }

    private final class FakeWatched implements Watched {
        private final Path file;
        private int read;

        FakeWatched(Path file) {
            this.file = file;
        }

        @Override
        public List<String> jvmArguments() {
            return List.of("-D" + FILE + "=" + file, "-D" + REFUSES + "=" + refuses);
        }

        @Override
        public List<Probe> hits() {
            try {
                List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
                List<Probe> hits = lines.stream().skip(read).map(l -> probe(Integer.parseInt(l))).toList();
                read = lines.size();
                return hits;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void again(Collection<Probe> probes) {
            again.addAll(probes);
        }

        @Override
        public void close() {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
