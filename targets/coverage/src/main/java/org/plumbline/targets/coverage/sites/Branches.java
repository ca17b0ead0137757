package org.plumbline.targets.coverage.sites;

import java.util.Arrays;

/// Direct branches of a library, millions of them: from which function, and to which distance from the code's start.
final class Branches {
    private int[] functions = new int[1 << 10];
    private long[] targets = new long[1 << 10];
    private int size;

    /// Hears of one branch.
    interface Listener {
        void branch(int function, long target);
    }

    int size() {
        return size;
    }

    void add(int function, long target) {
        if (size == targets.length) {
            functions = Arrays.copyOf(functions, 2 * size);
            targets = Arrays.copyOf(targets, 2 * size);
        }
        functions[size] = function;
        targets[size++] = target;
    }

    /// Keeps the first `count` branches.
    void forgetFrom(int count) {
        size = count;
    }

    void forEach(Listener listener) {
        for (int i = 0; i < size; i++) {
            listener.branch(functions[i], targets[i]);
        }
    }
}
