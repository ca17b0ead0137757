package org.plumbline.graph.onnx;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/// Where the bytes of tensors with `data_location = EXTERNAL` come from (ONNX `docs/ExternalData.md`).
sealed interface ExternalData {
    /// The bytes of `tensor`, of which there must be `expected`; `what` names it in messages.
    ByteString load(String what, TensorProto tensor, long expected) throws BadOnnx;

    /// A model in memory has no folder.
    record Nowhere() implements ExternalData {
        @Override
        public ByteString load(String what, TensorProto tensor, long expected) throws BadOnnx {
            throw new BadOnnx(what + ": external_data has no folder here; read the model from its file");
        }
    }

    /// Files in `folder` or below: relative, without `..`, and not by a link that leads out.
    record Within(Path folder) implements ExternalData {
        @Override
        public ByteString load(String what, TensorProto tensor, long expected) throws BadOnnx {
            Map<String, String> keys = tensor.getExternalDataList().stream().collect(Collectors.toMap(
                StringStringEntryProto::getKey, StringStringEntryProto::getValue, (first, second) -> second));
            String where = what + ": external_data ";
            String location = keys.getOrDefault("location", "");
            long offset = number(where + "offset", keys.getOrDefault("offset", "0"));
            long length = number(where + "length", keys.getOrDefault("length", Long.toString(expected)));
            if (length != expected) {
                throw new BadOnnx(where + "length " + length + " does not fit the tensor's " + expected + " bytes");
            }
            try (FileChannel channel = FileChannel.open(resolve(where + "location '" + location + "'", location))) {
                if (offset > channel.size() - length) {
                    throw new BadOnnx(where + "location '" + location + "' has " + channel.size() + " bytes, but "
                        + length + " are wanted from offset " + offset);
                }
                return bytes(channel, offset, (int) length);
            } catch (IOException e) {
                throw new BadOnnx(where + "location '" + location + "' cannot be read (" + e + ")");
            }
        }

        private static ByteString bytes(FileChannel channel, long offset, int length) throws IOException {
            ByteBuffer buffer = ByteBuffer.allocate(length);
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, offset + buffer.position()) < 0) {
                    throw new IOException("file ended early");
                }
            }
            return ByteString.copyFrom(buffer.flip());
        }

        private static long number(String what, String text) throws BadOnnx {
            try {
                long value = Long.parseLong(text);
                if (value >= 0) {
                    return value;
                }
            } catch (NumberFormatException _) {
                // told below
            }
            throw new BadOnnx(what + " '" + text + "' is no number of bytes");
        }

        private Path resolve(String what, String location) throws BadOnnx, IOException {
            Path relative = path(what, location);
            if (location.isEmpty() || relative.isAbsolute()) {
                throw new BadOnnx(what + " must be a path relative to the model's folder");
            }
            for (Path part : relative) {
                if (part.toString().equals("..")) {
                    throw new BadOnnx(what + " leads out of the model's folder; put the file beside the model");
                }
            }
            Path file = folder.resolve(relative);
            if (!Files.isRegularFile(file)) {
                throw new BadOnnx(what + " does not exist in " + folder);
            }
            Path real = file.toRealPath();
            if (!real.startsWith(folder.toRealPath())) {
                throw new BadOnnx(what + " is a link out of the model's folder; put the file beside the model");
            }
            return real;
        }

        private static Path path(String what, String location) throws BadOnnx {
            try {
                return Path.of(location);
            } catch (InvalidPathException e) {
                throw new BadOnnx(what + " is no path");
            }
        }
    }
}
