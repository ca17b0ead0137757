package org.plumbline.targets.torch.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import java.util.ArrayList;
import java.util.List;
import org.plumbline.graph.DType;
import org.plumbline.graph.Tensor;
import org.plumbline.targets.Outcome;
import org.plumbline.targets.Program;
import org.plumbline.targets.torch.djl.lowering.Lowered;

/// A loaded module.
final class TorchProgram implements Program {
    /// Two copies of the outputs have to fit into the heap, with room to spare.
    private static final long LARGEST_OUTPUTS = Runtime.getRuntime().maxMemory() / 4;

    /// The profiling executor watches the first run and specialises the graph for the second.
    private static final int PROFILED = 1;

    private final PtNDManager manager;
    private final PtSymbolBlock block;
    private final Lowered.Module module;
    private final Knobs knobs;
    private final Mode mode;
    private int warm;

    /// Takes the block over; `manager` closes what belongs to it.
    TorchProgram(PtNDManager manager, PtSymbolBlock block, Lowered.Module module, Knobs knobs,
        Mode mode) {
        this.manager = manager;
        this.block = block;
        this.module = module;
        this.knobs = knobs;
        this.mode = mode;
    }

    /// With the optimiser on, the first call runs as often as the executor needs to specialise the graph, and answers
    /// with what the specialised graph gives.
    @Override
    public Outcome run(List<Tensor> inputs) {
        List<DType> given = inputs.stream().map(Tensor::dtype).toList();
        if (!given.equals(module.inputs())) {
            return refused(false, "the model takes " + module.inputs() + ", not " + given);
        }
        knobs.set(mode);
        try (PtNDManager scope = (PtNDManager) manager.newSubManager()) {
            IValue[] fed = inputs.stream().map(t -> IValue.from(Tensors.feed(scope, t))).toArray(IValue[]::new);
            try {
                while (mode.optimizes() && warm < PROFILED) {
                    IValueUtils.forward(block, fed).close();
                    warm++;
                }
                try (IValue returned = IValueUtils.forward(block, fed)) {
                    return outcome(returned.toNDList(scope));
                }
            } finally {
                for (IValue value : fed) {
                    value.close();
                }
            }
        } catch (RuntimeException e) {
            return Refusals.of(Outcome.Stage.RUN, e);
        }
    }

    private Outcome outcome(NDList arrays) {
        double bytes = 0;
        List<Tensor> outputs = new ArrayList<>(arrays.size());
        for (int i = 0; i < arrays.size(); i++) {
            NDArray array = arrays.get(i);
            bytes += Tensors.bytes(array);
            if (bytes > LARGEST_OUTPUTS) {
                return refused(true, "outputs of " + (long) bytes + " bytes are more than the worker's heap can take");
            }
            outputs.add(Tensors.read((PtNDArray) array, module.outputs().get(i)));
        }
        return new Outcome.Values(outputs);
    }

    private static Outcome refused(boolean unsupported, String message) {
        return new Outcome.Refused(Outcome.Stage.RUN, unsupported, message);
    }

    @Override
    public void close() {
        block.close();
        manager.close();
    }
}
