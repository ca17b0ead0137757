package org.plumbline.targets.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.plumbline.graph.DType;
import org.plumbline.targets.Outcome;
import org.plumbline.targets.Target;
import org.plumbline.targets.Variant;
import org.plumbline.targets.watch.Coverage;

/// Runs a trusted target, written in Java, in this process: no limits, no journal, no round trip.
public final class InProcess implements Executor {
    private final Target target;

    public InProcess(Target target) {
        this.target = target;
    }

    @Override
    public String target() {
        return target.name();
    }

    @Override
    public String version() {
        return target.version();
    }

    @Override
    public List<Variant> variants() {
        return target.variants();
    }

    @Override
    public Set<DType> feeds() {
        return target.feeds();
    }

    @Override
    public Device device(Variant variant) {
        return Device.CPU;
    }

    @Override
    public List<List<Outcome>> execute(Execution execution) {
        List<List<Outcome>> outcomes =
            Stream.<List<Outcome>>generate(ArrayList::new).limit(execution.variants().size()).toList();
        try {
            VariantLoop.run(target, execution, 0, new VariantLoop.Listener() {
                @Override
                public void starting(int variant, int repeat) {
                }

                @Override
                public Outcome finished(int variant, Outcome outcome) {
                    outcomes.get(variant).add(outcome);
                    return outcome;
                }
            });
        } catch (RuntimeException e) {
            throw new WorkerFault("target " + target.name() + " failed: " + e, e);
        }
        return outcomes;
    }

    @Override
    public Coverage coverage() {
        return new Coverage.Unseen("target " + target.name() + " runs in this process and has no native code");
    }

    @Override
    public void close() {
    }
}
