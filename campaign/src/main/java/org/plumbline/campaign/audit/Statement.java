package org.plumbline.campaign.audit;

import java.util.List;
import java.util.Optional;

/// What ONNX's own checker and strict shape inference say of one call.
public sealed interface Statement {
    /// Nothing is wrong with it; the shapes of its outputs, as far as they were inferred: a shape without a rank is
    /// empty, and so is a dimension without a size.
    record Accepts(List<Optional<List<Optional<Long>>>> shapes) implements Statement {
        public Accepts {
            shapes = List.copyOf(shapes);
        }

        /// Whether it says what every output is like. Where it does not, it has not looked at the call closely.
        boolean isComplete() {
            return shapes.stream().allMatch(s -> s.isPresent() && s.get().stream().allMatch(d -> d.isPresent() && d
                .get() >= 0));
        }

        /// Whether outputs of these shapes are what it says.
        boolean admits(List<List<Long>> actual) {
            for (int i = 0; i < Math.min(shapes.size(), actual.size()); i++) {
                Optional<List<Optional<Long>>> shape = shapes.get(i);
                if (shape.isPresent() && !admits(shape.get(), actual.get(i))) {
                    return false;
                }
            }
            return true;
        }

        private static boolean admits(List<Optional<Long>> shape, List<Long> actual) {
            if (shape.size() != actual.size()) {
                return false;
            }
            for (int i = 0; i < actual.size(); i++) {
                if (shape.get(i).isPresent() && !shape.get(i).get().equals(actual.get(i))) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public String toString() {
            return "accepts; shapes " + shapes.stream().map(s -> s.map(dims -> dims.stream().map(d -> d.map(
                String::valueOf).orElse("?")).toList().toString()).orElse("?")).toList();
        }
    }

    /// The call breaks the schema, or its types and shapes do not fit; `why` is ONNX's message.
    record Refuses(String why) implements Statement {
        @Override
        public String toString() {
            return "refuses: " + why;
        }
    }

    /// The checker itself died or hung.
    record Dies(String what) implements Statement {
        @Override
        public String toString() {
            return "dies: " + what;
        }
    }
}
