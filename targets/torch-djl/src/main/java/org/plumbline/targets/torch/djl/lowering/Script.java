package org.plumbline.targets.torch.djl.lowering;

import java.util.ArrayList;
import java.util.List;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.targets.torch.djl.archive.ScalarType;

/// A TorchScript function under construction: its statements so far and its constants.
final class Script {
    private final StringBuilder statements = new StringBuilder();
    private final List<Tensor> constants = new ArrayList<>();
    private int names;

    /// Gives an expression a name.
    Local assign(DType dtype, Shape shape, String expression) {
        return Local.of(assign(expression), dtype, shape);
    }

    /// Gives an expression of any type a name and returns that.
    String assign(String expression) {
        String name = "t" + names++;
        statements.append("    ").append(name).append(" = ").append(expression).append('\n');
        return name;
    }

    /// Takes an expression apart that is a tuple of `count` tensors.
    List<String> unpack(int count, String expression) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parts.add("t" + names++);
        }
        statements.append("    ").append(String.join(", ", parts)).append(", = ".substring(count > 1 ? 1 : 0))
            .append(expression).append('\n');
        return parts;
    }

    /// A tensor that goes into the archive.
    Local constant(Tensor tensor) {
        constants.add(tensor);
        return Local.of(assign("CONSTANTS.c" + (constants.size() - 1)), tensor.dtype(), tensor.shape())
            .knownAs(tensor);
    }

    List<Tensor> constants() {
        return constants;
    }

    /// The method `forward`, which takes the values as [Transport] carries them and returns a list of such.
    String forward(int inputs, List<Local> outputs) {
        StringBuilder head = new StringBuilder("  def forward(self");
        for (int i = 0; i < inputs; i++) {
            head.append(", x").append(i).append(": Tensor");
        }
        List<String> returned = outputs.stream().map(o -> Transport.leaving(o.dtype(), o.name())).toList();
        return head + ") -> List[Tensor]:\n" + statements + "    return [" + String.join(", ", returned) + "]\n";
    }

    /// The number by which scripts name a type.
    static int code(DType dtype) {
        return ScalarType.of(dtype).code();
    }
}
