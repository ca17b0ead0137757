package org.plumbline.graph.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.plumbline.graph.Shape;

/// The dictionary at the head of a `.npy` file. `kind` and `width` (in bytes; in characters for `U`) are the two parts
/// of NumPy's type string.
record NpyHeader(boolean bigEndian, char kind, int width, boolean fortran, Shape shape) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LONGEST = 1 << 16;
    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([<>|=]?)([a-zA-Z?])(\\d{0,6})'");
    private static final Pattern ANY_DESCR = Pattern.compile("'descr'\\s*:\\s*('[^']*'|\\[)");
    private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9L, ]*)\\)");

    /// Reads the header and leaves `in` at the first byte of the data.
    static NpyHeader read(ByteBuffer in) throws BadOnnx {
        byte[] magic = new byte[MAGIC.length];
        if (in.remaining() < 10) {
            throw new BadOnnx("shorter than a .npy header; the file is truncated");
        }
        in.get(magic);
        if (!java.util.Arrays.equals(magic, MAGIC)) {
            throw new BadOnnx("does not start with NumPy's magic; this is no .npy file");
        }
        int version = in.get();
        in.get();
        if (version < 1 || version > 3) {
            throw new BadOnnx("version " + version + " of the .npy format is unknown; 1 to 3 are read");
        }
        in.order(ByteOrder.LITTLE_ENDIAN);
        long length = version == 1 ? in.getShort() & 0xffff : in.remaining() < 4 ? -1 : in.getInt() & 0xffffffffL;
        if (length < 0 || length > Math.min(LONGEST, in.remaining())) {
            throw new BadOnnx("header length " + length + " is beyond the file or the limit of " + LONGEST);
        }
        byte[] header = new byte[(int) length];
        in.get(header);
        return parse(new String(header, version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1));
    }

    private static NpyHeader parse(String header) throws BadOnnx {
        Matcher descr = DESCR.matcher(header);
        Matcher fortran = FORTRAN.matcher(header);
        Matcher shape = SHAPE.matcher(header);
        if (!descr.find()) {
            Matcher any = ANY_DESCR.matcher(header);
            throw new BadOnnx(any.find() ? "descr " + any.group(1) + " is no plain element type"
                : "descr is missing in the header");
        }
        if (!fortran.find() || !shape.find()) {
            throw new BadOnnx("fortran_order or shape is missing in the header");
        }
        boolean big = descr.group(1).equals(">");
        int width = descr.group(3).isEmpty() ? 1 : Integer.parseInt(descr.group(3));
        return new NpyHeader(big, descr.group(2).charAt(0), width, fortran.group(1).equals("True"),
            shape(shape.group(1)));
    }

    private static Shape shape(String text) throws BadOnnx {
        List<Long> dims = new ArrayList<>();
        long elements = 1;
        for (String part : text.split(",")) {
            String digits = part.strip().replace("L", "");
            if (!digits.isEmpty()) {
                long dim = digits.length() > 10 || !digits.chars().allMatch(Character::isDigit) ? Long.MAX_VALUE
                    : Long.parseLong(digits);
                if (dim > Integer.MAX_VALUE || dims.size() == 64) {
                    throw new BadOnnx("shape (" + text + ") is larger than a tensor can be");
                }
                dims.add(dim);
            }
        }
        for (long d : dims) {
            elements = dims.contains(0L) ? 0 : elements * d;
            if (elements > Integer.MAX_VALUE - 64) {
                throw new BadOnnx("shape (" + text + ") is larger than a tensor can be");
            }
        }
        return Shape.of(dims);
    }

    /// The head of a version 1.0 file, padded as NumPy pads it: data starts at a multiple of 64.
    static byte[] write(String descr, Shape shape) {
        StringBuilder dims = new StringBuilder();
        shape.stream().forEach(d -> dims.append(dims.isEmpty() ? "" : ", ").append(d));
        String text = "{'descr': '" + descr + "', 'fortran_order': False, 'shape': (" + dims
            + (shape.rank() == 1 ? "," : "") + "), }";
        int length = (text.length() + 1 + 10 + 63) / 64 * 64;
        ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        out.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) (length - 10));
        out.put((text + " ".repeat(length - 11 - text.length()) + "\n").getBytes(StandardCharsets.ISO_8859_1));
        return out.array();
    }
}
