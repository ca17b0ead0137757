package org.plumbline.reports.reduce;

/// Whether a candidate still fails in the same way. Asked by passes; answers come from a [Memory].
@FunctionalInterface
public interface Question<T> {
    boolean holds(T candidate);
}
