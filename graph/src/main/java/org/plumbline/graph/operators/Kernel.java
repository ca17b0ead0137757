package org.plumbline.graph.operators;

import java.util.Optional;
import org.plumbline.graph.Shape;
import org.plumbline.graph.operator.Call;

/// How the weights of a convolution are laid out: `groups` blocks, each from `inChannels` to `outChannels` channels,
/// with the spatial extents `size`.
record Kernel(int groups, int inChannels, int outChannels, int[] size, boolean transposed) {
    /// Weights M×C/group×k1×…×kn over an input N×C×D1×…×Dn (Conv and its quantised forms).
    static Kernel forward(Call call, Shape x, Shape w) {
        int groups = groups(call, x, w);
        Call.require(w.dim(0) % groups == 0, w.dim(0) + " feature maps do not fall into " + groups + " groups");
        Call.require(w.dim(1) * groups == x.dim(1), "weights " + w + " do not fit input " + x);
        return new Kernel(groups, (int) w.dim(1), (int) w.dim(0) / groups, size(call, w), false);
    }

    /// Weights C×M/group×k1×…×kn (ConvTranspose).
    static Kernel transposed(Call call, Shape x, Shape w) {
        int groups = groups(call, x, w);
        Call.require(x.dim(1) % groups == 0, x.dim(1) + " channels do not fall into " + groups + " groups");
        Call.require(w.dim(0) == x.dim(1), "weights " + w + " do not fit input " + x);
        return new Kernel(groups, (int) x.dim(1) / groups, (int) w.dim(1), size(call, w), true);
    }

    private static int groups(Call call, Shape x, Shape w) {
        Call.require(x.rank() >= 3 && w.rank() == x.rank(), "weights " + w + " do not fit input " + x);
        int groups = Window.narrow(call.integer("group", 1), "group");
        Call.require(groups >= 1, "group is " + groups);
        return groups;
    }

    private static int[] size(Call call, Shape w) {
        int[] size = new int[w.rank() - 2];
        Optional<long[]> given = call.integers("kernel_shape");
        Call.require(given.isEmpty() || given.get().length == size.length, "kernel_shape does not fit " + w);
        for (int i = 0; i < size.length; i++) {
            size[i] = (int) w.dim(i + 2);
            Call.require(given.isEmpty() || given.get()[i] == size[i], "kernel_shape differs from weights " + w);
            Call.require(size[i] >= 1, "the kernel is empty in " + w);
        }
        return size;
    }

    /// The input channel that feature map `f` sees as its `c`-th.
    int channel(int f, int c) {
        return f / outChannels * inChannels + c;
    }

    /// Where the weights between feature map `f` and its `c`-th input channel stand, counted in spatial extents.
    int block(int f, int c) {
        return transposed ? channel(f, c) * outChannels + f % outChannels : f * inChannels + c;
    }

    /// Channels of the output.
    int features() {
        return groups * outChannels;
    }

    /// Input channels over all groups.
    int channels() {
        return groups * inChannels;
    }
}
