package org.plumbline.generator;

import java.util.Optional;
import java.util.function.BiFunction;
import org.plumbline.generator.rules.Way;
import org.plumbline.graph.Rng;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Wish;

/// Where the next partial operator comes from: drawn as wished for, or nothing where nothing fits.
record Source(Way way, BiFunction<Rng, Wish, Optional<PartialOperator>> partial) {
}
