package org.plumbline.corpus;

import java.io.IOException;
import java.nio.file.Path;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.edit.Bounds;
import org.plumbline.graph.edit.Edit;
import org.plumbline.graph.edit.Recipe;
import org.plumbline.graph.edit.RecipeJson;

/// A process that adds large recipes to a corpus until it is killed, and says the name of each once it is added.
final class CorpusWriter {
    private CorpusWriter() {
    }

    public static void main(String[] args) throws IOException {
        CorpusFolder folder = new CorpusFolder(Path.of(args[0]));
        for (int i = 0;; i++) {
            String text = RecipeJson.write(large(Integer.parseInt(args[1]) + i));
            folder.add(text);
            System.out.println(CorpusFolder.name(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        }
    }

    private static Recipe large(int seed) {
        return Chains.of(new Edit.AddInput("x", DType.FLOAT, Shape.of(1), Bounds.ANY), new Edit.AddInitializer("k",
            Tensor.of(DType.FLOAT, Shape.of(1 << 17), i -> i + seed)), Chains.node("Add", "y", "x", "k"));
    }
}
