package org.plumbline.targets.torch.djl.archive;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;

/// The little of pickle protocol 2 (CPython's `pickletools`) that a TorchScript archive needs.
final class Pickle {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Pickle() {
        op(0x80).op(2);
    }

    private Pickle op(int code) {
        out.write(code);
        return this;
    }

    private Pickle little(long value, int bytes) {
        out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array(), 0, bytes);
        return this;
    }

    private Pickle global(String module, String name) {
        out.writeBytes(("c" + module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    private Pickle text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        op('X').little(utf8.length, 4);
        out.writeBytes(utf8);
        return this;
    }

    private Pickle number(long value) {
        return value >= 0 && value < 256 ? op('K').little(value, 1)
            : (int) value == value ? op('J').little(value, 4) : op(0x8a).op(8).little(value, 8);
    }

    private Pickle tuple(long... values) {
        op('(');
        for (long v : values) {
            number(v);
        }
        return op('t');
    }

    /// An instance of the class `__torch__.<name>` that is not in training.
    byte[] module(String name) {
        return global("__torch__", name).op(')').op(0x81).op('}').op('(').text("training").op(0x89).op('u').op('b')
            .done();
    }

    /// A tuple of tensors whose storages are the archive's entries `constants/0`, `constants/1`, ….
    byte[] tensors(Iterable<Tensor> tensors) {
        op('(');
        int index = 0;
        for (Tensor t : tensors) {
            tensor(t, index++);
        }
        return op('t').done();
    }

    private void tensor(Tensor t, int index) {
        Shape shape = t.shape();
        long[] strides = new long[shape.rank()];
        long stride = 1;
        for (int i = shape.rank() - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= Math.max(1, shape.dim(i));
        }
        global("torch._utils", "_rebuild_tensor_v2").op('(');
        op('(').text("storage").global("torch", ScalarType.of(t.dtype()).storage()).text(Integer.toString(index))
            .text("cpu").number(t.size()).op('t').op('Q');
        number(0).tuple(shape.dims()).tuple(strides).op(0x89);
        global("collections", "OrderedDict").op(')').op('R').op('t').op('R');
    }

    private byte[] done() {
        op('.');
        return out.toByteArray();
    }
}
