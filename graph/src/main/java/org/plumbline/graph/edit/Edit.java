package org.plumbline.graph.edit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;

/// One change of a draft, as data. An edit that does not fit the draft is skipped with a reason: every list of edits is
/// a valid recipe. Nodes are named by their first output.
public sealed interface Edit {
    /// A graph input, drawn by the input plan inside `bounds`.
    record AddInput(String name, DType dtype, Shape shape, Bounds bounds) implements Edit {
    }

    /// An initializer, drawn like an input.
    record AddWeights(String name, DType dtype, Shape shape, Bounds bounds) implements Edit {
    }

    /// An initializer with its contents.
    record AddInitializer(String name, Tensor tensor) implements Edit {
    }

    /// Forward insertion: a node over values that exist. `declared` types its outputs where no reference does; it may
    /// be empty.
    record InsertNode(Node node, List<Declared> declared) implements Edit {
        public InsertNode {
            declared = List.copyOf(declared);
        }

        public InsertNode(Node node) {
            this(node, List.of());
        }
    }

    /// Backward insertion: a node over graph inputs and initializers, one of whose outputs is a graph input so far,
    /// which it produces from now on. `declared` as above.
    record ProduceInput(Node node, List<Declared> declared) implements Edit {
        public ProduceInput {
            declared = List.copyOf(declared);
        }

        public ProduceInput(Node node) {
            this(node, List.of());
        }
    }

    /// Sets an attribute, or removes it.
    record ChangeAttribute(String node, String key, Optional<Attribute> value) implements Edit {
    }

    /// Another operator over the same inputs and attributes.
    record ReplaceOperator(String node, String operator) implements Edit {
    }

    /// Another value as a node's input; the nodes are put in order again.
    record Rewire(String node, int input, String value) implements Edit {
    }

    record ReplaceInitializer(String name, Tensor tensor) implements Edit {
    }

    /// Takes a node out; those that consumed its outputs are fed with `instead`, one value per output, from now on (an empty
    /// name for an output that nobody consumes). The last node stays.
    record RemoveNode(String node, List<String> instead) implements Edit {
        public RemoveNode {
            instead = List.copyOf(instead);
        }
    }

    /// Other types for graph inputs and initializers, all at once, so that a whole region can change together. Inputs
    /// are drawn anew; an initializer keeps its numbers where their count stays the same, else it is drawn too.
    record Retype(Map<String, TensorType> types) implements Edit {
        public Retype {
            types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
        }
    }

    /// An initializer becomes a graph input, fed with what it held unless the input plan fixes it.
    record Feed(String initializer) implements Edit {
    }

    /// A graph input becomes an initializer, drawn like one.
    record Freeze(String input) implements Edit {
    }

    /// A value that others consume becomes an output of the graph too. (Values that nobody consumes always are.)
    record MarkOutput(String name) implements Edit {
    }

    /// The model states only rank and type of an input: its dimensions become symbolic, and those of all outputs.
    record HideShape(String name) implements Edit {
    }
}
