package org.plumbline.generator.infer;

import java.util.List;
import org.plumbline.generator.check.OperatorSchema.AttributeSchema;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;

/// What a template sets an attribute to.
sealed interface Wanted {
    /// A number.
    record One() implements Wanted {
    }

    /// So many numbers.
    record Many(int count) implements Wanted {
    }

    /// This value, whatever the numbers are.
    record Same(Attribute value) implements Wanted {
    }

    /// How many numbers are open.
    default int size() {
        return switch (this) {
            case One() -> 1;
            case Many(int count) -> count;
            case Same _ -> 0;
        };
    }

    /// Whether templates can set the attribute.
    static boolean isPossible(AttributeSchema a) {
        return List.of("INT", "INTS", "FLOAT", "FLOATS", "STRING", "STRINGS", "TENSOR").contains(a.type());
    }

    /// Integers are left open, `count` of them where it is a list; of another kind it is the default, or a plain value.
    static Wanted of(AttributeSchema a, int count) {
        return switch (a.type()) {
            case "INT" -> new One();
            case "INTS" -> new Many(count);
            case "FLOAT" -> new Same(a.fallback().orElse(new Attribute.Real(0.5f)));
            case "FLOATS" -> new Same(a.fallback().orElse(new Attribute.Reals(List.of(1f))));
            case "STRINGS" -> new Same(a.fallback().orElse(new Attribute.Texts(List.of(""))));
            case "TENSOR" -> new Same(a.fallback().orElse(new Attribute.Value(Tensor.of(DType.FLOAT, Shape.of(1),
                _ -> 0.5))));
            default -> new Same(a.fallback().orElse(new Attribute.Text("")));
        };
    }
}
