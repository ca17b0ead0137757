package org.plumbline.targets.torch.djl.archive;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.plumbline.graph.Tensor;

/// A TorchScript archive (`torch/csrc/jit/docs/serialization.md`, file format 10): a zip file with the module's pickle,
/// its code, and its constants.
public final class Archive {
    private static final String MODULE = "Lowered";

    /// Of the file format. Operators mean what they meant in the version named here, so that it matters: under 3, division
    /// of integers truncates.
    private static final int VERSION = 10;

    private Archive() {
    }

    /// A module with the methods given by `code`, indented by two spaces, in the dialect of serialised TorchScript; it
    /// calls the constants `CONSTANTS.c0`, `CONSTANTS.c1`, …. The same arguments give the same bytes.
    public static byte[] of(String code, List<Tensor> constants) {
        Zip zip = new Zip();
        zip.add("m/data.pkl", new Pickle().module(MODULE));
        zip.add("m/code/__torch__.py", ("class " + MODULE + "(Module):\n  __parameters__ = []\n  __buffers__ = []\n"
            + "  training : bool\n" + code).getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < constants.size(); i++) {
            byte[] bytes = new byte[constants.get(i).bytes().remaining()];
            constants.get(i).bytes().get(bytes);
            zip.add("m/constants/" + i, bytes);
        }
        zip.add("m/constants.pkl", new Pickle().tensors(constants));
        zip.add("m/version", ascii(VERSION + "\n"));
        zip.add("m/byteorder", ascii("little"));
        return zip.bytes();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
