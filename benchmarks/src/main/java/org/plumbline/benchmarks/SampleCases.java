package org.plumbline.benchmarks;

import java.util.List;
import java.util.stream.LongStream;
import org.plumbline.generator.Generator;
import org.plumbline.generator.Options;
import org.plumbline.graph.edit.Case;

/// The cases that the benchmarks of the reference and of judging share, so that their numbers can be set side by side.
final class SampleCases {
    private static final int COUNT = 200;
    private static final int NODES = 10;

    private SampleCases() {
    }

    /// The same cases in every run.
    static List<Case> ofTenNodes() {
        Generator generator = new Generator(Options.DEFAULT.withNodes(NODES, NODES));
        return LongStream.range(0, COUNT).mapToObj(seed -> generator.generate(seed).realized()).toList();
    }
}
