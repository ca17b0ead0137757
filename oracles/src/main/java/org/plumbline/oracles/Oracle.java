package org.plumbline.oracles;

/// Values in, a verdict out; never an exception.
@FunctionalInterface
public interface Oracle {
    Verdict judge(Trial trial);
}
