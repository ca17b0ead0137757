package org.plumbline.graph;

import java.util.List;

/// The only source of randomness: SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators",
/// 2014), passed as a parameter, never kept in a static. Equal seeds give equal streams on every machine.
public final class Rng {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private long state;

    private Rng(long state) {
        this.state = state;
    }

    public static Rng of(long seed) {
        return new Rng(mix(seed));
    }

    /// The stream that belongs to `index` under `seed`: independent of how many others were made.
    public static Rng of(long seed, long index) {
        return new Rng(mix(mix(seed) + index * GOLDEN));
    }

    /// A child whose draws do not disturb this stream's further draws, whatever their number.
    public Rng split() {
        return new Rng(mix(nextLong()));
    }

    private static long mix(long z) {
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    public long nextLong() {
        state += GOLDEN;
        return mix(state);
    }

    /// Uniform in `[0, bound)`; the bias, below 2^-32 of a draw, does not matter here.
    public int below(int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound " + bound);
        }
        return (int) ((nextLong() >>> 32) * bound >>> 32);
    }

    /// Uniform in `[from, to]`.
    public long between(long from, long to) {
        long span = to - from + 1;
        return span > 0 && span <= Integer.MAX_VALUE ? from + below((int) span)
            : span <= 0 ? nextLong() : from + Long.remainderUnsigned(nextLong(), span);
    }

    public int between(int from, int to) {
        return (int) between((long) from, (long) to);
    }

    /// Uniform in `[0, 1)`.
    public double uniform() {
        return (nextLong() >>> 11) * 0x1p-53;
    }

    /// Uniform in `[from, to)`.
    public double uniform(double from, double to) {
        return from + (to - from) * uniform();
    }

    public boolean trueInOneOutOf(int n) {
        return below(n) == 0;
    }

    public boolean chance(double probability) {
        return uniform() < probability;
    }

    public <T> T pick(List<T> from) {
        return from.get(below(from.size()));
    }

    @SafeVarargs
    public final <T> T pick(T... from) {
        return from[below(from.length)];
    }

    /// An index drawn in proportion to `weights`, of which at least one is positive.
    public int weighted(double[] weights) {
        double total = 0;
        for (double w : weights) {
            total += w;
        }
        double at = uniform() * total;
        for (int i = 0; i < weights.length; i++) {
            at -= weights[i];
            if (at < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }

    /// A random order of `0 … n−1` (Fisher–Yates).
    public int[] permutation(int n) {
        int[] p = new int[n];
        for (int i = 0; i < n; i++) {
            int j = below(i + 1);
            p[i] = p[j];
            p[j] = i;
        }
        return p;
    }
}
