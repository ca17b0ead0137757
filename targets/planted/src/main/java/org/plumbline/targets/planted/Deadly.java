package org.plumbline.targets.planted;

/// The targets that take the process along: workers find a target by its class, so each deadly fault has one.
public final class Deadly {
    private Deadly() {
    }

    /// `planted:crash`.
    public static final class Crash extends PlantedTarget {
        public Crash() {
            super("crash");
        }
    }

    /// `planted:abort`.
    public static final class Abort extends PlantedTarget {
        public Abort() {
            super("abort");
        }
    }

    /// `planted:hang`.
    public static final class Hang extends PlantedTarget {
        public Hang() {
            super("hang");
        }
    }

    /// `planted:memory-hog`.
    public static final class MemoryHog extends PlantedTarget {
        public MemoryHog() {
            super("memory-hog");
        }
    }
}
