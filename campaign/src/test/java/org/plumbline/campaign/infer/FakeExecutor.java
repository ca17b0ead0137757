package org.plumbline.campaign.infer;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.plumbline.graph.DType;
import org.plumbline.targets.Outcome;
import org.plumbline.targets.Variant;
import org.plumbline.targets.worker.Device;
import org.plumbline.targets.worker.Execution;
import org.plumbline.targets.watch.Coverage;
import org.plumbline.targets.worker.Executor;

/// A target that answers as it is told.
final class FakeExecutor implements Executor {
    private final Function<Execution, Outcome> answer;
    private final List<Execution> asked = new ArrayList<>();

    FakeExecutor(Function<Execution, Outcome> answer) {
        this.answer = answer;
    }

    List<Execution> asked() {
        return asked;
    }

    @Override
    public Coverage coverage() {
        return new Coverage.Unseen("a fake");
    }

    @Override
    public String target() {
        return "planted:fake";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public List<Variant> variants() {
        return List.of(new Variant("plain", Map.of()), new Variant("optimised", Map.of()));
    }

    @Override
    public Set<DType> feeds() {
        return EnumSet.allOf(DType.class);
    }

    @Override
    public Device device(Variant variant) {
        return Device.CPU;
    }

    @Override
    public List<List<Outcome>> execute(Execution execution) {
        asked.add(execution);
        return execution.variants().stream().map(_ -> List.of(answer.apply(execution))).toList();
    }

    @Override
    public void close() {
    }
}
