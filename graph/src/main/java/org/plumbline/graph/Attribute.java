package org.plumbline.graph;

import java.util.List;

/// The value of a node's attribute. `Opaque` keeps kinds that no operator of ours reads (type protos, sparse tensors,
/// lists of tensors or graphs) as the bytes of their `AttributeProto`, so that every model round-trips.
public sealed interface Attribute {
    record Int(long value) implements Attribute {
    }

    /// Stored as binary32, as in ONNX.
    record Real(float value) implements Attribute {
    }

    record Text(String value) implements Attribute {
    }

    record Ints(List<Long> values) implements Attribute {
        public Ints {
            values = List.copyOf(values);
        }

        public long[] toArray() {
            return values.stream().mapToLong(Long::longValue).toArray();
        }
    }

    record Reals(List<Float> values) implements Attribute {
        public Reals {
            values = List.copyOf(values);
        }
    }

    record Texts(List<String> values) implements Attribute {
        public Texts {
            values = List.copyOf(values);
        }
    }

    record Value(Tensor tensor) implements Attribute {
    }

    record Subgraph(Graph graph) implements Attribute {
    }

    record Opaque(Bytes attributeProto) implements Attribute {
    }

    static Ints ints(long... values) {
        return new Ints(java.util.Arrays.stream(values).boxed().toList());
    }
}
