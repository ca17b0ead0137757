package org.plumbline.targets.torch.djl.lowering;

import java.util.List;
import org.plumbline.graph.DType;

/// What lowering a model gives.
public sealed interface Lowered {
    /// The serialised module, and the types of its inputs and outputs as the model has them; across the bridge they go
    /// as [Transport#carrier] says.
    record Module(byte[] archive, List<DType> inputs, List<DType> outputs) implements Lowered {
        public Module {
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
        }
    }

    /// `what` names the operator and what about it is not lowered.
    record Not(String what) implements Lowered {
    }
}
