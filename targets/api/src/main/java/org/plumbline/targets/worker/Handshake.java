package org.plumbline.targets.worker;

import java.util.List;
import java.util.Set;
import org.plumbline.graph.DType;
import org.plumbline.targets.Variant;
import org.plumbline.targets.watch.Arming;

/// What a worker says about its target once it has loaded it.
record Handshake(String target, String version, List<Variant> variants, Set<DType> feeds, Arming arming) {
}
